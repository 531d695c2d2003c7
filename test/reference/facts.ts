// What the oracle takes: a message whose addresses are read already, so that the semantics can be told apart from the reading of text.

/** An address as S-2.2 and S-2.3 mean it: every field canonical. */
export interface ReadAddress {
  readonly text: string;
  readonly localPart: string;
  /** A canonical domain, or a canonical address literal with its brackets. */
  readonly domain: string;
}

export type ReadAuthor =
  | { readonly known: true; readonly mailboxes: readonly ReadAddress[] }
  | { readonly known: false; readonly reason: 'missing' | 'malformed' };

/** A result with its domain read: canonical, `missing`, or `invalid`. A result that cannot be read at all is `unreadable`. */
export interface ReadResult {
  readonly result: unknown;
  readonly domain: string | 'missing' | 'invalid';
}
export type SuppliedResult = ReadResult | 'unreadable';

/** What was supplied (S-5.1); left out: nothing. */
export interface ReadAuthentication {
  readonly spf?: SuppliedResult;
  readonly dkim: readonly SuppliedResult[];
  readonly dmarc?: SuppliedResult;
}

export interface ReadRecipient {
  /** As given; '' where it is no string. */
  readonly recipient: string;
  /** Null: an unknown partner (S-4.4). */
  readonly address: ReadAddress | null;
}

export interface ReadMessage {
  readonly author: ReadAuthor;
  /** Null: the null reverse-path, or one that cannot be read. */
  readonly mailFrom: ReadAddress | null;
  /** Null: the envelope has no recipients that can be read (S-12.3). */
  readonly recipients: readonly ReadRecipient[] | null;
  readonly authentication: ReadAuthentication;
  readonly secureTransport: unknown;
  readonly session: unknown;
}

/** What the policy leaves to functions. `orgUnitOf` answers by canonical address; an Error in it is thrown. */
export interface Surroundings {
  readonly orgUnitOf?: ReadonlyMap<string, unknown>;
  readonly organizationalDomain: (domain: string) => string | null;
  readonly replyProfile: 'default' | 'rfc3207' | 'postfix' | 'exchange' | 'gmail';
}
