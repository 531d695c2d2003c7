// The canonical policy: what a valid document means, every default filled in, everything in order (S-1.3).

import type { AddressIndex } from './address-index.js';
import type { Scope } from './document.js';
import type { HostRoute } from './route.js';
import type { TlsVersion } from './transport.js';

export interface PolicyContent {
  /** Canonical, sorted. */
  readonly domains: readonly string[];
  /** Sorted by path; the root comes first and is always there (S-6.1). */
  readonly orgUnits: readonly OrgUnit[];
  readonly users: UserMap;
  /** Sorted by name. Their entries are in the index. */
  readonly addressLists: readonly AddressList[];
  readonly index: AddressIndex;
  /** By name, sorted. */
  readonly routes: ReadonlyMap<string, HostRoute>;
  readonly alternateSecureRoute: string | null;
  readonly alignment: 'relaxed' | 'strict';
  readonly unknownAuthor: 'match' | 'no-match';
  readonly caseSensitiveLocalParts: boolean;
}

export interface AddressList {
  readonly name: string;
  readonly description: string;
  /** How many entries it has: unique by value. */
  readonly size: number;
  /** What an unknown author's match says of authentication (S-11.1). */
  readonly everyEntryRequiresAuthentication: boolean;
}

/** The org units of users. A `Map` is one. */
export interface UserMap {
  readonly size: number;
  /** The path of the org unit of a canonical address. */
  get(address: string): string | undefined;
  /** The same for the text of a plain address, in one pass; undefined for what is not plain, too. Only where there are many users. */
  getPlain?(text: string, caseSensitive: boolean): string | undefined;
  /** Canonical addresses and paths, sorted by address. */
  entries(): Iterable<readonly [address: string, orgUnit: string]>;
}

export interface OrgUnit {
  readonly path: string;
  /** Sorted by id. */
  readonly settings: readonly Setting[];
  /** Sorted. */
  readonly disable: readonly string[];
}

export interface Setting {
  readonly id: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly mode: 'enforce' | 'testing';
  readonly locked: boolean;
  /** Unique, in the order inbound, outbound, outbound-secure-transport. */
  readonly appliesTo: readonly Scope[];
  /** Unique names, sorted. */
  readonly addressLists: readonly string[];
  readonly requirements: Requirements;
  /** Name of a route, or null. */
  readonly route: string | null;
}

/** Requirements with the defaults of S-7.3 filled in. */
export interface Requirements {
  readonly tls: boolean;
  readonly minTlsVersion: TlsVersion | null;
  readonly caSignedCertificate: boolean;
  readonly validateHostname: boolean;
  readonly clientCertificate: boolean;
}

declare const brand: unique symbol;
/** A parsed policy: canonical and immutable. Only `parsePolicy` (and what builds on it) makes one. */
export interface Policy {
  readonly [brand]: true;
}
