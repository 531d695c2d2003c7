// The examples of the playground: each is a valid policy, and decides what it is there to show.
import { describe, expect, it } from 'vitest';
import { examples } from '../../../docs/playground/examples.js';
import { compilePolicy, parsePolicy } from '../../../src/index.js';
import type { Explanation, NearMiss, Outcome, PolicyInput, Reason, ResultType } from '../../../src/index.js';

/** What an example shows; what is left out is not what it is about. */
interface Shown {
  readonly outcome: Outcome;
  /** Outcomes of the recipients, in the order of the envelope. */
  readonly recipients?: readonly Outcome[];
  /** Setting, org unit and reason, all that are in view of the first recipient. */
  readonly settings?: readonly (readonly [setting: string, orgUnit: string, reason: Reason])[];
  readonly nearMisses?: readonly NearMiss['kind'][];
  readonly violations?: readonly ResultType[];
  /** How the author is authenticated, for each match. */
  readonly authenticated?: readonly ('yes' | 'unknown' | 'not-required')[];
  readonly wouldBe?: readonly Outcome[];
}

const shown: Readonly<Record<string, Shown>> = {
  'first-policy': { outcome: 'pending', settings: [['partners', '/', 'matched']] },
  inherited: { outcome: 'bounce', settings: [['partners', '/', 'matched']] },
  overridden: { outcome: 'deliver', settings: [['partners', '/', 'overridden'], ['partners', '/Lab', 'matched']] },
  disabled: { outcome: 'deliver', settings: [['partners', '/', 'disabled']] },
  'not-enabled': { outcome: 'bounce', settings: [['partners', '/', 'matched'], ['partners', '/Lab', 'not-enabled']] },
  locked: { outcome: 'bounce', settings: [['partners', '/', 'matched']] },
  'override-in-testing': { outcome: 'deliver', settings: [['partners', '/', 'matched'], ['partners', '/Lab', 'matched']], wouldBe: ['bounce'] },
  subdomain: { outcome: 'deliver', settings: [['partners', '/', 'no-address-match']], nearMisses: ['subdomain'] },
  wildcard: { outcome: 'bounce', recipients: ['bounce', 'deliver'], nearMisses: ['parent-domain'] },
  'address-entry': { outcome: 'bounce', recipients: ['bounce', 'deliver'], nearMisses: [] },
  'look-alike': { outcome: 'deliver', settings: [['partners', '/', 'no-address-match']], nearMisses: ['look-alike'] },
  author: { outcome: 'reject', settings: [['partners', '/', 'matched']] },
  'display-name': { outcome: 'deliver', settings: [['partners', '/', 'no-address-match']], nearMisses: ['display-name-only'] },
  'several-authors': { outcome: 'reject', settings: [['partners', '/', 'matched']] },
  'envelope-only': { outcome: 'deliver', settings: [['partners', '/', 'no-address-match']], nearMisses: ['envelope-only'] },
  'unknown-author': { outcome: 'reject', settings: [['partners', '/', 'matched']], authenticated: ['unknown'] },
  authenticated: { outcome: 'reject', authenticated: ['yes'] },
  forged: { outcome: 'deliver', settings: [['partners', '/', 'not-authenticated']] },
  'unknown-authentication': { outcome: 'reject', authenticated: ['unknown'] },
  join: { outcome: 'pending', settings: [['modern', '/', 'matched'], ['verified', '/', 'matched']] },
  'never-weaker': { outcome: 'bounce', violations: ['validation-failure', 'certificate-not-trusted', 'certificate-host-mismatch'] },
  'certificate-name': { outcome: 'bounce', violations: ['certificate-host-mismatch'] },
  'client-certificate': { outcome: 'reject', violations: ['certificate-not-trusted'] },
  'secure-transport': { outcome: 'bounce', settings: [['demanded', '/', 'matched']], violations: ['certificate-not-trusted', 'certificate-host-mismatch'] },
  route: { outcome: 'deliver', settings: [['banks', '/', 'matched']] },
  'first-attempt': { outcome: 'bounce', violations: ['starttls-not-supported'] },
  'one-by-one': { outcome: 'bounce', recipients: ['bounce', 'deliver', 'deliver'] },
  reject: { outcome: 'reject', recipients: ['deliver', 'reject'] },
  testing: { outcome: 'deliver', violations: [], wouldBe: ['bounce'] },
};

describe('the examples', () => {
  it('are all told what they show', () => {
    expect([...examples.keys()]).toEqual(Object.keys(shown));
  });

  it.each([...examples])('%s: its policy has no error and no warning', (_name, { state }) => {
    expect(parsePolicy(JSON.parse(state.policy) as PolicyInput)).toMatchObject({ ok: true, warnings: [] });
  });

  it.each([...examples])('%s shows what it is there for', (name) => {
    const expected = shown[name]!;
    expect(pick(facts(explained(name)), expected)).toEqual(expected);
  });

  it.each([...examples])('%s has a title and a hint that end as they should', (_name, { title, hint }) => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(hint).toMatch(/^[A-Z/*].*\.$/);
  });
});

describe('what the hints say', () => {
  it('first-policy and first-attempt: the outcome follows the session, at the first attempt', () => {
    expect(explained('first-attempt').decision.deliveries[0]?.maxAttempts).toBe(1);
    expect(decided('first-policy', (text) => text, { session: { tls: false } }).outcome).toBe('bounce');
    expect(decided('first-policy', (text) => text, { session: { tls: true, version: 'TLSv1.2', certificate: { trusted: true, hostnameMatches: true } } }).outcome).toBe('deliver');
  });

  it('overridden and disabled: the sender at the root, and the setting back in force', () => {
    expect(decided('overridden', (text) => text, { envelope: { mailFrom: 'ann@corp.example', rcptTo: ['ward@clinic.example'] } }).outcome).toBe('bounce');
    expect(decided('disabled', changed('"disable": ["partners"]', '"disable": []')).outcome).toBe('bounce');
  });

  it('locked: whoever disables it is told that it is locked', () => {
    const { policy } = examples.get('locked')!.state;
    const result = parsePolicy(JSON.parse(policy.replace('"path": "/Lab"', '"path": "/Lab", "disable": ["partners"]')) as PolicyInput);
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'locked-setting' }] });
  });

  it('override-in-testing and testing: enforced, they bounce', () => {
    for (const name of ['override-in-testing', 'testing']) expect(decided(name, changed('"mode": "testing"', '"mode": "enforce"')).outcome).toBe('bounce');
  });

  it('subdomain and wildcard: with the entry that is proposed, the near miss is none', () => {
    expect(decided('subdomain', changed('"bank.example"', '"bank.example", "*.bank.example"')).outcome).toBe('bounce');
    expect(decided('wildcard', changed('"*.clinic.example"', '"*.clinic.example", "clinic.example"')).recipients[1]?.outcome).toBe('bounce');
  });

  it('unknown-author: no-match lets it pass', () => {
    expect(decided('unknown-author', changed('{', '{ "unknownAuthor": "no-match",')).outcome).toBe('deliver');
  });

  it('authenticated: not under strict alignment; forged: where authentication is not required, or DMARC passed', () => {
    expect(decided('authenticated', changed('{', '{ "alignment": "strict",')).outcome).toBe('deliver');
    expect(decided('forged', changed('"requireAuthentication": true', '"requireAuthentication": false')).outcome).toBe('reject');
    expect(decided('forged', (text) => text, { authentication: { dmarc: { result: 'pass', domain: 'bank.example' } } }).outcome).toBe('reject');
  });

  it('certificate-name: what is unknown about it is a violation, too', () => {
    const session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, expired: false } } as const;
    expect(decided('certificate-name', (text) => text, { session }).recipients[0]?.violations).toMatchObject([{ type: 'certificate-host-mismatch' }]);
  });

  it('client-certificate, secure-transport and reject: without what is asked for, the mail is delivered', () => {
    expect(decided('client-certificate', changed('"clientCertificate": true', '"clientCertificate": false')).outcome).toBe('deliver');
    expect(decided('secure-transport', (text) => text, { secureTransport: false }).constraints.tls).toBe('opportunistic');
    expect(decided('reject', (text) => text, { envelope: { mailFrom: 'cards@bank.example', rcptTo: ['lee@corp.example'] } }).outcome).toBe('deliver');
  });

  it('route: the bank by the relay, everybody else by their MX hosts', () => {
    expect(explained('route').decision.deliveries.map(({ route }) => route)).toEqual([
      { kind: 'host', host: 'relay.corp.example', port: 587, mxLookup: false },
      { kind: 'mx', domain: 'elsewhere.example' },
    ]);
  });
});

function explained(name: string): Explanation {
  const { policy, message, direction, replyProfile } = examples.get(name)!.state;
  return compilePolicy(JSON.parse(policy) as PolicyInput, { replyProfile }).explain(message, direction);
}

/** The decision of an example once its reader has changed the policy's text, or the message. */
function decided(name: string, change: (policy: string) => string, message: object = {}): Explanation['decision'] {
  const { state } = examples.get(name)!;
  return compilePolicy(JSON.parse(change(state.policy)) as PolicyInput).evaluate({ ...state.message, ...message }, state.direction);
}

/** Pairs of what is replaced, which must be there, and what takes its place. */
function changed(...pairs: string[]): (policy: string) => string {
  return (policy) => {
    let text = policy;
    for (let index = 0; index < pairs.length; index += 2) {
      expect(text).toContain(pairs[index]!);
      text = text.replace(pairs[index]!, pairs[index + 1]!);
    }
    return text;
  };
}

function facts({ decision, recipients }: Explanation): Required<Shown> {
  return {
    outcome: decision.outcome,
    recipients: decision.recipients.map(({ outcome }) => outcome),
    settings: (recipients[0]?.settings ?? []).map(({ setting, orgUnit, reason }) => [setting, orgUnit, reason] as const),
    nearMisses: recipients.flatMap(({ settings }) => settings.flatMap(({ nearMisses }) => nearMisses.map(({ kind }) => kind))),
    violations: decision.recipients.flatMap(({ violations }) => violations.map(({ type }) => type)),
    authenticated: decision.recipients.flatMap(({ determinedBy }) => determinedBy.map(({ authenticated }) => authenticated)),
    wouldBe: decision.recipients.flatMap(({ testing }) => testing.map(({ wouldBe }) => wouldBe)),
  };
}

function pick(all: Required<Shown>, expected: Shown): Partial<Shown> {
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in expected));
}
