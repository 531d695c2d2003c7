// Policy tests (S-18) from what the playground shows: a message and everything that a test can expect of its decision.
import { runPolicyTests, parsePolicyTests } from '../../src/testing/index.js';
import type { AuthenticationInput, ConstraintsInput, ExpectationInput, PolicyTestInput, PolicyTestsInput, RecipientExpectationInput, ResultInput, SettingExpectationInput } from '../../src/testing/index.js';
import { yamlText } from '../../src/files/yaml-document.js';
import { readFrom } from '../../src/index.js';
import type { Authentication, Decision, Message, Policy, RecipientDecision, ReplyProfile, Route, TransportConstraints } from '../../src/index.js';
import { decide } from './answer.js';
import type { PlaygroundState } from './state.js';

export interface ExportedTest {
  readonly replyProfile: ReplyProfile;
  readonly test: PolicyTestInput;
}

export type TestExport =
  | { readonly ok: true; readonly exported: ExportedTest }
  /** `problem`: why no test can say this. */
  | { readonly ok: false; readonly problem: string };

/** @param taken - the names that tests have already */
export function exportTest(policy: Policy, state: Omit<PlaygroundState, 'policy'>, taken: readonly string[]): TestExport {
  const { decision } = decide(policy, state);
  const test: PolicyTestInput = { name: freeName(testName(state, decision), taken), ...testFields(state), expect: expectationOf(decision) };
  const exported: ExportedTest = { replyProfile: state.replyProfile, test };
  const problem = problemOf(policy, exported, decision);
  return problem === null ? { ok: true, exported } : { ok: false, problem };
}

/** A document holds one reply profile, so there is one for each. */
export function testDocuments(tests: readonly ExportedTest[]): { readonly replyProfile: ReplyProfile; readonly document: PolicyTestsInput; readonly yaml: string }[] {
  const profiles = [...new Set(tests.map(({ replyProfile }) => replyProfile))];
  return profiles.map((replyProfile) => {
    const cases = tests.filter((one) => one.replyProfile === replyProfile).map(({ test }) => test);
    const document: PolicyTestsInput = { ...(replyProfile === 'default' ? {} : { replyProfile }), cases };
    return { replyProfile, document, yaml: yamlText(document) };
  });
}

/** Whether each test holds of the policy; for one that does not, what is different. */
export function runExportedTests(policy: Policy, tests: readonly ExportedTest[]): { readonly name: string; readonly differences: readonly string[] }[] {
  return tests.map((one) => {
    const name = one.test.name;
    const parsed = parsePolicyTests({ replyProfile: one.replyProfile, cases: [one.test] });
    if (!parsed.ok) return { name, differences: parsed.issues.map(({ message }) => message) };
    const [result] = runPolicyTests(policy, parsed.tests).results;
    const differences = result?.differences ?? [];
    return { name, differences: differences.map(({ recipient, field, expected, found }) => `${recipient === null ? '' : `${recipient}: `}${field}: expected ${expected}, found ${found}`) };
  });
}

/** Tests are stricter about messages than the engine: what is misspelt or broken would pass for the wrong reason. */
function problemOf(policy: Policy, { test, replyProfile }: ExportedTest, decision: Decision): string | null {
  const parsed = parsePolicyTests({ replyProfile, cases: [test] });
  if (!parsed.ok) return parsed.issues.map(({ path, message }) => `\`${path.slice(2).join('.')}\`: ${message}`).join('; ');
  const [result] = runPolicyTests(policy, parsed.tests).results;
  if (result?.passed === true && JSON.stringify(result.decision) === JSON.stringify(decision)) return null;
  return 'a test cannot say this message word for word, and would decide about another';
}

// ---- The message

function testFields({ direction, message }: Omit<PlaygroundState, 'policy'>): Omit<PolicyTestInput, 'name'> {
  const { envelope, authentication, secureTransport, session } = message;
  return {
    direction,
    ...authorFields(direction, message),
    mailFrom: envelope.mailFrom === '' ? null : envelope.mailFrom,
    to: oneOrSeveral(envelope.rcptTo),
    ...(direction === 'inbound' && authentication !== undefined ? authenticationFields(authentication) : {}),
    ...(direction === 'outbound' && secureTransport !== undefined ? { secureTransport } : {}),
    ...(session === undefined ? {} : { session }),
  };
}

/** Outbound the author decides nothing. */
function authorFields(direction: PlaygroundState['direction'], { from, headers }: Message): Pick<PolicyTestInput, 'from' | 'headers'> {
  if (direction === 'outbound') return {};
  if (from === undefined) return headers === undefined || headers.trim() === '' ? { from: [] } : { headers };
  const values = typeof from === 'string' ? [from] : from;
  if (values.length === 0 || readFrom(values).known) return { from: oneOrSeveral(values) };
  // A From field that nobody can read is what `headers` are for.
  return { headers: `${values.map((value) => `From: ${value}\r\n`).join('')}\r\n` };
}

function authenticationFields({ spf, dkim = [], dmarc }: Authentication): { authentication?: AuthenticationInput } {
  const results: AuthenticationInput = {
    ...(spf === undefined ? {} : { spf: resultText(spf) }),
    ...(dkim.length === 0 ? {} : { dkim: dkim.map(resultText) }),
    ...(dmarc === undefined ? {} : { dmarc: resultText(dmarc) }),
  };
  return Object.keys(results).length === 0 ? {} : { authentication: results };
}

function resultText({ result, domain }: { readonly result: NonNullable<Authentication['spf']>['result']; readonly domain?: string }): ResultInput {
  return domain === undefined ? result : `${result}:${domain}`;
}

// ---- What is expected

function expectationOf(decision: Decision): ExpectationInput {
  const afterData = decision.direction === 'inbound';
  const ofMessage: ExpectationInput = { outcome: decision.outcome, constraints: constraintsOf(decision.constraints), ...(afterData ? replyOf(decision) : {}) };
  const [only, ...others] = decision.recipients;
  if (only === undefined) return ofMessage;
  if (others.length === 0) return { ...recipientExpectation(only, decision.direction), ...ofMessage };
  return { ...ofMessage, recipients: Object.fromEntries(decision.recipients.map((one) => [one.recipient, recipientExpectation(one, decision.direction)])) };
}

function recipientExpectation(recipient: RecipientDecision, direction: Decision['direction']): RecipientExpectationInput {
  const decided = recipient.outcome !== 'pending';
  return {
    outcome: recipient.outcome,
    constraints: constraintsOf(recipient.constraints),
    orgUnit: recipient.orgUnit,
    settings: settingsOf(recipient),
    testing: recipient.testing.length === 0 ? 'none' : Object.fromEntries(recipient.testing.map(({ setting, wouldBe }) => [setting, wouldBe])),
    ...(direction === 'outbound' ? routeOf(recipient.route) : {}),
    ...(decided ? { violations: recipient.violations.map(({ type }) => type) } : {}),
    ...replyOf(recipient),
  };
}

/** While the session is not known nothing is answered yet. */
function replyOf({ outcome, reply }: Pick<RecipientDecision, 'outcome' | 'reply'>): Pick<RecipientExpectationInput, 'reply'> {
  if (outcome === 'pending') return {};
  return { reply: reply === null ? 'none' : { ...reply } };
}

function constraintsOf({ tls, minVersion, caSigned, hostname }: TransportConstraints): ConstraintsInput | 'opportunistic' {
  return tls === 'opportunistic' ? 'opportunistic' : { tls, minVersion, caSigned, hostname };
}

function settingsOf({ determinedBy }: RecipientDecision): SettingExpectationInput[] {
  const items = determinedBy.map(({ setting, orgUnit, addressList, entry }): SettingExpectationInput => ({
    id: setting,
    orgUnit,
    ...(addressList === null ? {} : { addressList }),
    ...(entry === null ? {} : { entry }),
  }));
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function routeOf(route: Route | null): Pick<RecipientExpectationInput, 'route'> {
  if (route === null) return {};
  return { route: route.kind === 'mx' ? 'mx' : { host: route.host, port: route.port, mxLookup: route.mxLookup } };
}

// ---- The name

/** Who writes to whom over what, and what becomes of it. */
function testName({ direction, message }: Omit<PlaygroundState, 'policy'>, { outcome, author, recipients }: Decision): string {
  const to = recipients.map(({ recipient }) => recipient).join(', ') || 'nobody';
  const from = author === null ? (message.envelope.mailFrom ?? 'the null reverse-path') : author.known ? author.mailboxes.join(', ') : 'an unknown author';
  return `${shortened(direction === 'inbound' ? `from ${from}` : `to ${to}`)}, ${sessionWords(message)}: ${outcome}`;
}

function sessionWords({ session }: Message): string {
  if (session === undefined) return 'session not known';
  if (!session.tls) return 'no TLS';
  return session.certificate === null ? `${session.version}, no certificate` : session.version;
}

const MAX_NAME_LENGTH = 100;

function shortened(text: string): string {
  return text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH)}…` : text;
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name} (${number})`)) return `${name} (${number})`;
}

function oneOrSeveral(texts: readonly string[]): string | string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : [...texts];
}
