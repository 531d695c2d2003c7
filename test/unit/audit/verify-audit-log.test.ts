// Whether a log is whole (S-16.3, S-16.4).
import { describe, expect, it } from 'vitest';
import { auditLine, auditRecord, lineHash, policyHash, verifyAuditLog } from '../../../src/audit/index.js';
import type { AuditRecord, VerifyOptions } from '../../../src/audit/index.js';
import { LINES, LOG, POLICIES, RECORDS, logOf } from './sample-log.js';

const [one, two, three, four] = LINES as [string, string, string, string];
const head = lineHash(four);
const policy = POLICIES[3]!;

/** `severity code line` of each finding. */
const found = (lines: readonly string[] | string, options: VerifyOptions = {}): string[] =>
  verifyAuditLog(typeof lines === 'string' ? lines : logOf(lines), options).map(({ severity, code, line }) => `${severity} ${code} ${line}`);

/** A line that agrees with itself, changed after it was written. */
const reworded = (line: string): string => line.replace(/"reason":"[^"]*"/, '"reason":"another"');

describe('verifyAuditLog', () => {
  it('finds nothing in a log as it was written', () => {
    expect(found(LOG)).toEqual([]);
    expect(verifyAuditLog(LINES, { head, policy })).toEqual([]);
    expect(verifyAuditLog(Buffer.from(LOG), { head, policy: policyHash(policy) })).toEqual([]);
    expect(found('')).toEqual([]);
  });

  it.each<[string, string[], string[]]>([
    ['a record that was changed', [one, reworded(two), three, four], ['error tampered-record 2']],
    ['the first record changed', [reworded(one), two, three, four], ['error tampered-record 1']],
    ['a record that is missing', [one, three, four], ['error missing-record 2']],
    ['records that are missing', [one, four], ['error missing-record 2']],
    ['the first record missing', [two, three, four], ['error missing-record 1']],
    ['records that changed places', [one, three, two, four], ['error out-of-order 3']],
    ['a record that was moved to the end', [one, three, four, two], ['error out-of-order 4']],
    ['a record that was moved to the beginning', [four, one, two, three], ['error out-of-order 2', 'error out-of-order 3', 'error out-of-order 4']],
    ['a record twice', [one, two, two, three, four], ['error duplicate-record 3']],
    ['a record again, later', [one, two, three, one, four], ['error duplicate-record 4']],
    ['the last record twice', [one, two, three, four, four], ['error duplicate-record 5']],
    ['a line that is no record', [one, 'nonsense', three, four], ['error syntax 2']],
    ['a line that was put in', [one, 'nonsense', two, three, four], ['error syntax 2']],
    ['a changed record after such a line', [reworded(one), 'nonsense', two, three, four], ['error syntax 2', 'error tampered-record 1']],
    ['a missing record after such a line', [one, 'nonsense', four], ['error syntax 2', 'error missing-record 3']],
    ['another log at its end', [one, two, reworded(one)], ['error out-of-order 3']],
  ])('finds %s', (_name, lines, expected) => {
    expect(found(lines)).toEqual(expected);
  });

  it.each<[string[], string]>([
    [[one, two, two], 'this line is line 2 again; remove the repetition'],
    [[one, three, two, four], 'record 2 stands after record 3: lines were moved or inserted'],
    [[one, three], 'record 2 is missing before record 3: lines were removed'],
    [[one, four], 'records from 2 to 3 are missing before record 4: lines were removed'],
    [[one, reworded(two), three], 'record 2 is not the one that record 3 was written after: one of them was changed or replaced'],
  ])('says what was done (case %#)', (lines, message) => {
    expect(verifyAuditLog(logOf(lines)).map((finding) => finding.message)).toEqual([message]);
  });

  it('finds a change of the policy without a record', () => {
    const forged = auditRecord({ before: POLICIES[0]!, after: POLICIES[3]! }, { actor: 'eve', at: RECORDS[2]!.at, reason: 'x' });
    const line = auditLine({ ...forged, sequence: 3, previous: lineHash(two) });
    expect(verifyAuditLog(logOf([one, two, line]))).toEqual([
      { severity: 'error', code: 'policy-gap', line: 3, column: 1, message: `record 3 begins with ${RECORDS[0]!.policyAfter}, and record 2 ends with ${RECORDS[1]!.policyAfter}: the policy was changed without a record` },
    ]);
  });

  it('warns of a clock that ran backwards', () => {
    const late = auditRecord({ before: POLICIES[0]!, after: POLICIES[1]! }, { actor: 'ann', at: 0, reason: 'x', previous: RECORDS[0]! });
    expect(verifyAuditLog(logOf([one, auditLine(late)]))).toMatchObject([
      { severity: 'warning', code: 'time-backwards', line: 2, message: `record 2 is of 1970-01-01T00:00:00.000Z, and record 1 of ${RECORDS[0]!.at}: a clock was wrong` },
    ]);
    const atOnce = auditRecord({ before: POLICIES[0]!, after: POLICIES[1]! }, { actor: 'ann', at: RECORDS[0]!.at, reason: 'x', previous: RECORDS[0]! });
    expect(found([one, auditLine(atOnce)])).toEqual([]);
  });

  it('finds a tail that was cut, with the head or the policy', () => {
    expect(found([one, two, three])).toEqual([]);
    expect(found([one, two, three], { head })).toEqual(['error head-not-found 4']);
    expect(found([one, two, three], { policy })).toEqual(['error other-policy 4']);
    expect(found('', { head })).toEqual(['error head-not-found 1']);
    expect(found('', { policy })).toEqual(['error other-policy 1']);
  });

  it('finds a last record that was changed, with the head', () => {
    expect(found([one, two, three, reworded(four)])).toEqual([]);
    expect(found([one, two, three, reworded(four)], { head })).toEqual(['error head-not-found 5']);
  });

  it('takes a head that was kept earlier, and says that the log has grown', () => {
    expect(verifyAuditLog(LOG, { head: lineHash(two) })).toEqual([
      { severity: 'warning', code: 'records-after-head', line: 3, column: 1, message: '2 lines follow the one whose hash was given as head: the log has grown since' },
    ]);
    expect(verifyAuditLog(LOG, { head: lineHash(three) })[0]!.message).toContain('1 line follows');
  });

  it('looks for every head that was kept', () => {
    const heads = [lineHash(two), head];
    expect(found(LOG, { head: heads })).toEqual(['warning records-after-head 3']);
    expect(found([one, two, three, reworded(four)], { head: heads })).toEqual(['warning records-after-head 3', 'error head-not-found 5']);
    expect(found([one, reworded(two)], { head: [...heads, head] })).toEqual(['error head-not-found 3', 'error head-not-found 3']);
    expect(verifyAuditLog('', { head })[0]!.message).toContain(head);
    expect(found(LOG, { head: [] })).toEqual([]);
  });

  it('says which policy is in force instead', () => {
    const message = (options: VerifyOptions): string => verifyAuditLog(LOG, options)[0]!.message;
    expect(message({ policy: POLICIES[1]! })).toContain('that is the policy of record 2, so an older one is in force');
    expect(message({ policy: POLICIES[1]! })).toContain(`the log ends with ${RECORDS[3]!.policyAfter}, and the policy in force is ${RECORDS[1]!.policyAfter}: `);
    expect(verifyAuditLog('', { policy })[0]!.message).toContain('the log is empty, and the policy in force is ');
    expect(message({ policy: lineHash('no policy') })).toContain('the last records are missing, or the policy was changed without a record');
  });

  it('says of a policy that held twice where it held last', () => {
    const log = [0, 1, 0, 2].reduce<AuditRecord[]>((records, version, index, versions) => {
      const before = index === 0 ? null : POLICIES[versions[index - 1]!]!;
      return [...records, auditRecord({ before, after: POLICIES[version]! }, { actor: 'ann', at: index, reason: 'x', previous: records.at(-1) ?? null })];
    }, []);
    expect(verifyAuditLog(logOf(log.map(auditLine)), { policy: POLICIES[0]! })[0]!.message).toContain('that is the policy of record 3,');
  });

  it('leaves the end alone where the last line cannot be read', () => {
    expect(found([one, two, 'nonsense'], { policy })).toEqual(['error syntax 3']);
  });

  it.each<[VerifyOptions, RegExp]>([
    [{ head: 'sha256:1' }, /^head is the text `sha256:1`; a hash is written/],
    [{ policy: head.toUpperCase() }, /^policy is the text/],
  ])('refuses %j', (options, message) => {
    expect(() => verifyAuditLog(LOG, options)).toThrow(message);
    expect(() => verifyAuditLog(LOG, options)).toThrow(RangeError);
  });

  it('refuses an option that is not known, for a head that nobody looks for would be found', () => {
    expect(() => verifyAuditLog(LOG, { heads: [head] } as VerifyOptions)).toThrow(new TypeError('verifyAuditLog has no option `heads`; it has head, policy'));
    expect(() => verifyAuditLog(LOG, null as unknown as VerifyOptions)).toThrow(new TypeError('the options of verifyAuditLog are an object with head, policy, not null'));
    expect(() => verifyAuditLog(LOG, { head: [head, 'sha256:1'] })).toThrow(RangeError);
  });

  it('refuses what is no policy', () => {
    expect(() => verifyAuditLog(LOG, { policy: {} as typeof policy })).toThrow(TypeError);
  });

  it('is quick with a log whose numbers have gaps', () => {
    const many: AuditRecord[] = Array.from({ length: 3000 }, (_, index) => ({ ...RECORDS[1]!, sequence: 2 * index + 2 }));
    expect(verifyAuditLog(many.map(auditLine)).filter(({ code }) => code === 'missing-record')).toHaveLength(3000);
  });
});
