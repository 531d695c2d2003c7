// The policy document as people write it (S-1): plain JSON data.

import type { TlsVersion } from './transport.js';

/** What a setting applies to (S-7.1). */
export type Scope = 'inbound' | 'outbound' | 'outbound-secure-transport';

/**
 * A policy document: object literals, JSON or YAML files. Strict: an unknown key is an error.
 * @see clause S-1
 */
export interface PolicyInput {
  /** The organisation's own domains, exact: outbound mail to them is internal (S-4.5). */
  domains?: string[];
  /** Default: the root alone (S-6). */
  orgUnits?: OrgUnitInput[];
  /** Address to org unit path (S-6.2). */
  users?: Record<string, string>;
  /** Reusable lists by name (S-3). */
  addressLists?: Record<string, AddressListInput>;
  /** Alternate secure routes by name (S-7.5). */
  routes?: Record<string, RouteInput>;
  /** The route, by name, for outbound mail under a TLS requirement whose settings name none (S-7.5). */
  alternateSecureRoute?: string;
  /** How SPF and DKIM domains align with the author's. Default `relaxed` (S-5.2). */
  alignment?: 'relaxed' | 'strict';
  /** What an unknown author matches. Default `match`: every entry (S-4.3). */
  unknownAuthor?: 'match' | 'no-match';
  /** Keep the case of local parts apart. Default false (S-2.2). */
  caseSensitiveLocalParts?: boolean;
}

/** Pasted text (S-3.2), entries, or entries with a description and a default for sender authentication. */
export type AddressListInput =
  | string
  | AddressListEntryInput[]
  | { description?: string; requireAuthentication?: boolean; entries: string | AddressListEntryInput[] };

/** An entry; `requireAuthentication` (default true) counts inbound only (S-3.5). */
export type AddressListEntryInput = string | { value: string; requireAuthentication?: boolean };

/** An org unit, with what it adds to the settings that it inherits. */
export interface OrgUnitInput {
  /** `/`, `/Sales`, `/Sales/EMEA` (S-6.1). */
  path: string;
  /** Settings that are added here, or that override inherited ones of the same id (S-6.3). */
  settings?: SettingInput[];
  /** Ids of inherited settings that are switched off here and below (S-6.3). */
  disable?: string[];
}

/** A secure transport (TLS) compliance setting (S-7). */
export interface SettingInput {
  /** Unique in its org unit. One with the id of an inherited setting overrides it, whole (S-6.3). */
  id: string;
  /** For people; it decides nothing. */
  description?: string;
  /** Default true; false is as if the setting were not there (S-7.6). */
  enabled?: boolean;
  /** Default `enforce`; `testing` observes and changes nothing (S-7.6). */
  mode?: 'enforce' | 'testing';
  /** Neither overridden nor disabled below (S-6.5). Default false. */
  locked?: boolean;
  /** One or more, each once (S-7.1). */
  appliesTo: Scope[];
  /** Names of address lists; any entry of any of them matches (S-3.6). */
  addressLists?: string[];
  /** Default: TLS with a CA-signed certificate and a validated hostname (S-7.3). */
  require?: {
    /** Default true. False constrains nothing, so that only the route counts (S-7.4). */
    tls?: boolean;
    /** The lowest version that is accepted. Default: any. */
    minTlsVersion?: TlsVersion;
    /** Outbound: a trusted CA signed the certificate of the server. Default: as `tls`. */
    caSignedCertificate?: boolean;
    /** Outbound: the certificate of the server bears the name of the host. Default: as `tls`. */
    validateHostname?: boolean;
    /** Inbound: the client presents a certificate that a trusted CA signed. Default false. */
    clientCertificate?: boolean;
  };
  /** Name of a route (S-7.5). */
  route?: string;
}

/** A host to deliver to: port 25 and no MX look-up unless said otherwise (S-7.5). */
export interface RouteInput {
  /** A host name or an address literal. */
  host: string;
  /** Default 25. */
  port?: number;
  /** True: deliver to the MX hosts of `host` instead of to the host itself. Default false. */
  mxLookup?: boolean;
}
