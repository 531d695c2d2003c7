// What changed in a policy document, in the admin's words. Values are canonical; the org unit, setting and address list stand where they apply, so that a
// log can be read by them.

import type { HostRoute } from '../model/route.js';

/** One change of a policy document. `documentChanges` gives all of them, `changeWords` the sentence for one. */
export type DocumentChange =
  | OrgUnitChange
  | SettingPresenceChange
  | SettingFieldsChange
  | InheritanceChange
  | UserChange
  | ListPresenceChange
  | ListFieldsChange
  | EntryChange
  | RouteChange
  | DomainChange
  | OptionChange;

/** An org unit was added or removed. */
export interface OrgUnitChange {
  readonly kind: 'org-unit-added' | 'org-unit-removed';
  readonly orgUnit: string;
}

/** Of an org unit that was added or removed, too. */
export interface SettingPresenceChange {
  readonly kind: 'setting-added' | 'setting-removed';
  /** The path of the org unit that defines it, or defined it. */
  readonly orgUnit: string;
  /** Its id. */
  readonly setting: string;
  /** The org unit whose definition it overrides, or overrode; null where it stands in no other's place (S-6.3, S-7.6). */
  readonly overrides: string | null;
  /** All that {@link SettingFieldsChange} can have, what is as its default too: `before` is null in what was added, `after` in what was removed. */
  readonly fields: readonly FieldChange[];
}

/** Fields of a setting changed. */
export interface SettingFieldsChange {
  readonly kind: 'setting-changed';
  /** The path of the org unit that defines it. */
  readonly orgUnit: string;
  /** Its id, which is the same before and after. */
  readonly setting: string;
  /** By their keys in the document, in its order; requirements as `require.tls`, with the defaults of S-7.3 filled in. */
  readonly fields: readonly FieldChange[];
}

/** The id was added to, or removed from, what the org unit disables (S-6.3). */
export interface InheritanceChange {
  readonly kind: 'inheritance-broken' | 'inheritance-restored';
  readonly orgUnit: string;
  readonly setting: string;
}

/** `before` and `after` are paths of org units; null: the user was not, or is not, listed (S-6.2). */
export interface UserChange {
  readonly kind: 'user-added' | 'user-removed' | 'user-moved';
  readonly user: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Each of its entries is a change of its own. */
export interface ListPresenceChange {
  readonly kind: 'list-added' | 'list-removed';
  /** Its name. A list that was renamed is one removed and another added. */
  readonly addressList: string;
  /** How many it has, or had. */
  readonly entries: number;
  /** All that {@link ListFieldsChange} can have: `before` is null in what was added, `after` in what was removed. */
  readonly fields: readonly FieldChange[];
}

/** Fields of an address list changed. */
export interface ListFieldsChange {
  readonly kind: 'list-changed';
  /** Its name, which is the same before and after. */
  readonly addressList: string;
  /** `description` is the only one. */
  readonly fields: readonly FieldChange[];
}

/** An entry was added to or removed from its list, or now requires authentication, or no longer. */
export interface EntryChange {
  readonly kind: 'entry-added' | 'entry-removed' | 'entry-changed';
  /** The name of its list. */
  readonly addressList: string;
  /** Its canonical value, such as `partner.example`, `*.partner.example`, `ann@partner.example`, `[192.0.2.1]` or `*` (S-3.1). */
  readonly entry: string;
  /** Of an entry that was removed, as it was; else as it is now. */
  readonly requireAuthentication: boolean;
}

/** A route was added or removed, or leads elsewhere. */
export interface RouteChange {
  readonly kind: 'route-added' | 'route-removed' | 'route-changed';
  readonly route: string;
  readonly before: HostRoute | null;
  readonly after: HostRoute | null;
}

/** A domain was added to, or removed from, those of the organisation. */
export interface DomainChange {
  readonly kind: 'domain-added' | 'domain-removed';
  readonly domain: string;
}

/** Of the policy as a whole. `alternateSecureRoute` is null where there is none. */
export interface OptionChange {
  readonly kind: 'option-changed';
  readonly option: 'alternateSecureRoute' | 'alignment' | 'unknownAuthor' | 'caseSensitiveLocalParts';
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
}

/** What a field was, and what it is. */
export interface FieldChange {
  /** The key of the document that changed. */
  readonly field: string;
  /** Its value before; null where it had none. */
  readonly before: JsonValue;
  /** Its value after; null where it has none. */
  readonly after: JsonValue;
}

/** Plain JSON. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
