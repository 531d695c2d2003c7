// Settings that are valid by themselves: scopes, lists, requirements and routes that go together (S-7).

import type { RouteInput, Scope, SettingInput } from '../../src/model/document.js';
import type { Choices } from './choices.js';

/** Names that JavaScript knows are ordinary data here (S-1.4). */
export const SETTING_IDS: readonly string[] = ['partner-tls', 'bank', 'a', 'toString', '__proto__', 'Überall', 'b b'];

const SCOPES: readonly (readonly Scope[])[] = [
  ['inbound', 'outbound'], ['inbound', 'outbound', 'outbound-secure-transport'], ['outbound'], ['inbound'], ['outbound-secure-transport'], ['outbound-secure-transport', 'inbound'],
];

export function setting(choices: Choices, id: string, lists: readonly string[], routes: readonly string[]): SettingInput {
  const appliesTo = choices.pick(SCOPES);
  const listless = appliesTo.every((scope) => scope === 'outbound-secure-transport') && choices.chance(60);
  const require = requirements(choices, appliesTo.every((scope) => scope === 'inbound'));
  return {
    id,
    appliesTo: [...appliesTo],
    ...(listless ? (choices.chance(50) ? { addressLists: [] } : {}) : { addressLists: someLists(choices, lists) }),
    ...(require && { require }),
    ...(choices.chance(55) && routes.length > 0 && { route: choices.pick(routes) }),
    ...(choices.chance(15) ? { mode: 'testing' as const } : choices.chance(20) && { mode: 'enforce' as const }),
    ...(choices.chance(12) ? { enabled: false } : choices.chance(20) && { enabled: true }),
    ...(choices.chance(10) ? { locked: true } : choices.chance(20) && { locked: false }),
    ...(choices.chance(20) && { description: `what ${id} is for` }),
  };
}

function someLists(choices: Choices, lists: readonly string[]): string[] {
  const some = choices.some(lists, 55);
  return some.length > 0 ? some.reverse() : [choices.pick(lists)];
}

function requirements(choices: Choices, inboundOnly: boolean): SettingInput['require'] {
  const kind = choices.below(10);
  if (kind < 2) return undefined;
  if (kind === 2) return {};
  if (kind === 3) return { tls: false };
  if (kind === 4) return { tls: false, clientCertificate: false };
  const check = inboundOnly ? ([undefined, false] as const) : ([undefined, false, true, false] as const);
  const tls = choices.pick([undefined, true]);
  const minTlsVersion = choices.pick([undefined, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3', undefined] as const);
  const caSignedCertificate = choices.pick(check);
  const validateHostname = choices.pick(check);
  const clientCertificate = choices.pick([undefined, true, false]);
  return {
    ...(tls !== undefined && { tls }),
    ...(minTlsVersion !== undefined && { minTlsVersion }),
    ...(caSignedCertificate !== undefined && { caSignedCertificate }),
    ...(validateHostname !== undefined && { validateHostname }),
    ...(clientCertificate !== undefined && { clientCertificate }),
  };
}

/** Two of them equal by value, and one equal to the route that a literal has without any (S-8.4). */
export const ROUTES: Readonly<Record<string, RouteInput>> = {
  relay: { host: 'relay.corp.test' },
  gateway: { host: 'gateway.corp.test', port: 2525 },
  constructor: { host: 'relay.corp.test', port: 25, mxLookup: false },
  hosts: { host: 'corp.test', mxLookup: true },
  literal: { host: '[192.0.2.1]' },
};
