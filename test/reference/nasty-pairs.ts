// Pairs of policies made by hand, each where classes of correspondents, users or circumstances could be told apart wrongly.

import type { AddressListEntryInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import { pairOf, type PairCase } from '../arbitraries/policy-pair.js';

const out: SettingInput = { id: 'out', appliesTo: ['outbound'], addressLists: ['list'] };
const inn: SettingInput = { id: 'in', appliesTo: ['inbound'], addressLists: ['list'] };
const twoWays: SettingInput = { id: 'both', appliesTo: ['inbound', 'outbound'], addressLists: ['list'] };

function listing(entries: AddressListEntryInput[], settings: SettingInput[] = [twoWays], rest: Partial<PolicyInput> = {}): PolicyInput {
  return { addressLists: { list: entries }, orgUnits: [{ path: '/', settings }], ...rest };
}

/** Wildcard rules as the Public Suffix List has them: everything directly below `wild` is a public suffix, but for `www`. */
function underWild(domain: string): string | null {
  const labels = domain.split('.');
  const suffix = labels.at(-1) !== 'wild' || labels.at(-2) === 'www' ? 1 : 2;
  return labels.length > suffix ? labels.slice(-suffix - 1).join('.') : null;
}

/** Several domains of one organisation, as only a directory knows. */
function ofOneGroup(domain: string): string | null {
  return ['partner.example', 'bank.example', 'mail.bank.example'].includes(domain) ? 'the group' : domain;
}

const strict = { alignment: 'strict' as const };
const caseCounts = { caseSensitiveLocalParts: true };
const literalRoutes = { routes: { own: { host: '[192.0.2.1]' }, port: { host: '[192.0.2.1]', port: 2525 }, other: { host: '[192.0.2.2]' }, relay: { host: 'relay.example' } } };

/** The first of the names that `src` takes for somebody whom nobody lists. */
const TAKEN = [
  'someone@partner.example', 'someone-2@partner.example', 'other.partner.example', '0.partner.example', '1.partner.example', 'elsewhere.example', '*.x0', 'someone@elsewhere.x1', 'aligned.example', 'mail.partner.example',
  'm.partner.example', 'unit.other.partner.example',
];

/** Each is looked at both ways; what its settings are good for as well. */
export const NASTY_PAIRS: Readonly<Record<string, PairCase>> = {
  'names that are taken': pairOf(listing(TAKEN), listing([...TAKEN, '*.partner.example', '*'])),
  'names that are taken, where alignment differs': pairOf(listing(['partner.example', '*.partner.example', '*'], [twoWays], strict), listing(TAKEN)),
  'users of the names that are taken': pairOf(
    { ...listing(['partner.example']), users: { 'someone@here.example': '/', 'someone-2@here.example': '/Sales' }, orgUnits: [{ path: '/Sales', settings: [twoWays] }] },
    listing(['partner.example']),
  ),
  'wildcards in wildcards': pairOf(listing(['*.example', '*.partner.example', '*.mail.partner.example']), listing(['*.example', '*.mail.partner.example', 'partner.example'])),
  'wildcards that require authentication in wildcards that do not': pairOf(
    listing([{ value: '*.example', requireAuthentication: false }, '*.partner.example']),
    listing(['*.example', { value: '*.partner.example', requireAuthentication: false }, { value: 'ann@mail.partner.example', requireAuthentication: true }]),
  ),
  'an internal domain below a wildcard': pairOf(listing(['*.example'], [twoWays], { domains: ['partner.example'] }), listing(['*.example', 'partner.example'], [twoWays], { domains: ['mail.partner.example'] })),
  'an internal domain that no list names': pairOf(listing(['x.example']), listing(['x.example'], [twoWays], { domains: ['corp.test'] })),
  'internal with a demand for secure transport': pairOf({}, { domains: ['corp.test'] }),
  'nothing at all': pairOf({}, { orgUnits: [{ path: '/A' }] }),
  'nothing but an alternate route': pairOf({ routes: literalRoutes.routes }, { routes: literalRoutes.routes, alternateSecureRoute: 'own' }),
  'the own route of a literal, by another port': pairOf(listing(['*', '[192.0.2.1]'], [{ ...out, route: 'own' }], literalRoutes), listing(['*', '[192.0.2.1]'], [{ ...out, route: 'port' }], literalRoutes)),
  'the own route of a literal, and a domain beside it': pairOf(
    listing(['[192.0.2.1]', 'partner.example'], [out], literalRoutes),
    listing(['[192.0.2.1]', 'partner.example'], [{ ...out, route: 'own', require: { minTlsVersion: 'TLSv1.3' } }], literalRoutes),
  ),
  'the own route of a literal, and of a domain in the same list': pairOf(listing(['[192.0.2.1]', 'partner.example'], [out], literalRoutes), listing(['[192.0.2.1]', 'partner.example'], [{ ...out, route: 'own' }], literalRoutes)),
  'the own route of another literal': pairOf(listing(['*', 'ann@[192.0.2.1]'], [{ ...out, route: 'own' }], literalRoutes), listing(['*', 'ann@[192.0.2.1]'], [{ ...out, route: 'other' }], literalRoutes)),
  'the own route of a literal that no list names': pairOf(listing(['*'], [out], literalRoutes), listing(['*'], [{ ...out, route: 'own' }], literalRoutes)),
  'the own route of a literal in testing mode': pairOf(listing(['[192.0.2.1]'], [{ ...out, mode: 'testing' }], literalRoutes), listing(['[192.0.2.1]'], [{ ...out, mode: 'testing', route: 'own' }], literalRoutes)),
  'a route that wins by the kind of entry': pairOf(
    { addressLists: { one: ['*.example', 'partner.example'], two: ['*', 'ann@partner.example'] }, ...literalRoutes, orgUnits: [{ path: '/', settings: [{ ...out, id: 'a', addressLists: ['one'], route: 'own' }, { ...out, id: 'b', addressLists: ['two'], route: 'relay' }] }] },
    { addressLists: { one: ['*.example'], two: ['*', 'ann@partner.example', 'partner.example'] }, ...literalRoutes, orgUnits: [{ path: '/', settings: [{ ...out, id: 'a', addressLists: ['one'], route: 'own' }, { ...out, id: 'b', addressLists: ['two'], route: 'relay' }] }] },
  ),
  'a route that wins by the org unit': pairOf(
    { addressLists: { list: ['*'] }, ...literalRoutes, orgUnits: [{ path: '/', settings: [{ ...out, id: 'a', route: 'own' }] }, { path: '/A', settings: [{ ...out, id: 'b', route: 'relay' }] }, { path: '/A/B' }] },
    { addressLists: { list: ['*'] }, ...literalRoutes, orgUnits: [{ path: '/', settings: [{ ...out, id: 'b', route: 'relay' }] }, { path: '/A', settings: [{ ...out, id: 'a', route: 'own' }] }, { path: '/A/B' }] },
  ),
  'two settings for a stricter one': pairOf(
    listing(['partner.example'], [{ ...out, require: { minTlsVersion: 'TLSv1.2', validateHostname: false } }]),
    listing(['partner.example'], [{ ...out, require: { minTlsVersion: 'TLSv1.3', caSignedCertificate: false } }]),
  ),
  'a version that no session has': pairOf(listing(['*'], [{ ...out, require: { caSignedCertificate: false, validateHostname: false } }]), listing(['*'], [{ ...out, require: { minTlsVersion: 'TLSv1', caSignedCertificate: false, validateHostname: false } }])),
  'a client certificate': pairOf(listing(['*'], [{ ...inn, require: { clientCertificate: true } }]), listing(['*'], [inn])),
  'an empty list and unknown authors': pairOf(listing([]), listing(['partner.example'], [twoWays], { unknownAuthor: 'no-match' })),
  'an unknown author, and entries that require authentication': pairOf(listing(['partner.example']), listing([{ value: 'partner.example', requireAuthentication: false }], [twoWays], { unknownAuthor: 'no-match' })),
  'a setting that waits for secure transport': pairOf(listing(['*'], [{ ...out, appliesTo: ['outbound-secure-transport'] }]), listing([], [{ id: 'out', appliesTo: ['outbound-secure-transport'] }])),
  'testing that hides what is enforced': pairOf(
    { addressLists: { list: ['*'] }, orgUnits: [{ path: '/', settings: [out] }, { path: '/A', settings: [{ ...out, mode: 'testing' }] }, { path: '/B', settings: [{ ...out, enabled: false }] }] },
    { addressLists: { list: ['*'] }, orgUnits: [{ path: '/', settings: [out] }, { path: '/A', settings: [out] }, { path: '/B', disable: ['out'] }] },
  ),
  'an override that says the same, beside one that demands less': pairOf(
    { addressLists: { list: ['partner.example'] }, orgUnits: [{ path: '/', settings: [out, { ...out, id: 'less', require: { caSignedCertificate: false } }] }, { path: '/A', settings: [out] }] },
    { addressLists: { list: ['partner.example'] }, orgUnits: [{ path: '/', settings: [out] }] },
  ),
  'a disabled id that comes back': pairOf(
    { addressLists: { list: ['*'] }, orgUnits: [{ path: '/', settings: [out] }, { path: '/A', disable: ['out'] }, { path: '/A/B', settings: [{ ...out, mode: 'testing' }] }] },
    { addressLists: { list: ['*'] }, orgUnits: [{ path: '/', settings: [out] }, { path: '/A', disable: ['out'] }, { path: '/A/B', settings: [out] }] },
  ),
  'case that counts in one policy': pairOf(listing(['ann@partner.example', 'Bob@partner.example']), listing(['Ann@partner.example', 'ANN@partner.example', 'bob@partner.example'], [twoWays], caseCounts)),
  'case that counts, in one letter alone': pairOf(listing(['a@partner.example', 'A@partner.example', '1@partner.example'], [twoWays], caseCounts), listing(['a@partner.example', '1@partner.example'])),
  'case that counts, with marks on letters': pairOf(listing(['\u01f0@partner.example', '"a b"@partner.example']), listing(['\u01f0@partner.example', '"a b"@partner.example'], [twoWays], caseCounts)),
  'case that counts among users': pairOf(
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B' }], users: { 'Ann@corp.test': '/A', 'ann@corp.test': '/B' }, ...caseCounts },
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B' }], users: { 'ANN@corp.test': '/A' } },
  ),
  'users who swap places': pairOf(
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B', settings: [inn] }], users: { 'ann@corp.test': '/A', 'bob@corp.test': '/B' } },
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B', settings: [inn] }], users: { 'ann@corp.test': '/B', 'bob@corp.test': '/A' } },
  ),
  'a user whom the function places in one policy': pairOf(
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B', settings: [inn] }], users: { 'ann@corp.test': '/A' } },
    { ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/B', settings: [inn] }] },
    new Map([['ann@corp.test', '/B']]),
  ),
  'org units that are renamed': pairOf({ ...listing(['*'], []), orgUnits: [{ path: '/A', settings: [out] }, { path: '/A/B' }] }, { ...listing(['*'], []), orgUnits: [{ path: '/C', settings: [out] }, { path: '/C/B' }] }),
  'lists of other names with the same entries': pairOf(listing(['a.example', '*.b.example']), { ...listing([], [{ ...twoWays, addressLists: ['one', 'two'] }]), addressLists: { one: ['a.example'], two: ['*.b.example'] } }),
  'a list that only the other direction names': pairOf(
    { addressLists: { list: ['*.example'], other: ['partner.example', 'ann@mail.partner.example'] }, orgUnits: [{ path: '/', settings: [inn, { ...out, addressLists: ['other'] }] }] },
    { addressLists: { list: ['*.example', 'ann@mail.partner.example'], other: ['partner.example'] }, orgUnits: [{ path: '/', settings: [inn, { ...out, addressLists: ['other'] }] }] },
  ),
  'alignment below a public suffix': pairOf(listing(['*.wild'], [inn], strict), listing(['*.wild'], [inn]), undefined, underWild),
  'alignment below a public suffix of which another wildcard is named': pairOf(listing(['*.wild', '*.other.wild'], [inn], strict), listing(['*.wild', '*.other.wild'], [inn]), undefined, underWild),
  'alignment of a public suffix': pairOf(listing(['a.wild', 'www.wild', 'wild', '[192.0.2.1]'], [inn], strict), listing(['a.wild', 'www.wild', 'wild', '[192.0.2.1]'], [inn]), undefined, underWild),
  'alignment of domains that only a directory knows to be of one organisation': pairOf(listing(['partner.example'], [inn], strict), listing(['partner.example', { value: 'bank.example', requireAuthentication: false }], [inn]), undefined, ofOneGroup),
  'alignment where some entries require no authentication': pairOf(listing([{ value: '*', requireAuthentication: false }, 'partner.example'], [inn], strict), listing(['*', 'partner.example'], [inn])),
};
