// clauses S-9.2 and S-10.1
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { bounceReply, violationBy } from '../../../src/haraka/tls-failure.js';
import type { ResultType } from '../../../src/model/decision.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';

const caSigned: TransportConstraints = { ...tlsRequired, caSigned: true };
const hostname: TransportConstraints = { ...tlsRequired, hostname: true };

describe('violationBy', () => {
  it.each<[ResultType, TransportConstraints, string | null]>([
    ['starttls-not-supported', tlsRequired, 'no TLS'],
    ['starttls-not-supported', opportunistic, null],
    ['certificate-not-trusted', tlsRequired, null],
    ['certificate-not-trusted', caSigned, 'certificate not signed by a trusted CA'],
    ['certificate-expired', hostname, null],
    ['certificate-expired', caSigned, 'expired certificate'],
    ['certificate-host-mismatch', caSigned, null],
    ['certificate-host-mismatch', hostname, 'certificate for another name'],
    ['validation-failure', opportunistic, null],
    ['validation-failure', tlsRequired, 'alert'],
  ])('%s of %o: %s', (type, constraints, found) => {
    expect(violationBy(type, constraints, 'alert')?.found ?? null).toBe(found);
  });

  it('says which version a handshake would have had to end with, and keeps words short', () => {
    expect(violationBy('validation-failure', { ...tlsRequired, minVersion: 'TLSv1.3' }, 'x'.repeat(100))).toEqual({ type: 'validation-failure', required: 'TLSv1.3 or later', found: `${'x'.repeat(77)}...` });
    expect(violationBy('validation-failure', tlsRequired, 'a')).toEqual({ type: 'validation-failure', required: 'TLS', found: 'a' });
  });
});

describe('bounceReply', () => {
  const engine = compilePolicy({
    addressLists: { partners: 'partner.example' },
    orgUnits: [
      {
        path: '/',
        settings: [
          { id: 'a tls', appliesTo: ['outbound'], addressLists: ['partners'], require: { caSignedCertificate: false, validateHostname: false } },
          { id: 'b ca', appliesTo: ['outbound'], addressLists: ['partners'], require: { caSignedCertificate: true, validateHostname: false } },
        ],
      },
    ],
  });
  const decide = (recipient: string, secureTransport = false): ReturnType<typeof engine.evaluate> => engine.evaluate({ envelope: { mailFrom: 'me@here.example', rcptTo: [recipient] }, secureTransport }, 'outbound');

  it.each<[ResultType, string]>([
    ['starttls-not-supported', 'a tls'],
    ['certificate-not-trusted', 'b ca'],
    ['validation-failure', 'a tls'],
  ])('names the setting that %s violates: %s', (type, setting) => {
    const decision = decide('ann@partner.example');
    expect(bounceReply(decision.replyProfile, decision.recipients[0]!.determinedBy, violationBy(type, caSigned, 'alert')!).text).toContain(`(setting ${setting})`);
  });

  it('names none where something else demanded secure transport', () => {
    const decision = decide('ann@elsewhere.example', true);
    expect(bounceReply(decision.replyProfile, decision.recipients[0]!.determinedBy, violationBy('starttls-not-supported', tlsRequired, '')!)).toEqual({ code: 550, enhancedCode: '5.7.10', text: 'Secure transport required: starttls-not-supported: required TLS, found no TLS' });
  });
});
