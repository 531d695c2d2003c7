// The canonical document of a policy's content: sorted, and without what equals the default (S-1.3).

import type { AddressListEntryInput, AddressListInput, OrgUnitInput, PolicyInput, RouteInput, SettingInput } from '../model/document.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { AddressList, OrgUnit, PolicyContent, Requirements, Setting } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
import type { HostRoute } from '../model/route.js';
import { SMTP_PORT } from '../model/route.js';

export function policyDocumentOf(content: PolicyContent): PolicyInput {
  // The root is always there, and has nothing to disable.
  const orgUnits = content.orgUnits.map(orgUnitDocument).filter(({ path, settings }) => path !== ROOT || settings !== undefined);
  // `Object.fromEntries` makes own properties, of a name such as `__proto__` too (S-1.4).
  return {
    ...(content.domains.length > 0 && { domains: [...content.domains] }),
    ...(orgUnits.length > 0 && { orgUnits }),
    ...(content.users.size > 0 && { users: Object.fromEntries(content.users.entries()) }),
    ...(content.addressLists.length > 0 && { addressLists: addressListDocuments(content) }),
    ...(content.routes.size > 0 && { routes: Object.fromEntries([...content.routes].map(([name, route]) => [name, routeDocument(route)])) }),
    ...(content.alternateSecureRoute !== null && { alternateSecureRoute: content.alternateSecureRoute }),
    ...(content.alignment !== 'relaxed' && { alignment: content.alignment }),
    ...(content.unknownAuthor !== 'match' && { unknownAuthor: content.unknownAuthor }),
    ...(content.caseSensitiveLocalParts && { caseSensitiveLocalParts: true }),
  };
}

function orgUnitDocument({ path, settings, disable }: OrgUnit): OrgUnitInput {
  return {
    path,
    ...(settings.length > 0 && { settings: settings.map(settingDocument) }),
    ...(disable.length > 0 && { disable: [...disable] }),
  };
}

/** A setting as it is written, without what equals the default. */
export function settingDocument(setting: Setting): SettingInput {
  const require = requirementsDocument(setting.requirements);
  return {
    id: setting.id,
    ...(setting.description !== '' && { description: setting.description }),
    ...(!setting.enabled && { enabled: false }),
    ...(setting.mode !== 'enforce' && { mode: setting.mode }),
    ...(setting.locked && { locked: true }),
    appliesTo: [...setting.appliesTo],
    ...(setting.addressLists.length > 0 && { addressLists: [...setting.addressLists] }),
    ...(Object.keys(require).length > 0 && { require }),
    ...(setting.route !== null && { route: setting.route }),
  };
}

/** The defaults are those of S-7.3: the checks of the server's certificate follow `tls`. */
function requirementsDocument(requirements: Requirements): NonNullable<SettingInput['require']> {
  const { tls, minTlsVersion, caSignedCertificate, validateHostname, clientCertificate } = requirements;
  return {
    ...(!tls && { tls }),
    ...(minTlsVersion !== null && { minTlsVersion }),
    ...(caSignedCertificate !== tls && { caSignedCertificate }),
    ...(validateHostname !== tls && { validateHostname }),
    ...(clientCertificate && { clientCertificate }),
  };
}

function addressListDocuments({ addressLists, index }: PolicyContent): Record<string, AddressListInput> {
  const entries = index.entriesByList();
  return Object.fromEntries(addressLists.map((list, place) => [list.name, addressListDocument(list, entries[place] ?? [])]));
}

function addressListDocument({ description }: AddressList, entries: readonly AddressListEntry[]): AddressListInput {
  return {
    ...(description !== '' && { description }),
    entries: entries.map(({ value, requireAuthentication }): AddressListEntryInput => (requireAuthentication ? value : { value, requireAuthentication })),
  };
}

function routeDocument({ host, port, mxLookup }: HostRoute): RouteInput {
  return { host, ...(port !== SMTP_PORT && { port }), ...(mxLookup && { mxLookup }) };
}
