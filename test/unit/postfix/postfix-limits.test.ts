// What Postfix cannot express of a policy is named, and what it can is not.
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../src/model/document.js';
import { parsePolicy } from '../../../src/policy/parse-policy.js';
import { postfixLimits } from '../../../src/postfix/postfix-limits.js';
import type { PostfixLimit } from '../../../src/postfix/postfix-limits.js';
import type { DaemonAddresses } from '../../../src/postfix/postfix-address.js';

const everywhere: DaemonAddresses = { socketmap: { kind: 'tcp', host: '127.0.0.1', port: 1 }, milter: { kind: 'unix', path: '/m' } };

function limitsOf(document: PolicyInput, addresses: DaemonAddresses = everywhere): Record<string, readonly string[]> {
  const parsed = parsePolicy({ addressLists: { partners: 'partner.example', people: 'ann@people.example' }, routes: { gateway: { host: 'gateway.example' }, implicit: { host: 'gateway.example', port: 465 } }, ...document });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return Object.fromEntries(postfixLimits(parsed.policy, addresses).map(({ code, settings }: PostfixLimit) => [code, settings]));
}

type Setting = NonNullable<NonNullable<PolicyInput['orgUnits']>[number]['settings']>[number];
const setting = (id: string, more: Partial<Setting> = {}): Setting => ({ id, appliesTo: ['outbound'], addressLists: ['partners'], ...more });

describe('a policy', () => {
  it.each<[string, PolicyInput, Record<string, readonly string[]>]>([
    ['that Postfix can express meets none', { orgUnits: [{ path: '/', settings: [setting('a'), setting('b', { require: { caSignedCertificate: false, validateHostname: false } })] }] }, {}],
    ['that requires a CA without the name', { orgUnits: [{ path: '/', settings: [setting('a', { require: { validateHostname: false } })] }] }, { 'certificate-checks-are-joined': ['a at /'] }],
    ['that requires the name without a CA', { orgUnits: [{ path: '/', settings: [setting('a', { require: { caSignedCertificate: false } })] }] }, { 'certificate-checks-are-joined': ['a at /'] }],
    ['with an address entry and one org unit meets none', { orgUnits: [{ path: '/', settings: [setting('a', { addressLists: ['people'] })] }] }, {}],
    [
      'with an address entry and org units that differ',
      { orgUnits: [{ path: '/', settings: [setting('b')] }, { path: '/Board', settings: [setting('a', { addressLists: ['people'] })] }] },
      { 'address-entries-are-joined': ['a at /Board'] },
    ],
    ['with a route and one org unit meets none', { orgUnits: [{ path: '/', settings: [setting('a', { route: 'gateway' })] }] }, {}],
    [
      'with a route and org units that differ',
      { orgUnits: [{ path: '/', settings: [setting('b')] }, { path: '/Board', settings: [setting('a', { route: 'gateway' })] }] },
      { 'routes-are-shared': ['a at /Board'] },
    ],
    [
      'with an alternate secure route and org units that differ',
      { alternateSecureRoute: 'gateway', orgUnits: [{ path: '/', settings: [setting('none', { require: { tls: false } })] }, { path: '/Board', settings: [setting('a')] }] },
      { 'routes-are-shared': ['a at /Board'] },
    ],
    ['with a route to port 465', { orgUnits: [{ path: '/', settings: [setting('a', { route: 'implicit' })] }] }, { 'implicit-tls-is-deferred': ['a at /'] }],
    ['that waits for secure transport', { orgUnits: [{ path: '/', settings: [setting('a', { appliesTo: ['outbound-secure-transport'] })] }] }, { 'secure-transport-is-not-told': ['a at /'] }],
    [
      'in testing mode, or not enabled, meets none',
      { orgUnits: [{ path: '/', settings: [setting('a', { mode: 'testing', route: 'implicit' }), setting('b', { enabled: false, require: { validateHostname: false } })] }] },
      {},
    ],
  ])('%s', (_name, document, limits) => {
    expect(limitsOf(document)).toEqual(limits);
  });

  it('that is enforced nowhere, for want of an address', () => {
    const document: PolicyInput = { orgUnits: [{ path: '/', settings: [setting('out'), setting('in', { appliesTo: ['inbound'] })] }] };
    expect(limitsOf(document, {})).toEqual({ 'outbound-is-not-configured': ['out at /'], 'inbound-is-not-configured': ['in at /'] });
  });

  it('that requires nothing needs no address', () => {
    expect(limitsOf({}, {})).toEqual({});
  });
});
