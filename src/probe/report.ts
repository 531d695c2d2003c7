// What a probe finds, as plain data. Every text that came from a server, a certificate or DNS is safe already: printable ASCII of bounded length (S-10.3).

import type { ResultType, Violation } from '../model/decision.js';
import type { Session } from '../model/message.js';
import type { Route } from '../model/route.js';
import type { TlsVersion, TransportConstraints } from '../model/transport.js';

/** What a probe found at the mail hosts of a route. */
export interface ProbeReport {
  /** As asked for. */
  readonly route: Route;
  /** Where the mail hosts were found, or why there are none. */
  readonly lookup: MailHostLookup;
  /** One for each address of each mail host, in the order in which mail is tried. */
  readonly hosts: readonly HostReport[];
  /** Addresses beyond the bound, which were left out; a host whose addresses were not even looked up counts as one. */
  readonly notTried: number;
  /** Of the whole probe, in milliseconds. */
  readonly durationMs: number;
  /** Null if no constraints were given. */
  readonly judgement: ProbeJudgement | null;
}

/** Where mail for a route goes, or why nobody knows. */
export type MailHostLookup =
  /** `implicit-mx`: the domain has no MX record, and stands for itself (RFC 5321 section 5.1). */
  | { readonly found: true; readonly source: 'mx' | 'implicit-mx' | 'host' | 'address'; readonly hosts: readonly MailHost[] }
  /**
   * `null-mx`: the domain says that it takes no mail (RFC 7505). `no-address-of-family`: addresses of the other family were not asked for.
   * `dns-failure`: nobody knows for now.
   */
  | { readonly found: false; readonly reason: 'null-mx' | 'no-such-domain' | 'no-address' | 'no-address-of-family' | 'dns-failure'; readonly message: string };

/** A mail host and its addresses. */
export interface MailHost {
  /** Canonical; the IP address itself where the route names one. */
  readonly name: string;
  /** Of the MX record; null without one. */
  readonly preference: number | null;
  /** IP addresses, in the order in which they are tried. */
  readonly addresses: readonly string[];
  /** Why there is no address, or why there may be more of them: one family was found, and the other could not be looked up. Null otherwise. */
  readonly failure: string | null;
}

/** What happened at one address of a mail host. */
export interface HostReport {
  /** The name that was connected to, which a certificate has to bear. */
  readonly host: string;
  /** Of the MX record; null without one. */
  readonly preference: number | null;
  /** Null: the name has no address that could be found. */
  readonly address: string | null;
  /** The TCP port. */
  readonly port: number;
  /** TLS from the start, without STARTTLS (RFC 8314). */
  readonly implicitTls: boolean;
  /** What was done, in order; the last one may have failed. */
  readonly steps: readonly ProbeStep[];
  /** Null: the question never came up, or had no answer. */
  readonly starttls: 'accepted' | 'refused' | 'not-offered' | null;
  /** Null: it never came to a session, encrypted or not. */
  readonly session: Session | null;
  /** Null without TLS. */
  readonly tls: TlsDescription | null;
  /** What ended the dialogue before its time. */
  readonly failure: HostFailure | null;
  /** What did not fail, and may later or elsewhere. */
  readonly warnings: readonly ProbeWarning[];
  /** Null unless asked for. */
  readonly versions: Readonly<Record<TlsVersion, VersionAnswer>> | null;
}

/** The steps of the dialogue with a mail host, in their order. */
export type StepName = 'connect' | 'greeting' | 'ehlo' | 'helo' | 'starttls' | 'handshake' | 'ehlo-over-tls';

/** A step of the dialogue with a mail host. */
export interface ProbeStep {
  /** Which step. */
  readonly name: StepName;
  /** The dialogue could go on. */
  readonly ok: boolean;
  /** In milliseconds. */
  readonly durationMs: number;
  /** The server's words; null where it said none. */
  readonly reply: ServerReply | null;
}

/** A reply of RFC 5321 section 4.2. */
export interface ServerReply {
  /** Of three digits. */
  readonly code: number;
  /** Without the code. */
  readonly lines: readonly string[];
}

/** What ended the dialogue with a mail host. */
export interface HostFailure {
  /** Null: there was no address to connect to, or the probe was ended before it was tried. */
  readonly step: StepName | null;
  /** `refused`: by a reply of SMTP, for now (4xx) or for good (5xx). `ended`: the probe itself was ended, by its time limit or its caller. */
  readonly kind: 'no-address' | 'ended' | 'unreachable' | 'timeout' | 'closed' | 'not-smtp' | 'refused-for-now' | 'refused-for-good' | 'tls';
  /** In one sentence. */
  readonly message: string;
  /** Of Node, such as `ECONNREFUSED`; null where there is none. */
  readonly code: string | null;
  /** Null: no failure of TLS, so that the MTA's own retry rules hold (S-9.4). */
  readonly resultType: ResultType | null;
}

/** The TLS session that was negotiated. */
export interface TlsDescription {
  /** The version, by the name of Node, such as `TLSv1.3`. */
  readonly protocol: string;
  /** By the name of OpenSSL. */
  readonly cipher: string;
  /** The server's own certificate first; empty if it presented none. */
  readonly chain: readonly CertificateDescription[];
  /** What Node found wrong with the chain; of several faults it names one. */
  readonly verificationError: string | null;
}

/** A certificate that a mail host presented. */
export interface CertificateDescription {
  /** The distinguished name, in one line. */
  readonly subject: string;
  /** Of the subject; null where it has none. */
  readonly commonName: string | null;
  /** Subject alternative names: DNS names and IP addresses. */
  readonly names: readonly string[];
  /** The distinguished name, in one line. */
  readonly issuer: string;
  /** ISO 8601; empty where the date cannot be read. */
  readonly validFrom: string;
  /** ISO 8601; empty where the date cannot be read. */
  readonly validTo: string;
  /** Whole days until it expires; negative when it has, null where the date cannot be read. */
  readonly daysLeft: number | null;
  /** SHA-256, pairs of hexadecimal digits between colons. */
  readonly fingerprint: string;
  /** Kind and size of the public key, in words. */
  readonly key: string;
  /** Subject and issuer have the same name (RFC 5280 section 3.2). */
  readonly selfIssued: boolean;
  /** Its extended key usage, if it has one, allows servers (RFC 5280 section 4.2.1.12). */
  readonly forServers: boolean;
}

/** What works, and will not work everywhere, or not for long. */
export interface ProbeWarning {
  /** Stable: tools may match on it. */
  readonly code: 'addresses-unknown' | 'plaintext-injection' | 'expires-soon' | 'common-name-only' | 'partial-wildcard' | 'weak-key' | 'deprecated-version';
  /** In one sentence. */
  readonly message: string;
}

/** `refused`: the server said that it does not speak this version. `unknown`: the handshake failed for another reason, or without one. */
export type VersionAnswer = 'accepted' | 'refused' | 'unknown';

/**
 * `deliver`: a mail host meets the constraints. `bounce`: one violates them, none meets them, and every one was reached. `defer`: the MTA's own retry
 * rules hold, so that nothing can be said yet. `undeliverable`: no mail is taken there, TLS or not (S-9.4).
 */
export type ProbeOutcome = 'deliver' | 'bounce' | 'undeliverable' | 'defer';

/** What constraints make of a report. */
export interface ProbeJudgement {
  /** By which it was judged. */
  readonly constraints: TransportConstraints;
  /** Of the route: one host that delivers is enough. */
  readonly outcome: ProbeOutcome;
  /** What the outcome means for mail, in one sentence. */
  readonly consequence: string;
  /** As `ProbeReport.hosts`, index by index. */
  readonly hosts: readonly HostJudgement[];
}

/** What constraints make of one mail host. */
export interface HostJudgement {
  /** Of this address alone. */
  readonly outcome: ProbeOutcome;
  /** As `violationsOf` has them. */
  readonly violations: readonly Violation[];
  /** One for each violation. */
  readonly diagnoses: readonly Diagnosis[];
}

/** Why a violation is one, and what helps. */
export interface Diagnosis {
  /** Of the violation. */
  readonly type: ResultType;
  /** What is behind it. */
  readonly cause: Cause;
  /** Why, in one sentence. */
  readonly sentence: string;
  /** In the order to try them; the last one gives up what the setting asks for. */
  readonly remedies: readonly Remedy[];
}

/** What is behind a violation. */
export type Cause =
  | 'starttls-not-offered'
  | 'starttls-refused'
  | 'handshake-failed'
  | 'client-certificate-demanded'
  | 'version-too-low'
  | 'no-certificate'
  | 'unreadable-certificate'
  | 'self-signed'
  | 'private-authority'
  | 'incomplete-chain'
  | 'not-yet-valid'
  | 'expired'
  | 'wrong-purpose'
  | 'other-chain-fault'
  | 'wrong-name';

/** Something that helps against a violation. */
export interface Remedy {
  /** Stable: tools may match on it. */
  readonly kind: 'use-certificate-name' | 'install-certificate' | 'trust-authority' | 'upgrade-server' | 'present-client-certificate' | 'ask-provider' | 'switch-off-option';
  /** What to do, in one sentence. */
  readonly text: string;
  /** What is lost; null where nothing is. */
  readonly warning: string | null;
}
