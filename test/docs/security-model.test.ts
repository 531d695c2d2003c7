// docs/security-model.md: every test that it names is there, laws are named beside their clauses, and what is unknown is read as it says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePolicy, enforce, parsePolicy } from '../../src/index.js';
import type { CompileOptions, Decision, Message, PolicyInput, SettingInput } from '../../src/index.js';
import { policyTimeline } from '../../src/rollout/index.js';
import { root } from '../package/source-file.js';
import { rowsBelow, sectionOf } from './tables.js';

const page = readFileSync(join(root, 'docs/security-model.md'), 'utf8');

describe('promises', () => {
  const promises = sectionOf(page, '## Attackers').split('\n').filter((line) => line.startsWith('- '));

  it('are made', () => {
    expect(promises.length).toBeGreaterThan(25);
  });

  it.each(promises)('%s', (promise) => {
    const shown = testsIn(promise);
    expect(shown.length).toBeGreaterThan(0);
    const clauses = clausesIn(promise);
    expect(shown.filter((path) => path.startsWith('test/property/') && clauses.length > 0 && !citesOne(path, clauses))).toEqual([]);
  });
});

it('names tests that are there', () => {
  const named = testsIn(page);
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

describe('what is unknown', () => {
  const rows = rowsBelow(page, '## What is unknown, and how it is read');

  it('has a test for each row, and a row for each test', () => {
    expect(rows.map(([unknown]) => unknown)).toEqual(Object.keys(readings));
  });

  it.each(rows)('%s: %s (%s)', (unknown) => {
    expect.hasAssertions();
    readings[unknown]?.();
  });
});

const readings: Readonly<Record<string, () => void>> = {
  'the session is left out': () => {
    const decision = send({});
    expect([decision.outcome, enforce(decision, { tls: false }).outcome]).toEqual(['pending', 'bounce']);
  },

  'the session cannot be read': () => {
    for (const session of [{}, { tls: 'true' }, 1, []]) expect(violations(send({ session }))).toEqual(['starttls-not-supported']);
  },

  'the version of TLS is a word that nobody knows': () => {
    const session = { ...secure, version: 'TLSv1.4' };
    expect(violations(send({ session }, { require: { minTlsVersion: 'TLSv1' } }))).toEqual(['validation-failure']);
  },

  'a verdict on the certificate is left out': () => {
    expect(violations(send({ session: { ...secure, certificate: {} } }))).toEqual(['certificate-not-trusted', 'certificate-host-mismatch']);
  },

  'there is no From field, or it names nobody': () => {
    for (const headers of ['Subject: hello\r\n\r\n', 'From: undisclosed:;\r\n\r\n']) expect(everyEntry(receive({ headers }))).toEqual({ known: false, reason: 'missing' });
  },

  'a From field cannot be read': () => {
    for (const headers of ['From: ann@\r\n\r\n', 'From\r\n : ann@elsewhere.example\r\n\r\n']) expect(everyEntry(receive({ headers }))).toEqual({ known: false, reason: 'malformed' });
  },

  'nothing is known of sender authentication': () => {
    expect(authenticated(receive({ from }))).toBe('unknown');
    expect(receive({ from, authentication: { dmarc: { result: 'fail', domain: 'partner.example' } } }).outcome).toBe('deliver');
  },

  'a result that could vouch for the author is a temporary error': () => {
    expect(authenticated(receive({ from, authentication: { dmarc: { result: 'temperror', domain: 'partner.example' } } }))).toBe('unknown');
  },

  'a recipient is no address': () => {
    expect(send({ envelope: { mailFrom: 'ann@example.com', rcptTo: ['bob@'] }, session: { tls: false } }).outcome).toBe('bounce');
    expect(send({ envelope: { mailFrom: 'ann@example.com', rcptTo: ['bob@'] } }, {}, { domains: ['example.com'] }).constraints.tls).toBe('required');
  },

  'the recipients cannot be read': () => {
    for (const rcptTo of [undefined, [], 'bob@partner.example']) {
      const { recipients } = send({ envelope: { mailFrom: 'ann@example.com', rcptTo }, session: { tls: false } });
      expect(recipients).toMatchObject([{ recipient: '', outcome: 'bounce' }]);
    }
  },

  'a property throws when it is read': () => {
    const from = { get from(): never { throw new Error('unreadable'); } };
    const session = { get session(): never { throw new Error('unreadable'); } };
    expect(everyEntry(receive(from))).toEqual({ known: false, reason: 'malformed' });
    expect(violations(send(session))).toEqual(['starttls-not-supported']);
  },

  'a demand for secure transport is neither true nor false': () => {
    expect(send({ envelope: { mailFrom: null, rcptTo: ['eve@elsewhere.example'] }, secureTransport: 'no' }).constraints.tls).toBe('required');
  },

  "the function that knows a user's org unit throws": () => {
    const orgUnitOf = (): never => { throw new Error('the directory is down'); };
    expect(send({}, {}, {}, { orgUnitOf }).recipients).toMatchObject([{ orgUnit: '/', orgUnitSource: 'fallback', outcome: 'pending' }]);
  },

  'the function that knows organisational domains throws': () => {
    const organizationalDomain = (): never => { throw new Error('no list'); };
    const authentication = { dkim: [{ result: 'pass', domain: 'mail.partner.example' }] };
    expect(authenticated(receive({ from, authentication }, { organizationalDomain }))).toBe('unknown');
  },

  'the policy has an error': () => {
    const document = { ...policyOf(), adressLists: {} };
    expect(parsePolicy(document)).toMatchObject({ ok: false, issues: [{ code: 'unknown-key' }] });
    expect(() => compilePolicy(document)).toThrow();
  },

  'no policy of a timeline has begun': () => {
    const timeline = policyTimeline([{ policy: policyOf(), from: '2026-03-01T09:00:00Z' }]);
    expect(() => timeline.at(Date.parse('2026-02-28T09:00:00Z'))).toThrow(RangeError);
  },
};

const from = 'bob@partner.example';
const secure = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

function policyOf(setting: Partial<SettingInput> = {}, changed: Partial<PolicyInput> = {}): PolicyInput {
  const settings: SettingInput[] = [{ id: 'partners-tls', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'], ...setting }];
  return { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings }], ...changed };
}

/** Messages are what a caller without types may hand over. */
function send(message: object, setting: Partial<SettingInput> = {}, changed: Partial<PolicyInput> = {}, options: CompileOptions = {}): Decision {
  const whole = changedBy({ envelope: { mailFrom: 'carl@example.com', rcptTo: ['bob@partner.example'] } }, message);
  return compilePolicy(policyOf(setting, changed), options).evaluate(whole as Message, 'outbound');
}

/** Without TLS. */
function receive(message: object, options: CompileOptions = {}): Decision {
  const whole = changedBy({ envelope: { mailFrom: 'carl@example.com', rcptTo: ['ann@example.com'] }, session: { tls: false } }, message);
  return compilePolicy(policyOf(), options).evaluate(whole as Message, 'inbound');
}

/** Getters stay getters. */
function changedBy(whole: object, part: object): object {
  return Object.defineProperties(whole, Object.getOwnPropertyDescriptors(part));
}

/** The author of a message that matched although nobody known wrote it. */
function everyEntry({ author, outcome, recipients }: Decision): unknown {
  expect([outcome, recipients[0]?.determinedBy[0]?.entry]).toEqual(['reject', null]);
  return author;
}

function authenticated({ outcome, recipients }: Decision): unknown {
  expect(outcome).toBe('reject');
  return recipients[0]?.determinedBy[0]?.authenticated;
}

function violations({ recipients }: Decision): unknown {
  return recipients[0]?.violations.map(({ type }) => type);
}

function testsIn(text: string): string[] {
  return [...text.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, path = '']) => path);
}

function clausesIn(text: string): string[] {
  return text.match(/S-\d+\.\d+/g) ?? [];
}

/** The clause itself or its chapter. */
function citesOne(path: string, clauses: readonly string[]): boolean {
  const cited = new Set(readFileSync(join(root, path), 'utf8').match(/S-\d+(\.\d+)?/g));
  return cited.size === 0 || clauses.some((clause) => cited.has(clause) || cited.has(clause.replace(/\.\d+$/, '')));
}
