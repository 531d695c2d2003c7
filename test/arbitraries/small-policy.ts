// Policies of a handful of entries, settings and org units, on few names that have much to do with each other: small enough to try every message on them.

import type { AddressListEntryInput, OrgUnitInput, PolicyInput } from '../../src/model/document.js';
import type { Choices } from './choices.js';
import { ROUTES, setting } from './setting.js';

const ENTRIES: readonly string[] = [
  'partner.example', '*.partner.example', 'mail.partner.example', 'ann@partner.example', 'Ann@partner.example', '*.example', '*', 'ann@mail.partner.example', '*.mail.partner.example',
  'co.uk', '*.co.uk', 'bank.co.uk', '[192.0.2.1]', 'ann@[192.0.2.1]', '[192.0.2.2]', 'corp.test', '*.corp.test', 'x@elsewhere.example', 'elsewhere.example',
];
const PATHS: readonly string[] = ['/', '/Sales', '/Sales/EMEA', '/Legal'];
const IDS: readonly string[] = ['a', 'b', 'c'];
const USERS: readonly string[] = ['ann@corp.test', 'Ann@corp.test', 'bob@corp.test'];

/** How many choices a small policy takes at most, more or less. */
export const SMALL_POLICY_CHOICES = 200;

/** Addresses as where case counts. The policy need not be valid: what disables or overrides is drawn freely. */
export function smallPolicy(choices: Choices): PolicyInput {
  const addressLists = Object.fromEntries(['one', 'two', 'three'].slice(0, choices.pick([2, 1, 3])).map((name) => [name, { entries: entries(choices) }]));
  const routes = choices.some(Object.keys(ROUTES), 45);
  const units = PATHS.slice(0, choices.pick([2, 1, 3, 4])).map((path) => orgUnit(choices, path, Object.keys(addressLists), routes));
  const caseSensitiveLocalParts = choices.chance(25);
  const users = choices.some(caseSensitiveLocalParts ? USERS : USERS.slice(1), 35).map((user) => [user, choices.pick(units).path] as const);
  return {
    addressLists,
    orgUnits: units,
    users: Object.fromEntries(users),
    routes: Object.fromEntries(routes.map((name) => [name, { ...ROUTES[name] }])) as NonNullable<PolicyInput['routes']>,
    ...(routes.length > 0 && choices.chance(35) && { alternateSecureRoute: choices.pick(routes) }),
    ...(choices.chance(35) && { domains: [choices.pick(['corp.test', 'partner.example', 'mail.partner.example'])] }),
    ...(choices.chance(30) && { alignment: 'strict' as const }),
    ...(choices.chance(20) && { unknownAuthor: 'no-match' as const }),
    ...(caseSensitiveLocalParts && { caseSensitiveLocalParts }),
  };
}

function entries(choices: Choices): AddressListEntryInput[] {
  return choices.times(choices.pick([1, 2, 3, 2, 0, 4]), () => {
    const value = choices.pick(ENTRIES);
    return choices.chance(40) ? { value, requireAuthentication: choices.chance(50) } : value;
  });
}

function orgUnit(choices: Choices, path: string, lists: readonly string[], routes: readonly string[]): OrgUnitInput {
  const settings = choices.some(IDS, 45).map((id) => setting(choices, id, lists, routes));
  const disable = choices.chance(12) ? choices.some(IDS.filter((id) => settings.every((each) => each.id !== id)), 50) : [];
  return { path, settings, ...(path !== '/' && disable.length > 0 && { disable }) };
}
