// The oracle itself, on cases worked out by hand from the clauses: what checks the engine has to be checked by something else.

import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/model/decision.js';
import type { PolicyInput, SettingInput } from '../../src/model/document.js';
import { readAddress } from '../arbitraries/address.js';
import { organizationalDomain } from '../arbitraries/domain.js';
import type { ReadAddress, ReadAuthentication, ReadMessage } from './facts.js';
import { disagreement } from './disagreement.js';
import { decide, effective, enforceAll, explained, matching } from './reference.js';
import { entriesOf } from './matching.js';

const surroundings = { organizationalDomain, replyProfile: 'default' } as const;
const GOOD = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

function address(text: string): ReadAddress {
  const at = text.lastIndexOf('@');
  return readAddress({ localPart: text.slice(0, at), domain: text.slice(at + 1) }, false);
}

function message(parts: { from?: string[]; to: string[]; mailFrom?: string; session?: unknown; secureTransport?: unknown; authentication?: ReadAuthentication }): ReadMessage {
  const { from = [], to, mailFrom, session, secureTransport, authentication = { dkim: [] } } = parts;
  return {
    author: from.length === 0 ? { known: false, reason: 'missing' } : { known: true, mailboxes: from.map(address) },
    mailFrom: mailFrom === undefined ? null : address(mailFrom),
    recipients: to.map((recipient) => ({ recipient, address: recipient.includes('@') ? address(recipient) : null })),
    authentication,
    secureTransport,
    session,
  };
}

function policy(settings: SettingInput[], more: PolicyInput = {}): PolicyInput {
  return { addressLists: { partners: ['partner.example', '*.bank.test', 'ann@x.test'], all: ['*'], none: [] }, orgUnits: [{ path: '/', settings }], ...more };
}

const outbound = (given: PolicyInput, sent: ReadMessage): Decision => decide({ policy: given, surroundings, message: sent, direction: 'outbound' });
const inbound = (given: PolicyInput, received: ReadMessage): Decision => decide({ policy: given, surroundings, message: received, direction: 'inbound' });
const BOTH: SettingInput = { id: 'partner-tls', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] };

describe('the oracle', () => {
  it('matches exactly (S-3.3, S-3.4)', () => {
    const matched = (to: string): number => outbound(policy([BOTH]), message({ to: [to] })).recipients[0]?.determinedBy.length ?? 0;
    expect(['a@partner.example', 'a@bank.test', 'a@x.bank.test', 'a@y.x.bank.test', 'a@sub.partner.example', 'ann@x.test', 'bob@x.test', 'a@notpartner.example', 'no address'].map(matched)).toEqual([1, 0, 1, 1, 0, 1, 0, 0, 1]);
  });

  it('requires what the defaults say and bounces what does not fulfil it (S-7.3, S-9.2, S-9.4)', () => {
    const decided = outbound(policy([BOTH]), message({ to: ['a@partner.example', 'b@other.test'], session: { tls: true, version: 'SSLv3' } }));
    expect(decided.constraints).toEqual({ tls: 'required', minVersion: null, caSigned: true, hostname: true });
    expect(decided.recipients.map(({ outcome, maxAttempts }) => ({ outcome, maxAttempts }))).toEqual([{ outcome: 'bounce', maxAttempts: 1 }, { outcome: 'deliver', maxAttempts: null }]);
    expect(decided.recipients[0]?.violations.map(({ type }) => type)).toEqual(['validation-failure', 'certificate-not-trusted', 'certificate-host-mismatch']);
    expect(decided.recipients[0]?.reply).toEqual({ code: 550, enhancedCode: '5.7.5', text: 'validation-failure partner-tls' });
    expect(outbound(policy([BOTH]), message({ to: ['a@partner.example'], session: GOOD })).outcome).toBe('deliver');
    expect(outbound(policy([BOTH]), message({ to: ['a@partner.example'] })).outcome).toBe('pending');
  });

  it('rejects once, for the first rejected recipient (S-9.5)', () => {
    const decided = inbound(policy([BOTH]), message({ from: ['a@partner.example'], to: ['x@corp.test', 'y@corp.test'], session: { tls: false } }));
    expect(decided.outcome).toBe('reject');
    expect(decided.reply).toEqual({ code: 550, enhancedCode: '5.7.10', text: 'starttls-not-supported partner-tls' });
    expect(decided.recipients[0]?.constraints).toEqual({ tls: 'required', minVersion: null, caSigned: false, hostname: false });
    expect(decided.deliveries).toEqual([]);
  });

  it('reads authentication in three values (S-5.3, S-5.4)', () => {
    const match = (authentication: ReadAuthentication, mailFrom?: string): string | undefined =>
      inbound(policy([BOTH]), message({ from: ['a@partner.example'], to: ['x@corp.test'], authentication, ...(mailFrom !== undefined && { mailFrom }) })).recipients[0]?.determinedBy[0]?.authenticated;
    expect(match({ dkim: [] })).toBe('unknown');
    expect(match({ dkim: [{ result: 'pass', domain: 'mail.partner.example' }] })).toBe('yes');
    expect(match({ dkim: [{ result: 'pass', domain: 'other.example' }] })).toBeUndefined();
    expect(match({ dkim: [{ result: 'temperror', domain: 'other.example' }] })).toBeUndefined();
    expect(match({ dkim: [{ result: 'temperror', domain: 'partner.example' }] })).toBe('unknown');
    expect(match({ dkim: [], spf: { result: 'pass', domain: 'missing' } })).toBe('unknown');
    expect(match({ dkim: [], spf: { result: 'pass', domain: 'missing' } }, 'b@mail.partner.example')).toBe('yes');
    expect(match({ dkim: [], dmarc: { result: 'pass', domain: 'mail.partner.example' } })).toBeUndefined();
    expect(match({ dkim: [], dmarc: { result: 'pass', domain: 'missing' } })).toBe('yes');
  });

  it('lets an unknown author match each list that has an entry (S-4.3, S-11.1)', () => {
    const setting: SettingInput = { ...BOTH, addressLists: ['partners', 'all', 'none'] };
    const received = message({ to: ['x@corp.test'] });
    expect(inbound(policy([setting]), received).recipients[0]?.determinedBy.map(({ addressList, entry, authenticated }) => [addressList, entry, authenticated])).toEqual([['all', null, 'unknown'], ['partners', null, 'unknown']]);
    expect(inbound(policy([setting], { unknownAuthor: 'no-match' }), received).recipients[0]?.determinedBy).toEqual([]);
  });

  it('keeps internal mail and secure transport apart (S-4.5, S-7.1, S-7.2)', () => {
    const given = policy([{ id: 'secure', appliesTo: ['outbound-secure-transport'], require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false, validateHostname: false } }], { domains: ['corp.test'] });
    const decided = outbound(given, message({ to: ['x@corp.test', 'a@other.test'], secureTransport: 'yes' }));
    expect(decided.recipients.map(({ secureTransport, constraints }) => [secureTransport, constraints.tls, constraints.minVersion])).toEqual([[false, 'opportunistic', null], [true, 'required', 'TLSv1.2']]);
    expect(explained({ policy: given, surroundings, message: message({ to: ['x@corp.test', 'a@other.test'] }), direction: 'outbound' }).map(([setting]) => setting?.reason)).toEqual(['internal-recipient', 'secure-transport-not-requested']);
  });

  it('chooses the route of the nearest unit, the better entry, the smaller id (S-8.4) and groups what can share a connection (S-8.5)', () => {
    const routes = { a: { host: 'a.test' }, b: { host: 'b.test', port: 26 } };
    const given = policy([{ ...BOTH, id: 'z', route: 'a' }, { ...BOTH, id: 'b', route: 'b' }, { ...BOTH, id: 'c', addressLists: ['all'], route: 'a' }], { routes });
    const decided = outbound(given, message({ to: ['a@partner.example', 'b@partner.example', 'nobody', 'c@q.test'] }));
    expect(decided.recipients[0]?.route).toEqual({ kind: 'host', host: 'b.test', port: 26, mxLookup: false });
    expect(decided.recipients[0]?.routeConflicts.map(({ setting }) => setting)).toEqual(['z', 'c']);
    expect(decided.deliveries.map(({ recipients }) => recipients)).toEqual([[0, 1], [2], [3]]);
    expect(enforceAll(decided, { tls: false }, 0).recipients.map(({ outcome }) => outcome)).toEqual(['bounce', 'bounce', 'pending', 'pending']);
    expect(() => enforceAll(decided, GOOD, 3)).toThrow(TypeError);
  });

  it('inherits, overrides and disables (S-6.3, S-6.4, S-7.6)', () => {
    const orgUnits = [
      { path: '/', settings: [BOTH, { ...BOTH, id: 'other' }] },
      { path: '/a', settings: [{ ...BOTH, require: { tls: false } }], disable: ['other'] },
      { path: '/a/b', settings: [{ ...BOTH, mode: 'testing' as const }, { ...BOTH, id: 'other' }] },
    ];
    const statuses = (path: string): unknown[] => (effective(policy([], { orgUnits }), path) as { id: string; orgUnit: string; status: string }[]).map(({ id, orgUnit, status }) => [id, orgUnit, status]);
    expect(statuses('/')).toEqual([['other', '/', 'locally-applied'], ['partner-tls', '/', 'locally-applied']]);
    expect(statuses('/a')).toEqual([['other', '/', 'disabled'], ['partner-tls', '/a', 'overridden']]);
    expect(statuses('/a/b')).toEqual([['other', '/a/b', 'overridden'], ['partner-tls', '/a', 'inherited'], ['partner-tls', '/a/b', 'locally-applied']]);
  });

  it('finds the entries that match an address (S-3.7)', () => {
    const given = policy([]);
    expect(matching(given, address('ann@x.test'), (list) => entriesOf(given, list))).toEqual([{ addressList: 'all', entry: '*' }, { addressList: 'partners', entry: 'ann@x.test' }]);
    expect(matching(given, null, (list) => entriesOf(given, list))).toEqual([]);
  });

  it('is compared in every field, replies and violations by what they have to name', () => {
    const violation = { type: 'validation-failure', required: 'x', found: 'y' };
    const reply = { code: 550, enhancedCode: '5.7.5', text: 'validation-failure a' };
    expect(disagreement({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBeNull();
    expect(disagreement({ a: [1, { b: null }] }, { a: [1, { b: 0 }] })).toBe('.a.1.b: expected null, found 0');
    expect(disagreement({ a: 1 }, { a: 1, b: 2 })).toBe('.b: expected undefined, found 2');
    expect(disagreement({ violations: [{ ...violation, required: '' }] }, { violations: [violation] })).toBeNull();
    expect(disagreement({ violations: [violation] }, { violations: [] })).toContain('.violations: ');
    expect(disagreement({ violations: [violation] }, { violations: [{ ...violation, found: '' }] })).toContain('.violations: ');
    expect(disagreement({ reply }, { reply: { ...reply, text: 'setting "a": validation-failure' } })).toBeNull();
    expect(disagreement({ reply }, { reply: { ...reply, text: 'no id, only its type' } })).toContain('.reply.text: ');
    expect(disagreement({ reply }, { reply: { ...reply, code: 530 } })).toContain('.reply: ');
    expect(disagreement({ reply }, { reply: null })).toContain('.reply: ');
  });
});
