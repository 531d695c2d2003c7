// What a setting or address list that was added or removed says, briefly: what it is about and what it requires. Usual values are left unsaid.

import { quote, quoteAll } from '../model/quotation.js';
import type { FieldChange, JsonValue, ListPresenceChange, SettingPresenceChange } from './document-change.js';

/** A few words each. The fields may come from a log, so they can be anything: what is not as it should be is left to the fields. */
export function summaryOf({ kind, fields }: SettingPresenceChange | ListPresenceChange): string[] {
  const added = kind === 'setting-added' || kind === 'list-added';
  const values = new Map(fields.map((each) => [each.field, valueOf(each, added)]));
  return [...scopeWords(values), ...stateWords(values), ...requirementWords(values), ...nameWords(values)];
}

type Values = ReadonlyMap<string, JsonValue>;

function valueOf({ before, after }: FieldChange, added: boolean): JsonValue {
  return added ? after : before;
}

function scopeWords(values: Values): string[] {
  const [scopes, lists] = [textsOf(values, 'appliesTo'), textsOf(values, 'addressLists')];
  return [
    ...(scopes.length === 0 ? [] : [`for ${quoteAll(scopes)}`]),
    ...(lists.length === 0 ? [] : [`${lists.length === 1 ? 'address list' : 'address lists'} ${quoteAll(lists)}`]),
  ];
}

function stateWords(values: Values): string[] {
  return [
    ...(values.get('enabled') === false ? ['not enabled'] : []),
    ...(values.get('mode') === 'testing' ? ['in testing mode'] : []),
    ...(values.get('locked') === true ? ['locked'] : []),
  ];
}

/** Of the checks of a certificate those that its scopes know (S-7.3). */
function requirementWords(values: Values): string[] {
  const tls = values.get('require.tls');
  if (typeof tls !== 'boolean') return [];
  if (!tls) return ['TLS not required'];
  const [scopes, version] = [textsOf(values, 'appliesTo'), values.get('require.minTlsVersion')];
  const [inbound, outbound] = [scopes.includes('inbound'), scopes.some((scope) => scope !== 'inbound')];
  return [
    'TLS required',
    ...(typeof version === 'string' ? [`${quote(version)} or later`] : []),
    ...(outbound && values.get('require.caSignedCertificate') === true ? ['CA-signed certificate'] : []),
    ...(outbound && values.get('require.validateHostname') === true ? ['validated host name'] : []),
    ...(inbound && values.get('require.clientCertificate') === true ? ['client certificate'] : []),
  ];
}

function nameWords(values: Values): string[] {
  const [route, description] = [values.get('route'), values.get('description')];
  return [
    ...(typeof route === 'string' ? [`route ${quote(route)}`] : []),
    ...(typeof description === 'string' && description !== '' ? [`described as ${quote(description)}`] : []),
  ];
}

function textsOf(values: Values, field: string): readonly string[] {
  const value = values.get(field);
  return Array.isArray(value) ? value.map(String) : [];
}
