// One sentence for each change, as an administrator would say it.

import { describeValue, quote, quoteAll } from '../model/quotation.js';
import { SMTP_PORT } from '../model/route.js';
import type { HostRoute } from '../model/route.js';
import type { DocumentChange, EntryChange, FieldChange, JsonValue, ListPresenceChange, RouteChange, SettingPresenceChange, UserChange } from './document-change.js';
import { summaryOf } from './presence-summary.js';

/**
 * The sentence for a change: one line, short, safe to print. It begins in lower case and has no full stop.
 *
 * @example changeWords({ kind: 'org-unit-added', orgUnit: '/Sales' }) // 'org unit `/Sales` added'
 * @see clause S-15.1
 */
export function changeWords(change: DocumentChange): string {
  switch (change.kind) {
    case 'org-unit-added':
    case 'org-unit-removed':
      return `org unit ${quote(change.orgUnit)} ${pastTense(change.kind)}`;
    case 'setting-added':
    case 'setting-removed':
      return settingWords(change);
    case 'setting-changed':
      return `setting ${quote(change.setting)} changed at ${quote(change.orgUnit)}: ${fieldWords(change.fields)}`;
    case 'inheritance-broken':
      return `inheritance of setting ${quote(change.setting)} broken at ${quote(change.orgUnit)}: it is disabled there and below`;
    case 'inheritance-restored':
      return `inheritance of setting ${quote(change.setting)} restored at ${quote(change.orgUnit)}: it is disabled there no longer`;
    case 'user-added':
    case 'user-removed':
    case 'user-moved':
      return userWords(change);
    case 'list-added':
    case 'list-removed':
      return listWords(change);
    case 'list-changed':
      return `address list ${quote(change.addressList)} changed: ${fieldWords(change.fields)}`;
    case 'entry-added':
    case 'entry-removed':
    case 'entry-changed':
      return entryWords(change);
    case 'route-added':
    case 'route-removed':
    case 'route-changed':
      return routeChangeWords(change);
    case 'domain-added':
    case 'domain-removed':
      return `domain ${quote(change.domain)} ${pastTense(change.kind)}`;
    case 'option-changed':
      return `${quote(change.option)} changed from ${valueWords(change.before)} to ${valueWords(change.after)}`;
  }
}

function pastTense(kind: `${string}-added` | `${string}-removed`): string {
  return kind.endsWith('-added') ? 'added' : 'removed';
}

/** With what the setting is about and what it requires, or was and did. */
function settingWords(change: SettingPresenceChange): string {
  const { kind, orgUnit, setting } = change;
  const words = `setting ${quote(setting)} ${pastTense(kind)} at ${quote(orgUnit)}${placeWords(change)}`;
  const summary = summaryOf(change);
  return summary.length === 0 ? words : `${words}: ${summary.join(', ')}`;
}

function placeWords({ kind, overrides }: SettingPresenceChange): string {
  if (overrides === null) return '';
  return kind === 'setting-added' ? `, in place of that of ${quote(overrides)}` : `, where it stood in place of that of ${quote(overrides)}`;
}

function listWords(change: ListPresenceChange): string {
  const { kind, addressList, entries } = change;
  return [`address list ${quote(addressList)} ${pastTense(kind)}`, `with ${entries === 1 ? '1 entry' : `${entries} entries`}`, ...summaryOf(change)].join(', ');
}

function userWords({ user, before, after }: UserChange): string {
  if (before === null) return `user ${quote(user)} put into ${quote(after ?? '')}`;
  return after === null ? `user ${quote(user)} taken out of ${quote(before)}` : `user ${quote(user)} moved from ${quote(before)} to ${quote(after)}`;
}

function entryWords({ kind, addressList, entry, requireAuthentication }: EntryChange): string {
  if (kind === 'entry-removed') return `entry ${quote(entry)} removed from address list ${quote(addressList)}`;
  const authentication = requireAuthentication ? 'sender authentication required' : 'sender authentication not required';
  if (kind === 'entry-changed') return `entry ${quote(entry)} changed in address list ${quote(addressList)}: ${authentication}`;
  return `entry ${quote(entry)} added to address list ${quote(addressList)}${requireAuthentication ? '' : `, ${authentication}`}`;
}

function routeChangeWords({ kind, route, before, after }: RouteChange): string {
  if (kind === 'route-changed') return `route ${quote(route)} changed from ${hostWords(before)} to ${hostWords(after)}`;
  return `route ${quote(route)} ${pastTense(kind)}: ${hostWords(before ?? after)}`;
}

function hostWords(route: HostRoute | null): string {
  if (route === null) return 'none';
  const host = route.mxLookup ? `the MX hosts of ${quote(route.host)}` : quote(route.host);
  return route.port === SMTP_PORT ? host : `${host} at port ${route.port}`;
}

function fieldWords(fields: readonly FieldChange[]): string {
  return fields.map(({ field, before, after }) => `${quote(field)} from ${valueWords(before)} to ${valueWords(after)}`).join(', ');
}

/** Nothing and no text are said alike: `none`. */
function valueWords(value: JsonValue): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : quoteAll(value.map(String));
  return typeof value === 'object' ? describeValue(value) : String(value);
}
