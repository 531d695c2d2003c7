// What becomes of mail to each kind of partner at each level of a policy (clauses S-8 and S-9): one table for every MTA.
import type { PolicyInput, ResultType, SettingInput } from '../../src/index.js';
import { domainOf, PARTNER_KINDS } from './partners.js';
import type { PartnerKind } from './partners.js';

export const LEVELS = ['nothing', 'tls', 'tls-1.3', 'tls+ca', 'tls+hostname', 'tls+ca+hostname'] as const;
export type Level = (typeof LEVELS)[number];

/** `delivered`, `deferred`, or the reason of the bounce at the first attempt. */
export type Fate = 'delivered' | 'deferred' | ResultType;

const [NO_STARTTLS, UNTRUSTED, MISMATCH, EXPIRED, FAILURE]: readonly ResultType[] = [
  'starttls-not-supported',
  'certificate-not-trusted',
  'certificate-host-mismatch',
  'certificate-expired',
  'validation-failure',
];

const FATES: Readonly<Record<PartnerKind, Readonly<Record<Level, Fate>>>> = {
  'no-starttls': fates('delivered', NO_STARTTLS!, NO_STARTTLS!, NO_STARTTLS!, NO_STARTTLS!, NO_STARTTLS!),
  'self-signed': fates('delivered', 'delivered', 'delivered', UNTRUSTED!, 'delivered', UNTRUSTED!),
  'wrong-name': fates('delivered', 'delivered', 'delivered', 'delivered', MISMATCH!, MISMATCH!),
  expired: fates('delivered', 'delivered', 'delivered', EXPIRED!, 'delivered', EXPIRED!),
  good: fates('delivered', 'delivered', 'delivered', 'delivered', 'delivered', 'delivered'),
  'tls-1.2-only': fates('delivered', 'delivered', FAILURE!, 'delivered', 'delivered', 'delivered'),
  greylisting: fates('deferred', 'deferred', 'deferred', 'deferred', 'deferred', 'deferred'),
  refused: fates('deferred', 'deferred', 'deferred', 'deferred', 'deferred', 'deferred'),
};

function fates(...each: readonly [Fate, Fate, Fate, Fate, Fate, Fate]): Record<Level, Fate> {
  return Object.fromEntries(LEVELS.map((level, index) => [level, each[index]!])) as Record<Level, Fate>;
}

/** Whether the session was under TLS is a matter of the partner's kind: with nothing required TLS is tried all the same (S-9.6). */
export interface OutboundCase {
  readonly level: Level;
  readonly kind: PartnerKind;
  readonly fate: Fate;
}

export const OUTBOUND_CASES: readonly OutboundCase[] = LEVELS.flatMap((level) => PARTNER_KINDS.map((kind) => ({ level, kind, fate: FATES[kind][level] })));

export const SENDER = 'user@organisation.example';

const REQUIREMENTS: Readonly<Record<Exclude<Level, 'nothing'>, NonNullable<SettingInput['require']>>> = {
  tls: { caSignedCertificate: false, validateHostname: false },
  'tls-1.3': { minTlsVersion: 'TLSv1.3', caSignedCertificate: false, validateHostname: false },
  'tls+ca': { validateHostname: false },
  'tls+hostname': { caSignedCertificate: false },
  'tls+ca+hostname': {},
};

/** The policy of a level, for the partners and for whatever other domains are given. */
export function outboundPolicy(level: Level, moreDomains: readonly string[] = []): PolicyInput {
  const settings = level === 'nothing' ? [] : [{ id: `require ${level}`, appliesTo: ['outbound' as const], addressLists: ['partners'], require: REQUIREMENTS[level] }];
  return {
    domains: ['organisation.example'],
    orgUnits: [{ path: '/', settings }],
    addressLists: level === 'nothing' ? {} : { partners: [...PARTNER_KINDS.map(domainOf), ...moreDomains] },
  };
}

/** One of the messages that the end to end tests send: long lines, dots at their beginnings, 8-bit text, and no line break that SMTP has not. */
export function sampleMessage(subject: string, from: string = SENDER, to = 'someone@partner.example'): Buffer {
  const lines = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${subject}`,
    'Date: Mon, 30 Nov 2026 12:00:00 +0000',
    `Message-ID: <${subject.replace(/[^a-z0-9]+/gi, '.')}@organisation.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Grüße: ✓',
    '.',
    '..two dots',
    '.one dot',
    '',
    'x'.repeat(900),
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
