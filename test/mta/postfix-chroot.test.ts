// Postfix in a chroot, as Debian's master.cf has it, finds the daemon at Unix sockets below its queue directory.
import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compilePolicy } from '../../src/engine.js';
import type { PolicyInput } from '../../src/index.js';
import { BOUNCE_FILTER_FILE } from '../../src/postfix/bounce-filter.js';
import { postfixConfiguration } from '../../src/postfix/configuration.js';
import { startPostfixDaemon } from '../../src/postfix/daemon.js';
import type { PostfixDaemon } from '../../src/postfix/daemon.js';
import { jsonLog } from '../../src/postfix/event-log.js';
import type { ListenAddress } from '../../src/postfix/listen-address.js';
import { reasonAgainst, tellLeftOut } from '../servers/debian-package.js';
import { startPostfix } from '../servers/postfix.js';
import type { Postfix } from '../servers/postfix.js';
import { send } from './client.js';
import { startPartners } from './partners.js';
import type { Partners } from './partners.js';

// The first run on a machine downloads.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const reason = await reasonAgainst();

const POLICY: PolicyInput = {
  domains: ['organisation.example'],
  addressLists: { partners: { requireAuthentication: false, entries: ['good.example', 'no-starttls.example'] } },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }],
};

/** Relative to the queue directory, where every process of Postfix is, in a chroot or not. */
const FOLDER = 'tls-policy';
const listenIn = (folder: string): Record<'socketmap' | 'policy-service' | 'milter', ListenAddress> => ({
  socketmap: { kind: 'unix', path: join(folder, 'socketmap') },
  'policy-service': { kind: 'unix', path: join(folder, 'policy-service') },
  milter: { kind: 'unix', path: join(folder, 'milter') },
});

if (reason !== null) {
  tellLeftOut('Postfix in a chroot', reason);
  it(`is left out for Postfix: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  let partners: Partners;
  let postfix: Postfix;
  let daemon: PostfixDaemon;
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-chroot-'));

  beforeAll(async () => {
    const nameServer = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.53`;
    partners = await startPartners({ dnsAt: { address: nameServer, port: 53 } });
    const { mainCf, masterCf, bounceFilter } = postfixConfiguration(compilePolicy(POLICY).policy, { listen: listenIn(FOLDER), caFile: '$config_directory/ca.pem', postfixVersion: '3.7' });
    postfix = await startPostfix({
      main: { myhostname: 'mx.organisation.example', inet_protocols: 'ipv4', smtp_tcp_port: String(partners.port), relay_domains: 'organisation.example' },
      mainText: mainCf,
      masterText: masterCf,
      listeners: { submission: ['-o smtpd_milters='], mx: ['-o mynetworks=192.0.2.0/24', '-o local_header_rewrite_clients='] },
      files: { [BOUNCE_FILTER_FILE]: bounceFilter, 'ca.pem': partners.ca },
      nameServer,
      chroot: true,
    });
    const sockets = join(postfix.folder, 'queue', FOLDER);
    mkdirSync(sockets);
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(POLICY));
    daemon = await startPostfixDaemon({ policy: join(folder, 'policy.json'), listen: listenIn(sockets), limits: { socketMode: 0o666 }, log: jsonLog(() => undefined, 'error') });
  });
  afterAll(async () => {
    await postfix.stop();
    await Promise.all([daemon.close(), partners.close()]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['good.example', 'sent'],
    ['no-starttls.example', 'bounced'],
  ])('it sends: mail to %s is %s', async (domain, status) => {
    await send({ port: postfix.port('submission'), tls: null }, { mailFrom: 'me@organisation.example', rcptTo: [`x@${domain}`], bytes: 'From: me@organisation.example\r\n\r\n' });
    const line = await postfix.until('a delivery', () => postfix.deliveries().find(({ to }) => to === `x@${domain}`));
    expect(line.status).toBe(status);
  });

  it.each([
    ['a partner in plaintext is rejected', 'ann@good.example', 550],
    ['somebody else is accepted', 'ann@elsewhere.example', null],
  ])('it receives: %s', async (_name, author, code) => {
    const sent = await send({ port: postfix.port('mx'), tls: null }, { mailFrom: author, rcptTo: ['me@organisation.example'], bytes: `From: ${author}\r\n\r\n` });
    expect([sent.accepted, sent.accepted ? null : sent.code]).toEqual([code === null, code]);
  });
}
