// Cause and cure of the codes for which the sources have no words: by code, so that the compiler misses none and takes no other.
import type { AuthorReading, DiagnosticCode, NearMiss, Reason, ResultType } from '../../../src/index.js';
import type { EditIssueCode } from '../../../src/edit/index.js';
import type { Cause, HostFailure, MailHostLookup, ProbeWarning, Remedy } from '../../../src/probe/index.js';
import type { SnapshotErrorCode } from '../../../src/snapshot/index.js';

export type CodeWords<Code extends string> = Readonly<Record<Code, readonly [cause: string, cure: string]>>;

/** The docstring of `Finding` lists them. */
export type FileCode = 'syntax' | 'duplicate-key' | 'encoding' | 'unreadable-file' | 'long-line' | 'more-findings' | 'snapshot';

export const FILE_CODES: CodeWords<FileCode> = {
  syntax: ['The file is no JSON or YAML that a policy can be: a mark is missing, a key is no text, a second document begins, or the file is empty.', 'Correct it where the finding stands.'],
  'duplicate-key': ['A key is written twice in one object.', 'Keep one of the two.'],
  encoding: ['A file is not UTF-8.', 'Save it as UTF-8.'],
  'unreadable-file': ['A file of entries that the policy names cannot be read.', 'Correct its path, which is relative to the policy file, or the permissions.'],
  'long-line': ['A line of a file of entries is longer than an entry can be.', 'Write one entry a line.'],
  'more-findings': ['A file has more findings than a reader can use; the rest is left out.', 'Mend those that are listed, and check again.'],
  snapshot: ['The file begins as a snapshot does and is none that can be relied on.', 'Make it anew from its policy; the [codes of snapshots](#snapshots) say what can be wrong.'],
};

export const EDIT_CODES: CodeWords<Exclude<EditIssueCode, DiagnosticCode>> = {
  'duplicate-list': ['There is an address list of that name already.', 'Choose another name, or edit the list that there is.'],
  'duplicate-route': ['There is a route of that name already.', 'Choose another name, or edit the route that there is.'],
  'unknown-entry': ['The list has no such entry; somebody else may have removed it.', 'Look at the list again.'],
  'unknown-setting': ['The org unit defines, or inherits, no setting of that id.', 'Look at the settings of the org unit again.'],
  'unknown-user': ['The policy places no such user.', 'Users who are not placed belong to the root, and need not be removed.'],
};

export const SNAPSHOT_CODES: CodeWords<SnapshotErrorCode> = {
  'not-a-snapshot': ['The bytes do not begin as a snapshot does.', 'Open a file that `smtp-tls-policy compile` or `writeSnapshotFile` wrote.'],
  'unknown-version': ['The snapshot has a later format than this version of the package knows.', 'Install the version that wrote it, or write it with this one.'],
  'byte-order': ['The machine counts bytes from the other end.', 'Write the snapshot on a machine like the one that opens it.'],
  'wrong-length': ['There are fewer bytes, or more, than the snapshot says.', 'Copy the file again, whole; replace it by renaming.'],
  damaged: ['The checksum does not hold: a byte changed since the snapshot was made.', 'Make it anew from its policy.'],
  invalid: ['The checksum holds and the content contradicts itself: nothing that this package made.', 'Do not use it; make it anew from its policy.'],
};

export const RESULT_TYPES: CodeWords<ResultType> = {
  'starttls-not-supported': ['There is no TLS: STARTTLS was not offered, or was refused.', 'Have TLS switched on at the server, or leave the partner out of the list.'],
  'certificate-not-trusted': ['The certificate is not signed by a trusted CA, nothing is known of that, or there is none.', 'Have a certificate of a public CA installed, with its intermediate certificates.'],
  'certificate-host-mismatch': ['The certificate does not bear the name of the host.', 'Use the name that is on the certificate, or have a certificate with the name of the host.'],
  'certificate-expired': ['The certificate is outside its validity period.', 'Have it renewed.'],
  'validation-failure': ['The TLS version is too low, or the handshake failed.', 'Have the server upgraded; its log says what it did not like.'],
};

/** What `probe` and `judgeProbe` find behind a violation. `remedies` of the diagnosis say more, with the names of the case. */
export const CAUSES: CodeWords<Cause> = {
  'starttls-not-offered': ['The host does not offer STARTTLS.', 'Have TLS switched on there: STARTTLS is an option of every mail server.'],
  'starttls-refused': ['The host offers STARTTLS and then refuses it.', 'Have its TLS set-up looked at.'],
  'handshake-failed': ['The TLS handshake failed, or the connection was lost in it.', "Have the TLS set-up of the host looked at; the server's own log says what it did not like."],
  'client-certificate-demanded': ['The host takes no connection without a client certificate.', 'Give the sending mail server one that the host accepts, and test with it.'],
  'version-too-low': ['The host negotiates a lower TLS version than is required.', 'Have it upgraded, or its newer TLS versions switched on.'],
  'no-certificate': ['The host encrypts without presenting a certificate.', 'Have it present one from a public CA.'],
  'unreadable-certificate': ['The certificate cannot be read.', 'Have the host present another.'],
  'self-signed': ['The certificate is signed by itself, not by a CA.', 'Have the host present one from a public CA.'],
  'private-authority': ['The certificate comes from a CA that is not trusted.', "Have one from a public CA; or, if that CA is your own or your partner's, trust it."],
  'incomplete-chain': ['The host does not send the certificate that links its own to a trusted CA.', 'Have it send the full chain.'],
  'not-yet-valid': ['A certificate of the chain is not valid yet.', 'Have the host present one that is, and check the clocks of both machines.'],
  expired: ['A certificate of the chain has expired.', 'Have it renewed.'],
  'wrong-purpose': ['The certificate was not made for servers.', 'Have one for servers.'],
  'other-chain-fault': ['The chain of certificates does not hold for another reason, which the sentence of the diagnosis tells.', 'Have the host present a certificate from a public CA.'],
  'wrong-name': ['The certificate does not bear the name of the host.', 'Use a name that is on it, or have one with the name of the host.'],
};

export const WARNINGS: CodeWords<ProbeWarning['code']> = {
  'addresses-unknown': ['The addresses of one family could not be looked up: the host may have more.', 'Look at DNS, and test again.'],
  'plaintext-injection': ['Bytes came in plaintext behind the reply to STARTTLS (RFC 3207 section 6); they were dropped.', 'Tell the postmaster: the server is broken, or somebody stands on the way.'],
  'expires-soon': ['The certificate ends soon.', 'Have it renewed in time.'],
  'common-name-only': ['The certificate bears the name of the host as its common name alone (RFC 9525).', 'Have one with the name among its alternative names.'],
  'partial-wildcard': ['The certificate covers the name by a wildcard within a label (RFC 9525).', 'Have one with the whole name.'],
  'weak-key': ['The key of the certificate is short.', 'Have one with a longer key.'],
  'deprecated-version': ['The host negotiates TLS 1.0 or 1.1 (RFC 8996).', 'Have its newer versions switched on.'],
};

export const HOST_FAILURES: CodeWords<HostFailure['kind']> = {
  'no-address': ['The name has no address that could be found.', 'Look at the DNS records of the host.'],
  ended: ['The probe was ended, by its time limit or its caller.', 'Test again, with more time.'],
  unreachable: ['No connection could be made.', 'Look at the host, the port and the firewalls between.'],
  timeout: ['The host was silent for too long.', 'Test again, with more time.'],
  closed: ['The host closed the connection.', 'Test again; ask its postmaster.'],
  'not-smtp': ['What came is no reply of SMTP.', 'Look at the port.'],
  'refused-for-now': ['The host refuses for now (4xx).', 'Test again later.'],
  'refused-for-good': ['The host refuses for good (5xx).', 'Ask its postmaster why.'],
  tls: ['TLS failed.', 'Look at the causes above.'],
};

export const LOOKUPS: CodeWords<Extract<MailHostLookup, { found: false }>['reason']> = {
  'null-mx': ['The domain says that it takes no mail (RFC 7505).', 'Nothing: mail there is undeliverable.'],
  'no-such-domain': ['The domain does not exist.', 'Correct its spelling.'],
  'no-address': ['No mail host of the domain has an address.', 'Ask its postmaster.'],
  'no-address-of-family': ['There is no address of the family that was asked for.', 'Test without `--ipv4` or `--ipv6`.'],
  'dns-failure': ['DNS does not answer for now.', 'Test again later.'],
};

export const REMEDIES: Readonly<Record<Remedy['kind'], string>> = {
  'use-certificate-name': 'Use, or have the MX record use, the host name that is on the certificate.',
  'install-certificate': 'Have the server present another certificate.',
  'trust-authority': 'Trust the CA that signed the certificate.',
  'upgrade-server': 'Have the server, or its TLS set-up, changed.',
  'present-client-certificate': 'Give the sending server a client certificate.',
  'ask-provider': 'Ask the provider of the relay, or the postmaster of the partner.',
  'switch-off-option': 'The last resort: give up exactly the requirement that fails.',
};

export const REASONS: Readonly<Record<Reason, string>> = {
  matched: 'An entry of its lists, or an unknown author or recipient, made it match.',
  'other-direction': 'The setting does not apply to mail of this direction (S-7.1).',
  'no-address-match': 'No entry of its lists matches (S-3.3).',
  'not-authenticated': 'An entry matches, and the author is known not to be authenticated (S-5.3).',
  disabled: 'The setting is disabled at the org unit or above it (S-6.3).',
  overridden: 'Another setting of its id takes its place (S-6.3).',
  'not-enabled': 'The setting has `enabled: false` (S-7.6).',
  'secure-transport-not-requested': 'The setting waits for a demand for secure transport, and there was none (S-7.1).',
  'internal-recipient': 'The recipient is in one of the own `domains` (S-4.5).',
};

export const NEAR_MISSES: Readonly<Record<NearMiss['kind'], string>> = {
  subdomain: 'The address is below the domain of the entry, which matches that domain alone (S-3.3).',
  'parent-domain': 'The address is at a domain above that of the entry.',
  'look-alike': 'The address looks like the entry, and is another (S-11.4).',
  'envelope-only': 'The entry matches the envelope sender, which does not count (S-4.1).',
  'display-name-only': 'The entry stands in a display name, which does not count (S-3.3).',
};

export const AUTHORS: Readonly<Record<Extract<AuthorReading, { known: false }>['reason'], string>> = {
  missing: 'There is no From field, or its fields name no mailbox (S-4.3).',
  malformed: 'A From field cannot be read for certain (S-4.3, S-4.7).',
};
