// A log for people, and what of it they ask for (S-16.5).
import { describe, expect, it } from 'vitest';
import { auditRecord, renderAuditLog, selectRecords } from '../../../src/audit/index.js';
import type { AuditFilter, AuditRecord } from '../../../src/audit/index.js';
import { policyFrom } from '../change/policies.js';
import { POLICIES, RECORDS } from './sample-log.js';

const context = { actor: 'ann', at: 0, reason: 'why', previous: null };

/** The numbers of the records, and how many of their changes. */
const selected = (filter: AuditFilter): string[] => selectRecords(RECORDS, filter).map(({ record, changes }) => `${record.sequence}: ${changes.length} of ${record.changes.length}`);

describe('selectRecords', () => {
  it.each<[AuditFilter, string[]]>([
    [{}, ['1: 3 of 3', '2: 1 of 1', '3: 3 of 3', '4: 3 of 3']],
    [{ actor: 'bob@corp.test' }, ['2: 1 of 1', '4: 3 of 3']],
    [{ actor: 'bob' }, []],
    [{ from: RECORDS[2]!.at }, ['3: 3 of 3', '4: 3 of 3']],
    [{ to: RECORDS[2]!.at }, ['1: 3 of 3', '2: 1 of 1']],
    [{ from: Date.parse(RECORDS[1]!.at), to: '2026-11-22T10:00:00+01:00' }, ['2: 1 of 1', '3: 3 of 3']],
    [{ orgUnit: '/' }, ['1: 3 of 3', '2: 1 of 1', '3: 1 of 3', '4: 2 of 3']],
    [{ orgUnit: '/Sales' }, ['1: 3 of 3', '2: 1 of 1', '3: 3 of 3', '4: 3 of 3']],
    [{ orgUnit: '/Sales/EMEA', setting: 'sales' }, ['3: 2 of 3', '4: 1 of 3']],
    [{ orgUnit: '/Salesforce', setting: 'sales' }, ['3: 1 of 3']],
    [{ setting: 'tls' }, ['1: 3 of 3', '2: 1 of 1', '3: 1 of 3', '4: 1 of 3']],
    [{ setting: 'none' }, ['3: 1 of 3']],
    [{ setting: 'tls', actor: 'ann@corp.test', from: '2026-11-22T00:00:00Z' }, ['3: 1 of 3']],
  ])('%j', (filter, expected) => {
    expect(selected(filter)).toEqual(expected);
  });

  it('asks for an actor as the records have it', () => {
    const record = auditRecord({ before: null, after: POLICIES[0]! }, { ...context, actor: 'ann\u200b' });
    expect(selectRecords([record], { actor: 'ann\u200b' })).toHaveLength(1);
    expect(selectRecords([record], { actor: record.actor })).toHaveLength(1);
  });

  it.each<[AuditFilter, RegExp]>([
    [{ orgUnit: 7 as unknown as string }, /^orgUnit is the number 7; give text/],
    [{ orgUnit: '/Sales/' }, /^the org unit path `\/Sales\/` ends with a slash; write `\/Sales`/],
    [{ orgUnit: '' }, /is empty; write `\/`/],
    [{ orgunit: '/Sales' } as AuditFilter, /^a filter of records has no option `orgunit`; it has orgUnit, setting, actor, from, to/],
    [{ from: 'monday' }, /^from is no moment/],
    [{ to: NaN }, /^to is no moment/],
  ])('refuses %j', (filter, message) => {
    expect(() => selectRecords(RECORDS, filter)).toThrow(message);
  });
});

describe('renderAuditLog', () => {
  it('says who, when, why and what', () => {
    expect(renderAuditLog(RECORDS.slice(1, 3), {})).toBe(`#2  2026-11-21T08:30:00.000Z  bob@corp.test
  reason: change 2
  - entry \`bank.example\` added to address list \`partners\` (used by \`tls\` at \`/\`)
  policy: ${RECORDS[1]!.policyAfter}

#3  2026-11-22T08:30:00.000Z  ann@corp.test
  reason: change 3
  - org unit \`/Sales\` added
  - setting \`sales\` added at \`/Sales\`: for \`outbound\`, address list \`partners\`, TLS required, CA-signed certificate, validated host name
  - \`alignment\` changed from \`relaxed\` to \`strict\`
  policy: ${RECORDS[2]!.policyAfter}
`);
  });

  it('S-16.2: says what a setting required that was removed', () => {
    expect(renderAuditLog(RECORDS.slice(3))).toContain('\n  - setting `sales` removed at `/Sales`: for `outbound`, address list `partners`, TLS required, CA-signed certificate, validated host name\n');
  });

  it('says what else is in a record', () => {
    const text = renderAuditLog(RECORDS, { setting: 'sales', orgUnit: '/Sales' });
    expect(text.match(/\(.* in this record\)/g)).toEqual(['(1 other change in this record)', '(2 other changes in this record)']);
    expect(renderAuditLog(RECORDS, { actor: 'nobody' })).toBe('');
  });

  it('says what the changes mean', () => {
    const text = (effects: AuditRecord['effects']): string => renderAuditLog([{ ...RECORDS[0]!, effects }]);
    expect(text(null)).not.toContain('effects');
    expect(text({ loosened: 0, tightened: 0, mixed: 0, same: 0 })).toContain('\n  effects: none: no message is treated otherwise\n');
    expect(text({ loosened: 1, tightened: 2, mixed: 3, same: 4 })).toContain('\n  effects: 1 loosened, 2 tightened, 3 loosened and tightened, 4 of route or testing alone\n');
  });

  it('says that nothing changed', () => {
    expect(renderAuditLog([auditRecord({ before: POLICIES[0]!, after: POLICIES[0]! }, context)])).toContain('\n  no change\n');
  });

  it('tells the first of very many changes, and how many there are', () => {
    const after = policyFrom({ addressLists: { many: Array.from({ length: 250 }, (_, index) => `partner-${index}.example`) } });
    const text = renderAuditLog([auditRecord({ before: null, after }, context)]);
    expect(text.match(/\n {2}- /g)).toHaveLength(100);
    expect(text).toContain('\n  and 151 more\n');
  });

  it('names the first settings that use a list', () => {
    const settings = Array.from({ length: 7 }, (_, index) => ({ id: `s${index}`, appliesTo: ['outbound' as const], addressLists: ['l'] }));
    const policy = (entry: string) => policyFrom({ addressLists: { l: ['a.example', entry], m: ['z.example', entry] }, orgUnits: [{ path: '/', settings }] });
    const text = renderAuditLog([auditRecord({ before: policy('b.example'), after: policy('c.example') }, context)]);
    expect(text).toContain('added to address list `l` (used by `s0` at `/`, `s1` at `/`, `s2` at `/`, `s3` at `/`, `s4` at `/` and 2 more)\n');
    expect(text).toContain('added to address list `m`\n');
  });

  it('names what uses a route', () => {
    const policy = (host: string) => policyFrom({ routes: { r: { host } }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], route: 'r', addressLists: ['l'] }] }], addressLists: { l: ['a.example'] } });
    expect(renderAuditLog([auditRecord({ before: policy('a.example'), after: policy('b.example') }, context)])).toContain('(used by `s` at `/`)');
  });

  it('names the alternate secure route, which messages take that no setting concerns', () => {
    const policy = (host: string, more: object = {}) => policyFrom({ routes: { r: { host } }, alternateSecureRoute: 'r', ...more });
    const alone = auditRecord({ before: policy('a.example'), after: policy('b.example') }, context);
    expect(renderAuditLog([alone], { orgUnit: '/Sales' })).toContain('- route `r` changed from `a.example` to `b.example` (the alternate secure route)\n');
    const used = { orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'] }] }], addressLists: { l: ['a.example'] } };
    expect(renderAuditLog([auditRecord({ before: policy('a.example', used), after: policy('b.example', used) }, context)])).toContain('(the alternate secure route; used by `s` at `/`)\n');
  });

  it('shows what a later version of Unicode hides, and finds it', () => {
    const record = { ...RECORDS[0]!, actor: 'bo\u00adb' };
    expect(renderAuditLog([record], { actor: 'bo\u00adb' })).toContain('bo\\x{AD}b\n');
  });

  it('steers no terminal, whatever the record says', () => {
    expect(renderAuditLog([{ ...RECORDS[0]!, actor: 'ann\u001b[2J', reason: 'a\nb\u202e' }])).not.toMatch(/[^\P{C}\n]/u);
  });
});
