// The facts about a message and its connection that the engine reads. Facts only: nothing here decides.

/** A message, as the MTA knows it. Whatever is in it, `evaluate` returns a decision (S-12.1). */
export interface Message {
  /** RFC 5321 section 2.3.1; the paths are without angle brackets. */
  envelope: {
    /** The reverse-path; null or '' for the null one. Outbound it tells the org unit (S-6.2), inbound the domain of an SPF result that names none (S-5.4). */
    mailFrom: string | null;
    /** The forward-paths, each decided by itself (S-8.3). Empty: the decision has one recipient, `''`, at the root, outbound an unknown partner (S-12.3). */
    rcptTo: readonly string[];
  };
  /** Value of the From: field, or of each of them. Left out: read from `headers`. */
  from?: string | readonly string[];
  /** Raw header block, with or without the body after it. */
  headers?: string;
  /** Results of sender authentication; inbound only (S-5). */
  authentication?: Authentication;
  /** Something else (a route, a content rule, REQUIRETLS) already demands secure transport (S-7.1). */
  secureTransport?: boolean;
  /** What the connection really was. Left out: not yet known (S-9.1). */
  session?: Session;
}

/** Results of SPF, DKIM and DMARC as RFC 8601 has them. */
export interface Authentication {
  /** The result of SPF. A pass vouches for authors at an aligned domain (S-5.1). */
  spf?: {
    /** After `temperror`, or a word that RFC 8601 does not have, authors for whom it could have vouched and nothing else does are unknown (S-5.3). */
    result: AuthResult;
    /**
     * The one that SPF was checked for, of MAIL FROM or else of HELO. Left out: that of `mailFrom`; if that has none, a pass or `temperror` leaves authors
     * unknown for whom nothing else vouches (S-5.4).
     */
    domain?: string;
  };
  /** One for each signature; `domain`: the `d=` of the signature. */
  dkim?: readonly { result: AuthResult; domain: string }[];
  /** The result of DMARC. A pass vouches for authors at its domain, compared exactly (S-5.4). */
  dmarc?: {
    /** Read as that of SPF is. */
    result: AuthResult;
    /**
     * That of the From: field. Left out: that of the authors, if all of them have one and the same; else a pass or `temperror` leaves those unknown for whom
     * nothing else vouches.
     */
    domain?: string;
  };
}

/** RFC 8601 section 2.7. */
export type AuthResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror' | 'policy';

/** What the connection was (S-9.1). */
export type Session =
  | { tls: false }
  /** `version`: a {@link TlsVersion}; any other word is below every minimum. `certificate: null`: the peer presented none. */
  | { tls: true; version: string; certificate?: CertificateFacts | null };

/** Independent verdicts on the peer's certificate; left out: unknown. */
export interface CertificateFacts {
  /** The chain ends at a trusted CA. */
  trusted?: boolean;
  /** The certificate bears the name of the host. */
  hostnameMatches?: boolean;
  /** The certificate is outside its validity period. */
  expired?: boolean;
}
