// What `postfix config` prints, read by Postfix itself: nothing is unknown to it, and the filter answers as it should.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BOUNCE_FILTER_FILE } from '../../src/postfix/bounce-filter.js';
import { postfixConfiguration } from '../../src/postfix/configuration.js';
import { reasonAgainst, tellLeftOut, unpack } from './debian-package.js';
import { runContained } from './mount-namespace.js';
import type { Ended } from './mount-namespace.js';
import { mainCfText, placesOfPostfix, POSTFIX_PROGRAM } from './postfix-instance.js';
import { limitedPolicy } from './postfix-policy.js';

// The first run on a machine downloads.
vi.setConfig({ testTimeout: 180_000 });

const reason = await reasonAgainst();

const configuration = postfixConfiguration(limitedPolicy.policy, {
  postfixVersion: '3.7.11',
  listen: {
    socketmap: { kind: 'tcp', host: '127.0.0.1', port: 4711 },
    'policy-service': { kind: 'unix', path: '/run/smtp-tls-policy/policy.sock' },
    milter: { kind: 'tcp', host: '::1', port: 4713 },
  },
});

if (reason !== null) {
  tellLeftOut('what Postfix makes of the output of postfix config', reason);
  it(`is left out for Postfix: ${reason}`, () => expect(reason).not.toBe(''));
} else {
  let folder: string;
  let run: (program: string, ...words: string[]) => Promise<Ended>;

  beforeAll(async () => {
    const unpacked = await unpack('postfix', POSTFIX_PROGRAM);
    folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-postfix-'));
    writeFileSync(join(folder, 'main.cf'), mainCfText(placesOfPostfix(folder, unpacked)) + configuration.mainCf);
    writeFileSync(join(folder, 'master.cf'), configuration.masterCf);
    writeFileSync(join(folder, BOUNCE_FILTER_FILE), configuration.bounceFilter);
    const environment = { LD_LIBRARY_PATH: unpacked.libraries, MAIL_CONFIG: folder };
    run = (program, ...words) => runContained({ command: [join(unpacked.folder, 'usr/sbin', program), ...words], folder, environment });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe('Postfix', () => {
    it('knows every parameter of main.cf', async () => {
      const { out, err } = await run('postconf', '-n');
      expect(err).toBe('');
      expect(out).toContain('transport_maps = socketmap:inet:127.0.0.1:4711:transport\n');
      expect(out).toContain('smtpd_recipient_restrictions = permit_mynetworks, reject_non_fqdn_recipient, check_policy_service unix:/run/smtp-tls-policy/policy.sock\n');
      expect(out).toContain('smtpd_milters = inet:[::1]:4713\n');
    });

    it('knows every service and option of master.cf', async () => {
      const services = await run('postconf', '-M');
      expect(services.err).toBe('');
      expect(services.out.trim().split('\n')).toHaveLength(13);
      const options = await run('postconf', '-P');
      expect(options.err).toBe('');
      expect(options.out).toContain('tls-verify-1.2/unix/smtp_tls_mandatory_protocols = >=TLSv1.2\n');
    });

    it.each<[string, string]>([
      ['4.7.4 TLS is required, but was not offered by host mx.partner.example[192.0.2.1]', '5.7.4 TLS is required, but was not offered by host mx.partner.example[192.0.2.1]'],
      ['4.7.0 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 454 4.7.0 later', '5.7.4 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 454 4.7.0 later'],
      ['5.5.1 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 502 5.5.1 no', '5.7.4 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 502 5.5.1 no'],
      ['4.0.0 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 454', '5.7.4 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 454'],
      ['4.7.0 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 420-a 420 b', '5.7.4 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 420-a 420 b'],
      ['4.7.5 Server certificate not verified', '5.7.5 Server certificate not verified'],
      ['4.7.5 Cannot start TLS: handshake failure', '5.7.5 Cannot start TLS: handshake failure'],
    ])('makes a bounce of `%s`', async (status, bounce) => {
      expect(await run('postmap', '-q', status, `regexp:${join(folder, BOUNCE_FILTER_FILE)}`)).toEqual({ code: 0, out: `${bounce}\n`, err: '' });
    });

    it.each([
      '4.7.5 TLS is required, but our TLS engine is unavailable',
      '4.7.0 TLS is required, but unavailable',
      '4.7.5 client TLS configuration problem',
      '4.3.2 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 421 4.3.2 closing',
      '4.0.0 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: 421',
      '4.0.0 TLS is required, but host mx.partner.example[192.0.2.1] refused to start TLS: no reply of SMTP',
      '4.7.5 TLSA lookup error for mx.partner.example:25',
      '4.4.1 connect to mx.partner.example[192.0.2.1]:25: Connection refused',
      '4.2.0 host mx.partner.example[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)',
      '4.7.5 host mx.partner.example[192.0.2.1] said: 450 4.7.5 Server certificate not verified (in reply to RCPT TO command)',
      '4.7.5 Server certificate not verified, says the server',
      '2.0.0 250 2.0.0 Ok',
    ])('leaves `%s` as it is', async (status) => {
      expect(await run('postmap', '-q', status, `regexp:${join(folder, BOUNCE_FILTER_FILE)}`)).toEqual({ code: 1, out: '', err: '' });
    });
  });
}
