// From an unknown value to tests: its shape, then every case with what it takes from the defaults; all problems at once (S-18.1).

import { fromFields } from '../header/header-block.js';
import { readFrom } from '../header/from-field.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Message } from '../model/message.js';
import { quote } from '../model/quotation.js';
import { inDocumentOrder } from '../policy/document-order.js';
import { elementsOf, refused, valueOr } from '../policy/draft.js';
import type { Draft, Refused } from '../policy/draft.js';
import { Findings } from '../policy/findings.js';
import type { Path } from '../policy/findings.js';
import { plainJson } from '../policy/plain-json.js';
import { readShape } from '../policy/shape.js';
import type { PolicyTest, PolicyTests } from './policy-test.js';
import { testsFrame } from './policy-test-schema.js';
import type { CaseFrame, FieldsFrame, RowFrame, TestsFrame } from './policy-test-schema.js';
import { authenticationFacts } from './read-authentication.js';
import { checkExpectation, NOTHING } from './read-expectation.js';
import { rowName } from './row-name.js';
import { laidOver, readFields } from './test-fields.js';
import type { Author, Fields } from './test-fields.js';

/** What {@link parsePolicyTests} returns: tests, or everything that is wrong with the document. */
export type PolicyTestsParseResult = { ok: true; tests: PolicyTests } | { ok: false; issues: Diagnostic[] };

/**
 * Reads a document of policy tests: plain data from an object literal, JSON or YAML. All problems are reported at once, and a document that would test
 * nothing is one.
 *
 * @param input - a {@link PolicyTestsInput}
 * @returns the tests, or the issues; it never throws
 * @example
 * const parsed = parsePolicyTests({
 *   cases: [{ name: 'the bank gets TLS', direction: 'outbound', from: 'me@example.com', to: 'you@bank.example', session: 'none', expect: 'bounce' }],
 * });
 * if (parsed.ok) console.log(renderPolicyTestReport(runPolicyTests(policy, parsed.tests)));
 * @see clause S-18
 */
export function parsePolicyTests(input: unknown): PolicyTestsParseResult {
  const findings = new Findings();
  const document = plainJson(input, findings);
  const draft = valueOr<Exclude<Draft<TestsFrame>, Refused>>(readShape(testsFrame, document, [], findings, 'the document'), {});
  const tests = readCases(draft, findings);
  if (tests.length === 0 && findings.errors.length === 0) findings.error('invalid-value', ['cases'], 'there is no case, so this would test nothing; write one');
  if (findings.errors.length > 0) return { ok: false, issues: inDocumentOrder(findings.errors, document) };
  return { ok: true, tests: Object.freeze({ replyProfile: valueOr(draft.replyProfile, null), tests: Object.freeze(tests) }) };
}

type FieldsDraft = Exclude<Draft<FieldsFrame>, Refused>;

function readCases({ defaults, cases }: Exclude<Draft<TestsFrame>, Refused>, findings: Findings): PolicyTest[] {
  const common = { ...readFields(valueOr<FieldsDraft>(defaults, {}), ['defaults'], findings), ...(defaults === refused && { readable: false }) };
  const names = new Set<string>();
  return [...elementsOf(cases)].flatMap(([index, testCase]) => readCase(testCase, ['cases', index], common, names, findings));
}

function readCase(draft: Exclude<Draft<CaseFrame>, Refused>, path: Path, common: Fields, names: Set<string>, findings: Findings): PolicyTest[] {
  const { name, each, ...own } = draft;
  const fields = laidOver(common, readFields(own, path, findings));
  const named = name === undefined || name === refused ? null : name;
  if (named !== null) checkName(named, [...path, 'name'], names, findings);
  if (each === refused) return [];
  if (each === undefined) return complete(named, fields, own, path, findings);
  if (each.length === 0) findings.error('invalid-value', [...path, 'each'], 'the table has no row, so this would test nothing; write one');
  return [...elementsOf(each)].flatMap(([index, row]) => {
    const place = [...path, 'each', index];
    const { name: ownName, ...ownFields } = row;
    const title = named === null ? null : rowTitle(named, row, index, place, names, findings);
    return complete(ownName === refused ? null : title, laidOver(fields, readFields(ownFields, place, findings)), { ...own, ...ownFields }, place, findings);
  });
}

function checkName(name: string, path: Path, names: Set<string>, findings: Findings): void {
  if (name.trim() === '') findings.error('invalid-value', path, 'the name is empty; say what the case shows');
  else if (names.has(name)) findings.error('duplicate-id', path, `the name ${quote(name)} stands twice; reports tell cases by their names, so change one`);
  names.add(name);
}

/** A name that somebody wrote must be unique; one that was made is made so. */
function rowTitle(name: string, row: Exclude<Draft<RowFrame>, Refused>, index: number, path: Path, names: Set<string>, findings: Findings): string {
  if (typeof row.name === 'string') {
    const title = `${name}: ${row.name}`;
    checkName(title, [...path, 'name'], names, findings);
    return title;
  }
  const made = `${name}: ${rowName(row) ?? `row ${index + 1}`}`;
  const title = names.has(made) ? `${made} (row ${index + 1})` : made;
  names.add(title);
  return title;
}

/** A test, or none where something is wrong, which has then been reported. @param own - what the case and the row say themselves */
function complete(name: string | null, fields: Fields, own: FieldsDraft, path: Path, findings: Findings): PolicyTest[] {
  if (!fields.readable) return [];
  const before = findings.errors.length;
  const complain = (message: string, more: Path = []): void => findings.error('invalid-value', [...path, ...more], message);
  const { direction, author, mailFrom, to = [], expect } = fields;
  if (direction === undefined) complain('say which way the mail goes: add `direction: inbound` or `direction: outbound`');
  if (to.length === 0) complain('say who the message is to: add `to`');
  if (direction === 'inbound' && author === undefined) complain('say who the message is from: add `from`; `from: []` if it has no author');
  if (direction === 'outbound' && author === undefined && mailFrom === undefined) complain('say who sends the message: add `from` or `mailFrom`; `mailFrom: null` for the null reverse-path');
  if (direction === 'inbound' && own.secureTransport !== undefined) complain('`secureTransport` means nothing for inbound mail; leave it out', ['secureTransport']);
  if (direction === 'outbound' && own.authentication !== undefined) complain('`authentication` means nothing for outbound mail; leave it out', ['authentication']);
  if (expect === undefined) complain(`add \`expect\`: ${NOTHING}`);
  else if (direction !== undefined && to.length > 0) checkExpectation(expect, { direction, to }, { value: (own.expect ?? null) as never, path: [...path, 'expect'], findings });
  if (direction === undefined || expect === undefined || name === null || findings.errors.length > before) return [];
  return [Object.freeze({ name, path, direction, message: messageOf(fields, to), expected: expect })];
}

/** The envelope sender is the author unless the case says otherwise (S-18.3). */
function messageOf({ direction, author, mailFrom, authentication, secureTransport, session }: Fields, rcptTo: readonly string[]): Message {
  const mailboxes = author === undefined ? [] : mailboxesOf(author);
  const domains = [...new Set(mailboxes.map((mailbox) => mailbox.slice(mailbox.lastIndexOf('@') + 1)))];
  return {
    envelope: { mailFrom: mailFrom === undefined ? (mailboxes[0] ?? null) : mailFrom, rcptTo },
    ...author,
    ...(direction === 'inbound' && authentication !== undefined ? authenticationFacts(authentication, domains) : {}),
    ...(direction === 'outbound' && secureTransport !== undefined ? { secureTransport } : {}),
    ...(session?.session === undefined ? {} : { session: session.session }),
  };
}

function mailboxesOf(author: Author): readonly string[] {
  const reading = readFrom('from' in author ? author.from : fromFields(author.headers), { caseSensitiveLocalParts: true });
  return reading.known ? reading.mailboxes : [];
}
