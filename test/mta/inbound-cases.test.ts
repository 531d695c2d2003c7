// The tables that the tests of every MTA use say what the engine says.
import { describe, expect, it } from 'vitest';
import { authenticationFrom, compilePolicy, enforce } from '../../src/index.js';
import type { Session } from '../../src/index.js';
import { foregoneReply } from '../../src/reception/foregone-reply.js';
import { authenticationFields, AUTHSERV_ID, INBOUND_CASES, INBOUND_POLICY, messageOf } from './inbound-cases.js';
import type { ClientKind } from './inbound-cases.js';
import { OUTBOUND_CASES, outboundPolicy, SENDER } from './outbound-cases.js';
import { domainOf } from './partners.js';
import type { PartnerKind } from './partners.js';

const INBOUND_SESSIONS: Readonly<Record<ClientKind, Session>> = {
  plaintext: { tls: false },
  'tls-1.2': { tls: true, version: 'TLSv1.2', certificate: null },
  'tls-1.3': { tls: true, version: 'TLSv1.3', certificate: null },
  'client-certificate': { tls: true, version: 'TLSv1.3', certificate: { trusted: true, expired: false } },
  'untrusted-client-certificate': { tls: true, version: 'TLSv1.3', certificate: { trusted: false, expired: false } },
};

describe('the inbound cases', () => {
  const engine = compilePolicy(INBOUND_POLICY);

  it.each(INBOUND_CASES)('$name', (one) => {
    const session = INBOUND_SESSIONS[one.client];
    const fields = authenticationFields(one);
    const headers = messageOf(one, fields);
    const authentication = fields.length === 0 ? {} : { authentication: authenticationFrom(headers, { authservId: AUTHSERV_ID }) };
    const { outcome, reply } = engine.evaluate({ envelope: { mailFrom: 'bounce@elsewhere.example', rcptTo: one.rcptTo }, headers, session, ...authentication }, 'inbound');
    const foregone = one.rcptTo.map((recipient) => foregoneReply(engine, { mailFrom: null, recipient, session }));
    expect(outcome).toBe(one.rejected === null ? 'deliver' : 'reject');
    expect(reply).toEqual(one.rejected === null ? null : { code: one.rejected.code, enhancedCode: one.rejected.enhancedCode, text: expect.stringContaining(one.rejected.setting) });
    expect(foregone).toEqual(one.rcptTo.map(() => (one.rejected?.foregone === true ? reply : null)));
  });
});

const good = { trusted: true, hostnameMatches: true, expired: false };
const OUTBOUND_SESSIONS: Readonly<Record<Exclude<PartnerKind, 'greylisting' | 'refused'>, Session>> = {
  'no-starttls': { tls: false },
  'self-signed': { tls: true, version: 'TLSv1.3', certificate: { ...good, trusted: false } },
  'wrong-name': { tls: true, version: 'TLSv1.3', certificate: { ...good, hostnameMatches: false } },
  expired: { tls: true, version: 'TLSv1.3', certificate: { ...good, expired: true } },
  good: { tls: true, version: 'TLSv1.3', certificate: good },
  'tls-1.2-only': { tls: true, version: 'TLSv1.2', certificate: good },
};

describe('the outbound cases', () => {
  it.each(OUTBOUND_CASES.filter(({ fate }) => fate !== 'deferred'))('$level to $kind: $fate', ({ level, kind, fate }) => {
    const decision = compilePolicy(outboundPolicy(level)).evaluate({ envelope: { mailFrom: SENDER, rcptTo: [`x@${domainOf(kind)}`] } }, 'outbound');
    const { outcome, violations } = enforce(decision, OUTBOUND_SESSIONS[kind as keyof typeof OUTBOUND_SESSIONS]).recipients[0]!;
    expect(outcome === 'deliver' ? 'delivered' : violations[0]!.type).toBe(fate);
  });
});
