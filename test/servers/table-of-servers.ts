// Every kind of server that a probe meets, and what each of the six constraint sets makes of it.
import type { CredentialName, Credentials } from './authority.js';
import type { ConstraintSet } from './constraint-sets.js';
import type { Script } from './mail-server.js';

/** `+`: mail is delivered. An RFC 8460 result type: it bounces for that. `defer`, `undeliverable`: it is no matter of TLS. */
export type Cell = '+' | 'defer' | 'undeliverable' | ResultTypes;
type ResultTypes = `${Type}` | `${Type} ${Type}`;
type Type = 'no-starttls' | 'untrusted' | 'expired' | 'mismatch' | 'failure';

export interface Row {
  readonly name: string;
  readonly script: (credentials: Readonly<Record<CredentialName, Credentials>>) => Script;
  /** In the order of the constraint sets: nothing, tls, version, ca, name, ca+name. */
  readonly cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell];
  readonly host?: string;
  /** Where it keeps a client waiting, who is not to wait long for that. */
  readonly keepsWaiting?: 'greeting' | 'handshake';
}

export const SETS: readonly ConstraintSet[] = ['nothing', 'tls', 'version', 'ca', 'name', 'ca+name'];

const anyCipher = 'ALL:@SECLEVEL=0';
const presents =
  (name: CredentialName, more: Script['tls'] = {}): Row['script'] =>
  (credentials) => ({ tls: { ...credentials[name], ...more } });
const says =
  (script: Script): Row['script'] =>
  ({ good }) => ({ tls: good, ...script });

export const SERVERS: readonly Row[] = [
  { name: 'good', script: presents('good'), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'wrong name', script: presents('wrongName'), cells: ['+', '+', '+', '+', 'mismatch', 'mismatch'] },
  { name: 'self-signed', script: presents('selfSigned'), cells: ['+', '+', '+', 'untrusted', '+', 'untrusted'] },
  { name: 'untrusted root', script: presents('untrustedRoot'), cells: ['+', '+', '+', 'untrusted', '+', 'untrusted'] },
  { name: 'missing intermediate', script: presents('missingIntermediate'), cells: ['+', '+', '+', 'untrusted', '+', 'untrusted'] },
  { name: 'expired', script: presents('expired'), cells: ['+', '+', '+', 'expired', '+', 'expired'] },
  { name: 'expired, self-signed', script: presents('expiredSelfSigned'), cells: ['+', '+', '+', 'untrusted expired', '+', 'untrusted expired'] },
  { name: 'expired intermediate', script: presents('expiredIntermediate'), cells: ['+', '+', '+', 'expired', '+', 'expired'] },
  { name: 'not yet valid', script: presents('notYetValid'), cells: ['+', '+', '+', 'untrusted', '+', 'untrusted'] },
  { name: 'made for clients', script: presents('clientOnly'), cells: ['+', '+', '+', 'untrusted', '+', 'untrusted'] },
  { name: 'common name only', script: presents('commonNameOnly'), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'wildcard, one label', script: presents('wildcard'), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'wildcard, two labels', script: presents('wildcardTwoLabels'), cells: ['+', '+', '+', '+', 'mismatch', 'mismatch'] },
  { name: 'partial wildcard', script: presents('partialWildcard'), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'IP address as name, asked by name', script: presents('addressName'), cells: ['+', '+', '+', '+', 'mismatch', 'mismatch'] },
  { name: 'IP address as name, asked by address', script: presents('addressName'), host: '127.0.0.1', cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'weak key', script: presents('weakKey', { ciphers: anyCipher }), cells: ['+', '+', '+', '+', '+', '+'] },
  {
    name: 'TLS 1.0 only',
    script: presents('good', { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: anyCipher }),
    cells: ['+', '+', 'failure', '+', '+', '+'],
  },
  { name: 'TLS 1.2 only', script: presents('good', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'TLS 1.3 only', script: presents('good', { minVersion: 'TLSv1.3' }), cells: ['+', '+', '+', '+', '+', '+'] },
  {
    name: 'no certificate at all',
    script: () => ({ tls: { maxVersion: 'TLSv1.2', ciphers: 'aNULL:@SECLEVEL=0' } }),
    cells: ['+', '+', '+', 'untrusted', 'mismatch', 'untrusted mismatch'],
  },
  { name: 'no STARTTLS', script: says({ ehlo: '250-mx\r\n250 PIPELINING\r\n' }), cells: ['+', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls'] },
  { name: 'HELO only', script: says({ ehlo: '502 what?\r\n' }), cells: ['+', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls'] },
  {
    name: 'STARTTLS refused with 454',
    script: says({ starttls: '454 4.7.0 TLS not available\r\n' }),
    cells: ['+', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls', 'no-starttls'],
  },
  { name: 'going away instead of STARTTLS', script: says({ starttls: '421 4.3.2 shutting down\r\n' }), cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
  { name: 'dropped in the handshake', script: says({ handshake: 'drop' }), cells: ['+', 'failure', 'failure', 'failure', 'failure', 'failure'] },
  { name: 'reset in the handshake', script: says({ handshake: 'reset' }), cells: ['+', 'failure', 'failure', 'failure', 'failure', 'failure'] },
  { name: 'silent in the handshake', script: says({ handshake: 'silent' }), keepsWaiting: 'handshake', cells: ['+', 'failure', 'failure', 'failure', 'failure', 'failure'] },
  { name: 'plaintext injection', script: says({ starttls: '220 go ahead\r\n250 injected\r\nhalf a line' }), cells: ['+', '+', '+', '+', '+', '+'] },
  { name: 'implicit TLS', script: says({ implicitTls: true }), cells: ['+', '+', '+', '+', '+', '+'] },
  {
    name: 'client certificate demanded (TLS 1.3)',
    script: presents('good', { requestCert: true, rejectUnauthorized: true }),
    cells: ['+', 'failure', 'failure', 'failure', 'failure', 'failure'],
  },
  {
    name: 'client certificate demanded (TLS 1.2)',
    script: presents('good', { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' }),
    cells: ['+', 'failure', 'failure', 'failure', 'failure', 'failure'],
  },
  { name: 'garbage banner', script: says({ greeting: '\x00\x1b[2J\xff\xfe garbage\r\n' }), cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
  { name: '421 banner', script: says({ greeting: '421 4.3.2 later\r\n' }), cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
  {
    name: '521 banner',
    script: says({ greeting: '521 mx.partner.example does not accept mail\r\n' }),
    cells: ['undeliverable', 'undeliverable', 'undeliverable', 'undeliverable', 'undeliverable', 'undeliverable'],
  },
  { name: 'slow loris', script: says({ drip: 40 }), keepsWaiting: 'greeting', cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
  { name: 'silent', script: says({ greeting: null }), keepsWaiting: 'greeting', cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
  { name: 'closes after the handshake', script: says({ secureEhlo: null }), cells: ['defer', 'defer', 'defer', 'defer', 'defer', 'defer'] },
];

export const TYPES: Readonly<Record<Type, string>> = {
  'no-starttls': 'starttls-not-supported',
  untrusted: 'certificate-not-trusted',
  expired: 'certificate-expired',
  mismatch: 'certificate-host-mismatch',
  failure: 'validation-failure',
};
