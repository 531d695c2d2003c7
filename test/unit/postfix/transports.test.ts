import { describe, expect, it } from 'vitest';
import { join, opportunistic, parsePolicy } from '../../../src/index.js';
import type { Policy, PolicyInput, TransportConstraints } from '../../../src/index.js';
import { constraintTransportFor, constraintTransports, orgUnitTransports, postfixConstraints } from '../../../src/postfix/transports.js';

const policyOf = (input: PolicyInput): Policy => {
  const parsed = parsePolicy(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.policy;
};
const setting = (id: string, more: object = {}): NonNullable<NonNullable<PolicyInput['orgUnits']>[number]['settings']>[number] => ({ id, appliesTo: ['outbound'], addressLists: ['partners'], ...more });
const required = (more: Partial<TransportConstraints>): TransportConstraints => ({ ...opportunistic, tls: 'required', ...more });

describe('orgUnitTransports', () => {
  const served = (orgUnits: NonNullable<PolicyInput['orgUnits']>): string[][] =>
    orgUnitTransports(policyOf({ addressLists: { partners: ['partner.example'] }, orgUnits })).map(({ orgUnits: paths }) => [...paths]);

  it('has one for the root, whatever the policy is', () => {
    expect(orgUnitTransports(policyOf({}))).toEqual([{ name: 'tls-root', orgUnit: '/', orgUnits: ['/'], policyMap: 'tls-policy/tls-root' }]);
  });

  it('has one for each org unit whose outbound settings in force are other ones', () => {
    expect(served([{ path: '/', settings: [setting('a')] }, { path: '/Adds', settings: [setting('b')] }, { path: '/Adds/Below' }, { path: '/Disables', disable: ['a'] }, { path: '/Overrides', settings: [setting('a', { require: { tls: false }, route: undefined })] }, { path: '/Same' }])).toEqual([
      ['/', '/Same'],
      ['/Adds', '/Adds/Below'],
      ['/Disables'],
      ['/Overrides'],
    ]);
  });

  it('has none for what decides nothing about Postfix', () => {
    expect(
      served([
        { path: '/', settings: [setting('a')] },
        { path: '/Inbound', settings: [setting('b', { appliesTo: ['inbound'] })] },
        { path: '/Testing', settings: [setting('b', { mode: 'testing' })] },
        { path: '/Off', settings: [setting('b', { enabled: false })] },
        { path: '/Secure', settings: [setting('b', { appliesTo: ['outbound-secure-transport'] })] },
        { path: '/OverriddenByInbound', settings: [setting('a', { appliesTo: ['inbound'] })] },
      ]),
    ).toEqual([['/', '/Inbound', '/Off', '/Secure', '/Testing'], ['/OverriddenByInbound']]);
  });

  it('has names that hang on the path alone and that Postfix takes', () => {
    const policy = policyOf({ addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/Vertrieb & Büro', settings: [setting('a')] }] });
    const [, transport] = orgUnitTransports(policy);
    expect(transport).toMatchObject({ name: expect.stringMatching(/^tls-ou-[0-9a-f]{12}$/) as unknown, policyMap: `tls-policy/${transport!.name}` });
    expect(orgUnitTransports(policyOf({ addressLists: { partners: ['other.example'] }, orgUnits: [{ path: '/A' }, { path: '/Vertrieb & Büro', settings: [setting('z')] }] }))[1]?.name).toBe(transport!.name);
  });
});

describe('the constraint transports', () => {
  it('are the levels of Postfix, each with every minimum version', () => {
    expect(constraintTransports.map(({ name }) => name)).toEqual([
      'tls-may', 'tls-encrypt', 'tls-verify', 'tls-encrypt-1.0', 'tls-verify-1.0', 'tls-encrypt-1.1', 'tls-verify-1.1', 'tls-encrypt-1.2', 'tls-verify-1.2', 'tls-encrypt-1.3', 'tls-verify-1.3',
    ]);
  });

  it('check at least what is asked for, and just that where Postfix can', () => {
    for (const minVersion of [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
      for (const caSigned of [false, true]) {
        for (const hostname of [false, true]) {
          const asked = required({ minVersion, caSigned, hostname });
          const transport = constraintTransports.find(({ name }) => name === constraintTransportFor(asked))!;
          expect(join(asked, transport.constraints)).toEqual(transport.constraints);
          expect(transport.constraints).toEqual(postfixConstraints(asked));
          if (caSigned === hostname) expect(transport.constraints).toEqual(asked);
        }
      }
    }
    expect(constraintTransportFor(opportunistic)).toBe('tls-may');
  });
});
