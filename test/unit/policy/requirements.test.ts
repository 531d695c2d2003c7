// Requirements: defaults, contradictions, and what is never used (S-7.3, S-7.4, S-1.6).
import { describe, expect, it } from 'vitest';
import type { Scope, SettingInput } from '../../../src/model/document.js';
import type { Requirements } from '../../../src/model/policy.js';
import { contentFrom, report } from './report.js';

type RequireInput = NonNullable<SettingInput['require']>;

function policyWith(require: RequireInput, appliesTo: Scope[], more: Partial<SettingInput> = {}): { orgUnits: { path: string; settings: SettingInput[] }[] } {
  return { orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo, addressLists: ['l'], require, ...more }] }] };
}
const lists = { addressLists: { l: ['partner.example'] } };
const said = (require: RequireInput, appliesTo: Scope[]): string[] => report({ ...policyWith(require, appliesTo, { route: 'r' }), ...lists, routes: { r: { host: 'mx.example' } } });
const read = (require: RequireInput): Requirements | undefined => contentFrom({ ...policyWith(require, ['inbound', 'outbound']), ...lists }).orgUnits[0]?.settings[0]?.requirements;

const at = 'orgUnits[0].settings[0].require';

describe('defaults', () => {
  it.each<[RequireInput, Partial<Requirements>]>([
    [{}, {}],
    [{ tls: true }, {}],
    [{ tls: false }, { tls: false, caSignedCertificate: false, validateHostname: false }],
    [{ minTlsVersion: 'TLSv1.3' }, { minTlsVersion: 'TLSv1.3' }],
    [{ caSignedCertificate: false }, { caSignedCertificate: false }],
    [{ validateHostname: false }, { validateHostname: false }],
    [{ clientCertificate: true }, { clientCertificate: true }],
  ])('S-7.3: of %j', (require, expected) => {
    expect(read(require)).toEqual({ tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: false, ...expected });
  });

  it('S-7.3: hold without any requirements', () => {
    const { orgUnits } = contentFrom({ orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound-secure-transport'] }] }] });
    expect(orgUnits[0]?.settings[0]?.requirements).toEqual({ tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: false });
  });
});

describe('contradictions', () => {
  it.each<[RequireInput, string]>([
    [{ tls: false, minTlsVersion: 'TLSv1' }, 'minTlsVersion'],
    [{ tls: false, caSignedCertificate: true }, 'caSignedCertificate'],
    [{ tls: false, validateHostname: true }, 'validateHostname'],
    [{ tls: false, clientCertificate: true }, 'clientCertificate'],
  ])('S-7.4: %j', (require, key) => {
    const message = `error contradictory-requirement at ${at}.${key}: \`${key}\` needs TLS, but \`tls\` is false; remove one of the two`;
    expect(said(require, ['inbound', 'outbound'])).toEqual([message]);
  });

  it('S-7.4: an explicit false is no requirement', () => {
    expect(said({ tls: false, caSignedCertificate: false, validateHostname: false, clientCertificate: false }, ['outbound'])).toEqual([]);
    expect(said({ caSignedCertificate: false, validateHostname: false }, ['inbound', 'outbound'])).toEqual([]);
  });

  it('S-7.4: what was refused is none', () => {
    const document = policyWith({ tls: false, minTlsVersion: 'x' as 'TLSv1' }, ['outbound']);
    expect(report({ ...document, ...lists }).filter((line) => line.includes('contradictory'))).toEqual([]);
  });

  it.each(['caSignedCertificate', 'validateHostname'] as const)('S-1.6: %s for inbound alone', (key) => {
    const document = policyWith({ [key]: true }, ['inbound']);
    expect(report({ ...document, ...lists })).toEqual([
      `error contradictory-requirement at ${at}.${key}: \`${key}\` is about the server that mail is sent to, and this setting is for inbound alone; to require a certificate of the connecting client, write \`clientCertificate\``,
    ]);
    expect(report({ ...policyWith({ [key]: false }, ['inbound']), ...lists })).toEqual([]);
    expect(said({ [key]: true }, ['outbound'])).toEqual([]);
    expect(said({ [key]: true }, ['inbound', 'outbound'])).toEqual([]);
    expect(said({ [key]: true }, ['inbound', 'outbound-secure-transport'])).toEqual([]);
    expect(said({ [key]: true }, ['outbound-secure-transport'])).toEqual([]);
  });
});

describe('what is never used', () => {
  it('S-1.6: a client certificate without inbound', () => {
    const warning = `warning unused-requirement at ${at}.clientCertificate: \`clientCertificate\` is about inbound connections, and this setting does not apply to inbound; remove it or add \`inbound\` to \`appliesTo\``;
    expect(said({ clientCertificate: true }, ['outbound'])).toEqual([warning]);
    expect(said({ clientCertificate: true }, ['outbound', 'outbound-secure-transport'])).toEqual([warning]);
    expect(said({ clientCertificate: true }, ['inbound', 'outbound'])).toEqual([]);
    expect(said({ clientCertificate: false }, ['outbound'])).toEqual([]);
    expect(report({ ...policyWith({ clientCertificate: true }, ['inbound']), ...lists })).toEqual([]);
  });

  it('is not said when the scopes could not be read', () => {
    const document = policyWith({ clientCertificate: true, caSignedCertificate: true }, ['inbound', 'x' as 'inbound']);
    expect(report({ ...document, ...lists })).toEqual([
      'error invalid-value at orgUnits[0].settings[0].appliesTo[1]: this item must be one of `inbound`, `outbound`, `outbound-secure-transport`, not the text `x`',
    ]);
    const none = policyWith({ clientCertificate: true }, 7 as unknown as Scope[]);
    expect(report({ ...none, ...lists })).toHaveLength(1);
  });
});
