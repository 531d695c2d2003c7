// Debian's Postfix with the daemon as milter and policy service receives mail of every kind (S-9.5, S-20.1, S-23): accepted, or rejected with the right code.
import type { ConnectionOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { issue } from '../servers/authority.js';
import { reasonAgainst, tellLeftOut } from '../servers/debian-package.js';
import { send } from './client.js';
import type { Sent } from './client.js';
import { authenticationFields, AUTHSERV_ID, INBOUND_CASES, INBOUND_POLICY, messageOf } from './inbound-cases.js';
import type { ClientKind, InboundCase } from './inbound-cases.js';
import { ORGANISATION, startOrganisation } from './postfix-organisation.js';
import type { Organisation } from './postfix-organisation.js';

// The first run on a machine downloads.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 });

const reason = await reasonAgainst();

if (reason !== null) {
  tellLeftOut('Postfix receives by a policy', reason);
  it(`is left out for Postfix: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  let organisation: Organisation;
  let clients: Readonly<Record<ClientKind, ConnectionOptions | null>>;

  beforeAll(async () => {
    const root = await issue(null, { commonName: 'Clients Root', authority: true });
    const wanted = { commonName: 'client.example', names: [{ type: 'dns', value: 'client.example' }] } as const;
    const [server, known, unknown] = await Promise.all([issue(root, { commonName: `mx.${ORGANISATION}` }), issue(root, wanted), issue(null, wanted)]);
    clients = {
      plaintext: null,
      'tls-1.2': { maxVersion: 'TLSv1.2' },
      'tls-1.3': { minVersion: 'TLSv1.3' },
      'client-certificate': { minVersion: 'TLSv1.3', cert: known.pem, key: known.key },
      'untrusted-client-certificate': { minVersion: 'TLSv1.3', cert: unknown.pem, key: unknown.key },
    };
    organisation = await startOrganisation({
      policy: INBOUND_POLICY,
      credentials: { cert: server.pem, key: server.key },
      clientCa: root.pem,
      daemonOptions: ['--authserv-id', AUTHSERV_ID],
    });
  });
  afterAll(() => organisation.stop());

  const deliver = (one: Pick<InboundCase, 'client' | 'rcptTo'>, bytes: string): Promise<Sent> =>
    send({ port: organisation.postfix.port('mx'), tls: clients[one.client] }, { mailFrom: 'bounces@client.example', rcptTo: one.rcptTo, bytes });
  const subjects = (): string[] => organisation.mailboxes.messages.map(({ bytes }) => /^Subject: (.*)\r$/m.exec(bytes.toString())![1]!);

  describe('Postfix', () => {
    it.each(INBOUND_CASES.map((one): [string, InboundCase] => [`${one.name} ${one.rejected === null ? 'is accepted' : 'is rejected'}`, one]))('%s', async (_name, one) => {
      const sent = await deliver(one, messageOf(one, authenticationFields(one)));
      if (one.rejected === null) {
        expect([sent.accepted, sent.refused]).toEqual([true, []]);
        return;
      }
      const { code, enhancedCode, setting, foregone = false } = one.rejected;
      expect(sent).toMatchObject({ accepted: false, command: foregone ? 'RCPT TO' : 'DATA', code });
      expect(sent.reply).toMatch(new RegExp(`^${code} ${enhancedCode} .*${setting}`));
    });

    it('delivers what was accepted, once, and nothing else', async () => {
      const accepted = INBOUND_CASES.filter(({ rejected }) => rejected === null).map(({ name }) => name);
      await organisation.postfix.until('an empty queue', () => organisation.postfix.queued().length === 0);
      expect(subjects().sort()).toEqual(accepted.sort());
    });

    it('refuses a message with a NUL, behind which milters see nothing of a field', async () => {
      const hidden = 'From: ann@elsewhere.example\0, ann@partner.example\r\nSubject: hidden\r\n\r\n';
      expect(await deliver({ client: 'plaintext', rcptTo: [`ada@${ORGANISATION}`] }, hidden)).toMatchObject({ accepted: false, code: 550, command: 'DATA' });
    });

    it('refuses one recipient early, and takes the message for the others', async () => {
      const one = { client: 'plaintext', rcptTo: [`bo@${ORGANISATION}`, `ada@${ORGANISATION}`] } as const;
      const sent = await deliver(one, 'From: ann@elsewhere.example\r\nSubject: for two\r\n\r\n');
      expect([sent.accepted, sent.refused.map(({ code, recipient }) => [code, recipient])]).toEqual([true, [[550, one.rcptTo[0]]]]);
      const message = await organisation.postfix.until('the message', () => organisation.mailboxes.messages.find(({ bytes }) => bytes.includes('for two')));
      expect(message.rcptTo).toEqual([one.rcptTo[1]]);
    });
  });

  it('Postfix takes no message with a NUL, behind which the milter would not see an author', async () => {
    const one = { client: 'plaintext', rcptTo: [`ada@${ORGANISATION}`] } as const;
    const sent = await deliver(one, 'From: ann@elsewhere.example\0, ann@partner.example\r\nSubject: a NUL\r\n\r\n');
    expect(sent).toMatchObject({ accepted: false, code: 550 });
    expect(subjects()).not.toContain('a NUL');
  });

  it.each([
    ['with a route of RFC 821', `@elsewhere.example:sue@${ORGANISATION}`],
    ['with a percent sign', `sue%${ORGANISATION}@[127.0.0.1]`],
    ['with a comment', `sue(of Sales)@${ORGANISATION}`],
    ['in quotes', `"sue"@${ORGANISATION}`],
    ['in quotes, as a local part of this server', `"sue@${ORGANISATION}"@[127.0.0.1]`],
  ])('a recipient is one of the org unit who is written %s', async (_how, to) => {
    const sent = await deliver({ client: 'tls-1.2', rcptTo: [to] }, 'From: ann@partner.example\r\nSubject: otherwise written\r\n\r\n');
    expect(sent).toMatchObject({ accepted: false, command: 'DATA', code: 550, reply: expect.stringContaining('(setting modern)') });
    expect(subjects()).not.toContain('otherwise written');
  });

  it('a recipient without a domain is refused', async () => {
    const sent = await deliver({ client: 'tls-1.3', rcptTo: ['sue'] }, 'From: ann@partner.example\r\n\r\n');
    expect(sent).toMatchObject({ accepted: false, command: 'RCPT TO', code: 504 });
  });

  it('Postfix takes no message before a filter of its own, for it would show the milter no header', async () => {
    const message = { mailFrom: 'bounces@client.example', rcptTo: [`ada@${ORGANISATION}`], bytes: 'From: ann@partner.example\r\nSubject: before a filter\r\n\r\n' };
    expect(await send({ port: organisation.postfix.port('filtered'), tls: null }, message)).toMatchObject({ accepted: false, command: 'DATA', code: 451 });
    expect(subjects()).not.toContain('before a filter');
    await organisation.postfix.until('a word about it', () => organisation.daemon.events.find(({ event, reason }) => event === 'protocol-violation' && String(reason).includes('smtpd_proxy_filter')));
  });

  describe('with a policy that does not parse', () => {
    const partner = { client: 'plaintext', rcptTo: [`ada@${ORGANISATION}`] } as const;
    const message = 'From: ann@partner.example\r\nSubject: in between\r\n\r\n';

    it('the one before decides on', async () => {
      organisation.daemon.write('{ "orgUnits": [');
      await organisation.postfix.until('a word about it', () => organisation.daemon.events.some(({ event }) => event === 'policy-not-loaded'));
      expect(await deliver(partner, message)).toMatchObject({ accepted: false, code: 550 });
    });

    it('no daemon starts, and mail is refused for now', async () => {
      await organisation.daemon.kill();
      await expect(organisation.daemon.start()).rejects.toThrow('the daemon ended with 2');
      expect(await deliver(partner, message)).toMatchObject({ accepted: false, code: 451 });
      // STARTTLS comes first, and is answered so already.
      expect(await deliver({ ...partner, client: 'tls-1.3' }, message)).toMatchObject({ accepted: false, reply: expect.stringMatching(/^4\d\d 4\./) });
      expect(subjects()).not.toContain('in between');
    });

    it('mail is taken again when it is mended', async () => {
      organisation.daemon.write(JSON.stringify(INBOUND_POLICY));
      await organisation.daemon.startAgain();
      expect(await deliver(partner, message)).toMatchObject({ accepted: false, code: 550 });
      expect(await deliver({ ...partner, client: 'tls-1.3' }, message)).toMatchObject({ accepted: true });
    });
  });
}
