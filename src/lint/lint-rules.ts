// The rules of lint: for each code how severe it is by default, what is the matter and what helps (S-14). docs/lint.md has the same table.

/** `error` makes `smtp-tls-policy check` fail; `note` is for your information. The words are those of SARIF 2.1.0. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** The code of a rule of lint. */
export type LintCode =
  | 'public-suffix-entry'
  | 'own-domain-entry'
  | 'repeated-entry'
  | 'shadowed-entry'
  | 'look-alike-entry'
  | 'similar-entry'
  | 'mixed-script-entry'
  | 'free-mail-entry'
  | 'everyone-entry'
  | 'wildcard-without-domain'
  | 'setting-never-matches'
  | 'setting-changes-nothing'
  | 'disabled-again'
  | 'not-switched-off'
  | 'hostname-without-ca'
  | 'obsolete-tls-version'
  | 'route-without-tls'
  | 'hostname-of-literal'
  | 'route-to-own-domain'
  | 'route-conflict'
  | 'never-authenticated'
  | 'org-unit-without-users'
  | 'user-outside-domains'
  | 'unknown-author-passes'
  | 'long-testing'
  | 'entries-not-read'
  | 'more-findings';

/** One rule, in general words; a finding says it of its own case. */
export interface LintRule {
  /** `off`: found only if it is asked for. */
  readonly severity: LintSeverity | 'off';
  /** What is found, and why it matters. */
  readonly cause: string;
  /** What to do about it. */
  readonly cure: string;
}

/** Every rule of lint. @see clause S-14.1 */
export const LINT_RULES: Readonly<Record<LintCode, LintRule>> = frozen({
  'public-suffix-entry': {
    severity: 'warning',
    cause: 'An entry is a public suffix such as `co.uk`, or a wildcard below one: no partner owns it, and a wildcard covers everybody who has registered a domain there.',
    cure: 'Write the domain of the partner.',
  },
  'own-domain-entry': {
    severity: 'warning',
    cause: 'An entry is at one of the own `domains`: outbound mail there is internal and meets no setting, and inbound the entry matches mail that claims to come from the organisation itself.',
    cure: 'Remove the entry, or take the domain out of `domains` if its mail leaves the organisation.',
  },
  'repeated-entry': {
    severity: 'warning',
    cause: 'An entry stands in several lists, and every setting that names this list names another that has it.',
    cure: 'Remove the entry here; no decision changes.',
  },
  'shadowed-entry': {
    severity: 'warning',
    cause: 'Whatever an entry matches, a wider entry matches too, for every setting that names the list, so that the entry does nothing.',
    cure: 'Remove the entry, or the wider one if it was too wide.',
  },
  'look-alike-entry': {
    severity: 'warning',
    cause: 'An entry looks the same as another one (UTS 39): one of the two may be an impostor, or a character from another alphabet got in by a paste.',
    cure: 'Compare both with the names that the partners use, and remove the wrong one.',
  },
  'similar-entry': {
    severity: 'note',
    cause: 'The registrable domain of an entry is one slip of the pen (a letter more, less or other, or two swapped) from that of another entry.',
    cure: 'Make sure that both are meant.',
  },
  'mixed-script-entry': {
    severity: 'warning',
    cause: 'A label of an entry mixes alphabets that no writing system mixes (UTS 39, less than highly restrictive): the usual way to imitate a name.',
    cure: 'Type the domain anew, or remove the entry.',
  },
  'free-mail-entry': {
    severity: 'warning',
    cause: 'An entry covers a free-mail provider as a whole: anybody can have an address there, so it says nothing of a partner.',
    cure: 'Write the addresses of the partners instead of the domain.',
  },
  'everyone-entry': {
    severity: 'note',
    cause: 'The entry `*` makes a setting demand TLS of everybody: mail to and from whoever cannot do what it demands stops.',
    cure: 'Try the setting in testing mode first, or demand it of known partners alone.',
  },
  'wildcard-without-domain': {
    severity: 'off',
    cause: 'A list has `*.example.com` and a setting that names it has nothing for `example.com` itself, which a wildcard does not match (S-3.4). Often that is meant, so it is looked for only if it is asked for.',
    cure: 'Add the domain itself, unless it is to be left out.',
  },
  'setting-never-matches': {
    severity: 'warning',
    cause: 'No address that can be read ever matches the setting.',
    cure: 'Correct its lists or scopes, or remove it.',
  },
  'setting-changes-nothing': {
    severity: 'warning',
    cause: 'Without the setting every message would get the same constraints, route, outcome and testing result, as other settings demand as much.',
    cure: 'Remove it, unless the finding says that it has to stay where others are removed, or make it demand what was meant.',
  },
  'disabled-again': {
    severity: 'warning',
    cause: 'An org unit disables a setting that is switched off already, by `enabled: false` where it is defined.',
    cure: 'Remove the id from `disable`, or switch the setting on where it is defined.',
  },
  'not-switched-off': {
    severity: 'warning',
    cause: 'A setting with `enabled: false` has the id of an inherited setting that is in force, and takes nothing\'s place: the inherited one stays in force (S-7.6).',
    cure: 'To switch the inherited setting off, name it in `disable`.',
  },
  'hostname-without-ca': {
    severity: 'warning',
    cause: 'A setting validates the hostname without demanding a CA-signed certificate: anybody can make a certificate with that name for himself, so the check protects from nobody.',
    cure: 'Demand `caSignedCertificate` too, or set `validateHostname` to false.',
  },
  'obsolete-tls-version': {
    severity: 'warning',
    cause: 'The minimum version is TLS 1.0 or 1.1, which must not be used any more (RFC 8996).',
    cure: 'Write `minTlsVersion: TLSv1.2`.',
  },
  'route-without-tls': {
    severity: 'note',
    cause: 'A setting names a route and demands no TLS: mail goes to the host of the route in plaintext whenever TLS fails.',
    cure: 'Demand TLS, unless the way to that host is protected otherwise.',
  },
  'hostname-of-literal': {
    severity: 'warning',
    cause: 'A setting validates the hostname on a route to an address literal: the certificate would have to bear the IP address, and hardly any does.',
    cure: 'Name the host of the route by its host name.',
  },
  'route-to-own-domain': {
    severity: 'warning',
    cause: 'A route delivers to the MX hosts of one of the own `domains`: mail that takes it comes back to the organisation, and can go round in a loop.',
    cure: 'Name the relay itself as host, without `mxLookup`.',
  },
  'route-conflict': {
    severity: 'warning',
    cause: 'Two settings of one org unit match the same recipients and name different routes; which one wins hangs on the kinds of their entries, then on their ids (S-8.4).',
    cure: 'Name one route in both, or keep their lists apart.',
  },
  'never-authenticated': {
    severity: 'warning',
    cause: 'Every entry of an inbound setting requires authentication of a domain that, as the caller says, never authenticates: inbound the setting matches no author who is known not to be authenticated.',
    cure: 'Set `requireAuthentication` to false for these entries, or have the partners set up SPF, DKIM or DMARC.',
  },
  'org-unit-without-users': {
    severity: 'note',
    cause: 'Neither an org unit nor any below it has a user, and no `orgUnitOf` was given: its settings concern nobody.',
    cure: 'Add its users to `users`, give `orgUnitOf`, or remove the org unit.',
  },
  'user-outside-domains': {
    severity: 'warning',
    cause: 'The address of a user is in none of the own `domains`: it may be misspelt, and then the user is in another org unit than was meant.',
    cure: 'Correct the address, or add its domain to `domains`.',
  },
  'unknown-author-passes': {
    severity: 'note',
    cause: '`unknownAuthor: no-match` lets an inbound message escape every setting by a From field that cannot be read (S-4.3).',
    cure: 'Leave `unknownAuthor` out: wanted mail without a readable author hardly exists.',
  },
  'long-testing': {
    severity: 'warning',
    cause: 'A setting has been in testing mode for longer than allowed: it protects nobody yet.',
    cure: 'Enforce it, or remove it.',
  },
  'entries-not-read': {
    severity: 'note',
    cause: 'The address lists have more entries than lint reads (`maxEntries`): what is said of entries, idle settings and route conflicts was not looked for.',
    cure: 'Raise `maxEntries`, if there is memory for it: a gigabyte for a million.',
  },
  'more-findings': {
    severity: 'note',
    cause: 'There are more findings of one code than a reader can use; the rest is left out. It is as severe as they are, unless `rules` says otherwise.',
    cure: 'Mend those that are listed, and check again.',
  },
});

/** Every code, in the order of the table. */
export const LINT_CODES: readonly LintCode[] = Object.keys(LINT_RULES) as LintCode[];

function frozen(rules: Record<LintCode, LintRule>): Readonly<Record<LintCode, LintRule>> {
  for (const rule of Object.values(rules)) Object.freeze(rule);
  return Object.freeze(rules);
}
