// What a receiving server answers to mail of every kind (clauses S-4 to S-9): one policy and one table for every MTA.
import type { PolicyInput } from '../../src/index.js';

/** The receiver's own name, by which its `Authentication-Results` fields are known. */
export const AUTHSERV_ID = 'mx.organisation.example';

export const INBOUND_POLICY: PolicyInput = {
  domains: ['organisation.example'],
  orgUnits: [
    { path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] },
    { path: '/Sales', settings: [{ id: 'modern', appliesTo: ['inbound'], addressLists: ['partners'], require: { tls: true, minTlsVersion: 'TLSv1.3' } }] },
    { path: '/Board', settings: [{ id: 'all mail', appliesTo: ['inbound'], addressLists: ['everyone'] }] },
    { path: '/Vault', settings: [{ id: 'known clients', appliesTo: ['inbound'], addressLists: ['partners'], require: { tls: true, clientCertificate: true } }] },
    { path: '/Pilot', disable: ['partners'], settings: [{ id: 'watched', mode: 'testing', appliesTo: ['inbound'], addressLists: ['partners'] }] },
  ],
  users: {
    'sue@organisation.example': '/Sales',
    'bo@organisation.example': '/Board',
    'val@organisation.example': '/Vault',
    'pat@organisation.example': '/Pilot',
  },
  addressLists: {
    partners: { entries: [{ value: 'partner.example', requireAuthentication: false }, { value: 'bank.example', requireAuthentication: true }] },
    everyone: { requireAuthentication: false, entries: ['*'] },
  },
};

/** `plaintext`: no TLS. `client-certificate`: TLS 1.3, with one that the server trusts. */
export type ClientKind = 'plaintext' | 'tls-1.2' | 'tls-1.3' | 'client-certificate' | 'untrusted-client-certificate';

export interface InboundCase {
  readonly name: string;
  readonly client: ClientKind;
  /** The value of the From field; null: no such field. */
  readonly from: string | null;
  /** Results in a field of the receiver's own; null: it wrote none. */
  readonly authentication: 'dkim=pass header.d=bank.example' | 'dkim=fail header.d=bank.example' | 'spf=none' | null;
  readonly rcptTo: readonly string[];
  /** Null: accepted for all recipients. Else the reply to DATA, by the default profile, or to RCPT where no header could change it. */
  readonly rejected: { readonly code: 550; readonly enhancedCode: '5.7.10' | '5.7.5'; readonly setting: string; readonly foregone?: true } | null;
}

const ADA = 'ada@organisation.example';
const SUE = 'sue@organisation.example';
const BO = 'bo@organisation.example';
const VAL = 'val@organisation.example';
const PAT = 'pat@organisation.example';

const NO_TLS = { code: 550, enhancedCode: '5.7.10' } as const;
const WRONG_TLS = { code: 550, enhancedCode: '5.7.5' } as const;

export const INBOUND_CASES: readonly InboundCase[] = [
  { name: 'a partner in plaintext', client: 'plaintext', from: 'Ann <ann@partner.example>', authentication: null, rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'a partner with TLS', client: 'tls-1.2', from: 'Ann <ann@partner.example>', authentication: null, rcptTo: [ADA], rejected: null },
  { name: 'somebody else in plaintext', client: 'plaintext', from: 'ann@elsewhere.example', authentication: null, rcptTo: [ADA], rejected: null },
  { name: 'a subdomain of a partner in plaintext', client: 'plaintext', from: 'ann@mail.partner.example', authentication: null, rcptTo: [ADA], rejected: null },
  { name: 'a look-alike of a partner in plaintext', client: 'plaintext', from: 'ann@partnеr.example', authentication: null, rcptTo: [ADA], rejected: null },
  { name: "a partner's name in a display name", client: 'plaintext', from: '"ann@partner.example" <ann@elsewhere.example>', authentication: null, rcptTo: [ADA], rejected: null },
  { name: 'a partner among two authors in plaintext', client: 'plaintext', from: 'x@elsewhere.example, ann@partner.example', authentication: null, rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'nobody in plaintext', client: 'plaintext', from: null, authentication: null, rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'an author who cannot be read, in plaintext', client: 'plaintext', from: 'ann@@partner.example', authentication: null, rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'the bank, authenticated, in plaintext', client: 'plaintext', from: 'ann@bank.example', authentication: 'dkim=pass header.d=bank.example', rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'the bank, not authenticated, in plaintext', client: 'plaintext', from: 'ann@bank.example', authentication: 'dkim=fail header.d=bank.example', rcptTo: [ADA], rejected: null },
  { name: 'the bank, authenticated by nobody, in plaintext', client: 'plaintext', from: 'ann@bank.example', authentication: 'spf=none', rcptTo: [ADA], rejected: null },
  { name: 'the bank, of whose authentication nothing is known, in plaintext', client: 'plaintext', from: 'ann@bank.example', authentication: null, rcptTo: [ADA], rejected: { ...NO_TLS, setting: 'partners' } },
  { name: 'the bank, authenticated, with TLS', client: 'tls-1.3', from: 'ann@bank.example', authentication: 'dkim=pass header.d=bank.example', rcptTo: [ADA], rejected: null },
  { name: 'TLS 1.2 where 1.3 is required', client: 'tls-1.2', from: 'ann@partner.example', authentication: null, rcptTo: [SUE], rejected: { ...WRONG_TLS, setting: 'modern' } },
  { name: 'TLS 1.3 where it is required', client: 'tls-1.3', from: 'ann@partner.example', authentication: null, rcptTo: [SUE], rejected: null },
  { name: 'two org units, of which one requires more', client: 'tls-1.2', from: 'ann@partner.example', authentication: null, rcptTo: [ADA, SUE], rejected: { ...WRONG_TLS, setting: 'modern' } },
  { name: 'two org units, both met', client: 'tls-1.3', from: 'ann@partner.example', authentication: null, rcptTo: [ADA, SUE], rejected: null },
  { name: 'anybody in plaintext where TLS is required of everyone', client: 'plaintext', from: 'ann@elsewhere.example', authentication: null, rcptTo: [BO], rejected: { ...NO_TLS, setting: 'all mail', foregone: true } },
  { name: 'anybody with TLS where it is required of everyone', client: 'tls-1.2', from: 'ann@elsewhere.example', authentication: null, rcptTo: [BO], rejected: null },
  { name: 'no client certificate where one is required', client: 'tls-1.3', from: 'ann@partner.example', authentication: null, rcptTo: [VAL], rejected: { ...WRONG_TLS, setting: 'known clients' } },
  { name: 'a client certificate that nobody trusts', client: 'untrusted-client-certificate', from: 'ann@partner.example', authentication: null, rcptTo: [VAL], rejected: { ...WRONG_TLS, setting: 'known clients' } },
  { name: 'a client certificate where one is required', client: 'client-certificate', from: 'ann@partner.example', authentication: null, rcptTo: [VAL], rejected: null },
  { name: 'a setting that is only tested', client: 'plaintext', from: 'ann@partner.example', authentication: null, rcptTo: [PAT], rejected: null },
];

/** The bytes of the message of a case; whether the receiver wrote the results itself is for the test. */
export function messageOf({ name, from, rcptTo }: InboundCase, moreFields: readonly string[] = []): string {
  const fields = [...moreFields, ...(from === null ? [] : [`From: ${from}`]), `To: ${rcptTo.join(', ')}`, `Subject: ${name}`, 'Date: Mon, 30 Nov 2026 12:00:00 +0000'];
  return `${fields.join('\r\n')}\r\n\r\nIt is about ${name}.\r\n.a line with a dot\r\n`;
}

/** A field of the receiver's own with the results of a case; none where there are none. */
export function authenticationFields({ authentication }: InboundCase): string[] {
  return authentication === null ? [] : [`Authentication-Results: ${AUTHSERV_ID}; ${authentication}`];
}
