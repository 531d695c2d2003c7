// What becomes of an export (S-19): lists, states of rules, org units, places, and what is left out.
import { describe, expect, it } from 'vitest';
import { importGooglePolicies } from '../../../src/google-workspace/index.js';
import type { GoogleOrgUnits, ImportCode, ImportResult } from '../../../src/google-workspace/index.js';
import { compilePolicy, parsePolicy } from '../../../src/index.js';
import { listsPolicy, ORG_UNITS, policyOf, statesPolicy } from './google-export.js';

const imported = (input: unknown, orgUnits: GoogleOrgUnits = ORG_UNITS): ImportResult => {
  const result = importGooglePolicies(input, { orgUnits });
  const parsed = parsePolicy(result.document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return result;
};
const codes = ({ report }: ImportResult, outcome: string): ImportCode[] => report.findings.filter((finding) => finding.outcome === outcome).map(({ code }) => code);
const found = ({ report }: ImportResult, code: ImportCode): unknown[] => report.findings.filter((finding) => finding.code === code).map(({ path }) => path);
const messages = ({ report }: ImportResult, code: ImportCode): string[] => report.findings.filter((finding) => finding.code === code).map(({ message }) => message);

describe('an address list', () => {
  it('comes with its name, entries and authentication flags (S-19.4)', () => {
    const result = imported([listsPolicy([{ id: 'l1', name: 'Partners', entries: ['Partner.example', ['ceo@bank.example', false], ['bank.example', undefined]] }])]);
    expect(result.document.addressLists).toEqual({
      Partners: {
        description: 'Address list l1 of Google Workspace',
        entries: ['partner.example', { value: 'ceo@bank.example', requireAuthentication: false }, { value: 'bank.example', requireAuthentication: false }],
      },
    });
    expect(result.report.counts).toEqual({ orgUnits: 4, addressLists: 1, entries: 3 });
    expect(found(result, 'address-list')).toEqual([[0, 'setting', 'value', 'emailAddressList', 0]]);
  });

  it('says once what all its entries have in common', () => {
    const { document } = imported(listsPolicy([{ id: 'a', entries: ['a.example'] }, { id: 'b', entries: [['b.example', false]] }, { id: 'c' }]));
    expect(document.addressLists).toEqual({
      a: { description: 'Address list a of Google Workspace', entries: ['a.example'] },
      b: { description: 'Address list b of Google Workspace', requireAuthentication: false, entries: ['b.example'] },
      c: { description: 'Address list c of Google Workspace', entries: [] },
    });
  });

  it('leaves out what is no entry, with the reason and the path', () => {
    const result = imported(listsPolicy([{ id: 'l', name: 'Partners', entries: ['a_b.example', 'a.example', ['', true]] }]));
    expect(result.document.addressLists).toMatchObject({ Partners: { entries: ['a.example'] } });
    expect(found(result, 'invalid-entry')).toEqual([0, 2].map((index) => ['setting', 'value', 'emailAddressList', 0, 'addressList', 'address', index]));
    expect(messages(result, 'invalid-entry')[0]).toBe('left out of the list `Partners`: `a_b.example` has an underscore, which no mail domain has');
    expect(codes(result, 'left-out')).toEqual(['invalid-entry', 'invalid-entry']);
  });

  it('has equal entries once, which require authentication only if all of them do', () => {
    const result = imported(listsPolicy([{ id: 'l', entries: ['a.example', ['A.example.', false], 'a.example'] }]));
    expect(result.document.addressLists).toMatchObject({ l: { requireAuthentication: false, entries: ['a.example'] } });
    expect(codes(result, 'changed')).toEqual(['repeated-entry', 'repeated-entry']);
  });

  it('takes a flag that is neither true nor false as false, for then it matches more', () => {
    const result = imported(listsPolicy([{ id: 'l', entries: [['a.example', 'maybe'], ['b.example', 'True']] }]));
    expect(result.document.addressLists).toMatchObject({ l: { entries: [{ value: 'a.example', requireAuthentication: false }, 'b.example'] } });
    expect(codes(result, 'uncertain')).toEqual(['unknown-flag']);
  });

  it('is left out where it is for blocking senders, and what is for blocking in another too', () => {
    const blocked = { address: [{ address: 'spam.example' }] };
    const emailAddressList = [{ id: 'b', name: 'Blocked', blockedAddressList: blocked }, { id: 'e', name: 'Empty', blockedAddressList: {} }, { id: 'p', name: 'Partners', addressList: { address: [{ address: 'a.example' }] }, blockedAddressList: blocked }];
    const result = imported(policyOf('gmail.email_address_lists', { emailAddressList }));
    expect(Object.keys(result.document.addressLists ?? {})).toEqual(['Partners']);
    expect(messages(result, 'blocked-senders')).toEqual([
      'the list `Blocked` is for blocking senders (1 entry), and no partner is in it',
      'the list `Empty` is for blocking senders (0 entries), and no partner is in it',
      'a part of the list `Partners` is for blocking senders (1 entry), and no partner is in it',
    ]);
    expect(codes(result, 'not-needed')).toEqual(['blocked-senders', 'blocked-senders', 'blocked-senders']);
  });

  it('of two with one name one is renamed, whatever their order', () => {
    const lists = [{ id: 'b', name: 'Partners', entries: ['b.example'] }, { id: 'a', name: 'Partners', entries: ['a.example'] }];
    for (const order of [lists, [...lists].reverse()]) {
      const result = imported(listsPolicy(order));
      expect(result.document.addressLists).toMatchObject({ Partners: { entries: ['a.example'] }, 'Partners (/)': { entries: ['b.example'] } });
      expect(codes(result, 'changed')).toEqual(['renamed-list']);
    }
  });

  it('can have any name', () => {
    const names = ['__proto__', 'constructor', 'a\u0000b', '', 'Partners (/)', 'Partners', 'Partners'];
    const { document } = imported(listsPolicy(names.map((name, index) => ({ id: `l${index}`, name, entries: [`${index}.example`] }))));
    expect(Object.keys(document.addressLists ?? {}).sort()).toEqual(['Partners', 'Partners (/)', 'Partners (l6)', '__proto__', 'a b', 'constructor', 'l3']);
  });

  it('has a number where nothing else makes its name its own', () => {
    const names = ['P', 'P (/)', 'P (z)', 'P (2)'];
    const { document } = imported(listsPolicy([...names.map((name, index) => ({ id: `l${index}`, name })), { id: 'z', name: 'P', entries: ['z.example'] }]));
    expect(document.addressLists?.['P (3)']).toMatchObject({ entries: ['z.example'] });
  });

  it('is left out where it is none', () => {
    const result = imported([
      policyOf('gmail.email_address_lists', { emailAddressList: ['x', { name: 'no id' }, { id: 'a\nb' }, { id: 'ok', addressList: { address: 'text' } }] }),
      policyOf('gmail.email_address_lists', { emailAddressList: 7 }, { name: 'b', sortOrder: 1 }),
      policyOf('gmail.email_address_lists', null, { name: 'c', sortOrder: 2 }),
    ]);
    expect(codes(result, 'left-out')).toEqual(['unreadable-policy', 'unreadable-list', 'unreadable-list', 'unreadable-list', 'unreadable-list', 'unreadable-list']);
    expect(Object.keys(result.document.addressLists ?? {})).toEqual(['ok']);
  });
});

describe('what the API is not known to write (S-19.1)', () => {
  const place = ['setting', 'value', 'emailAddressList', 0];
  const ofList = (list: unknown): ImportResult => imported(policyOf('gmail.email_address_lists', { emailAddressList: [list] }));

  it.each([['a list', [{ address: 'x.example' }]], ['text', 'x.example'], ['null', null]])('as the entries of a list is said: %s', (_form, addressList) => {
    const result = ofList({ id: 'a', name: 'A', addressList });
    expect([codes(result, 'left-out'), found(result, 'unreadable-list')]).toEqual([['unreadable-list'], [[...place, 'addressList']]]);
    expect(messages(result, 'unreadable-list')[0]).toContain('expected the entries of the list `A`');
  });

  it('as a member of a list, of its entries or of a value is said', () => {
    expect(found(ofList({ id: 'a', addresses: { address: [{ address: 'x.example' }] } }), 'unknown-member')).toEqual([[...place, 'addresses']]);
    expect(found(ofList({ id: 'a', addressList: { addresses: [{ address: 'x.example' }] } }), 'unknown-member')).toEqual([[...place, 'addressList', 'addresses']]);
    const result = imported([policyOf('gmail.email_address_lists', { emailAddressList: [], more: 1 }), policyOf('gmail.rule_states', { ruleStates: [], more: 1 })]);
    expect([codes(result, 'uncertain'), found(result, 'unknown-member')]).toEqual([['unknown-member', 'unknown-member', 'nothing-to-import'], [[0, 'setting', 'value', 'more'], [1, 'setting', 'value', 'more']]]);
  });

  it('in place of what it writes makes a policy unreadable', () => {
    const result = imported([policyOf('gmail.email_address_lists', { emailAddressLists: [{ id: 'a' }] }), policyOf('gmail.rule_states', { states: [] }), policyOf('gmail.rule_states', {})]);
    expect([codes(result, 'left-out'), found(result, 'unreadable-policy')]).toEqual([['unreadable-policy', 'unreadable-policy'], [[0, 'setting', 'value'], [1, 'setting', 'value']]]);
    expect(messages(result, 'unreadable-policy')[0]).toContain('with `emailAddressList`, and not with `emailAddressLists`');
  });
});

describe('the rank of policies (S-19.3)', () => {
  it('is that of the greatest sortOrder, whose definition counts whole', () => {
    const low = listsPolicy([{ id: 'l', name: 'Old', entries: ['old.example'] }, { id: 'm', entries: ['kept.example'] }], { sortOrder: 101.5, type: 'SYSTEM', name: 'low' });
    const high = listsPolicy([{ id: 'l', name: 'New' }], { sortOrder: '201.00048', name: 'high' });
    for (const input of [[low, high], [high, low], [{ policies: [low] }, { policies: [high] }]]) {
      const result = imported(input);
      expect(result.document.addressLists).toMatchObject({ New: { entries: [] }, m: { entries: ['kept.example'] } });
      expect(codes(result, 'not-needed')).toEqual(['overruled']);
    }
  });

  it('holds for the org unit and below, so that a content of its own is a list of its own there', () => {
    const result = imported([
      listsPolicy([{ id: 'l', name: 'Partners', entries: ['a.example'] }], { name: 'a' }),
      listsPolicy([{ id: 'l', name: 'Partners', entries: ['b.example'] }], { name: 'b', orgUnit: 'sales', sortOrder: 202 }),
    ]);
    expect(result.document.addressLists).toMatchObject({ Partners: { entries: ['a.example'] }, 'Partners (/Sales)': { entries: ['b.example'] } });
    const listsAt = (path: string): unknown => result.document.orgUnits?.find((unit) => unit.path === path)?.settings?.[0]?.addressLists;
    expect(['/', '/Legal', '/Sales', '/Sales/EMEA'].map(listsAt)).toEqual([['Partners'], undefined, ['Partners (/Sales)'], undefined]);
  });

  it('can be higher above than below', () => {
    const result = imported([listsPolicy([{ id: 'l', entries: ['a.example'] }], { sortOrder: 300 }), listsPolicy([{ id: 'l', entries: ['b.example'] }], { name: 'b', orgUnit: 'sales', sortOrder: 202 })]);
    expect(result.document.addressLists).toMatchObject({ l: { entries: ['a.example'] } });
    expect(found(result, 'overruled')).toEqual([[1, 'setting', 'value', 'emailAddressList', 0]]);
  });

  it('is last without a sortOrder', () => {
    const unknown = listsPolicy([{ id: 'l', entries: ['u.example'] }], { sortOrder: 'first', name: 'a' });
    const known = listsPolicy([{ id: 'l', entries: ['k.example'] }], { sortOrder: -5, name: 'b' });
    const result = imported([unknown, known]);
    expect(result.document.addressLists).toMatchObject({ l: { entries: ['k.example'] } });
    expect(codes(result, 'uncertain')).toEqual(['no-sort-order']);
  });

  it.each([
    ['the nearer org unit', { orgUnit: 'sales', name: 'z', type: 'SYSTEM' }, { orgUnit: 'root', name: 'a', type: 'ADMIN' }],
    ['what an administrator has set', { type: 'ADMIN', name: 'z' }, { type: 'SYSTEM', name: 'a' }],
    ['the smaller name', { name: 'a' }, { name: 'b' }],
  ] as const)('of equal ones goes to %s, and says so', (_words, winner, loser) => {
    const [won, lost] = [listsPolicy([{ id: 'l', entries: ['won.example'] }], winner), listsPolicy([{ id: 'l', entries: ['lost.example'] }], loser)];
    for (const input of [[won, lost], [lost, won]]) {
      const result = imported(input);
      const { places } = result.report;
      const last = result.document.orgUnits?.find(({ path }) => path === places.at(-1)?.orgUnit)?.settings?.[0]?.addressLists?.[0] ?? '';
      expect(result.document.addressLists?.[last]).toMatchObject({ entries: ['won.example'] });
      expect(codes(result, 'uncertain')).toEqual(['same-sort-order']);
    }
  });

  it('has no say in one policy, where the first counts, nor in one policy that stands twice', () => {
    const twice = imported(listsPolicy([{ id: 'l', entries: ['a.example'] }, { id: 'l', entries: ['b.example'] }]));
    expect(twice.document.addressLists).toMatchObject({ l: { entries: ['a.example'] } });
    expect([codes(twice, 'uncertain'), codes(twice, 'not-needed')]).toEqual([['repeated-id'], []]);
    const policy = listsPolicy([{ id: 'l', entries: ['a.example'] }]);
    expect(codes(imported([policy, policy]), 'uncertain')).toEqual([]);
  });
});

describe('one policy that stands twice (S-19.3)', () => {
  const copyOf = (entry: string, parts: Parameters<typeof listsPolicy>[1] = {}): unknown => listsPolicy([{ id: 'l', name: 'Partners', entries: [entry] }], parts);

  it('and differs gives one document whatever the order, and is uncertain', () => {
    for (const parts of [{ name: 'policies/1' }, { name: '' }]) {
      const [one, other] = [copyOf('a.example', parts), copyOf('b.example', parts)];
      const results = [imported([one, other]), imported([{ policies: [other] }, { policies: [one] }])];
      expect(results[0]?.document).toEqual(results[1]?.document);
      for (const result of results) {
        expect([codes(result, 'uncertain'), codes(result, 'not-needed')]).toEqual([['same-sort-order'], ['overruled']]);
        expect(messages(result, 'same-sort-order')[0]).toContain(`${parts.name === '' ? 'a policy without a name' : 'the policy `policies/1`'} stands twice and defines \`l\` in two ways`);
        expect(messages(result, 'overruled')[0]).toBe('another policy of the same rank defines `l` for `/` otherwise and counts, so this one counts nowhere');
      }
    }
  });

  it('and repeats an id gives one document whatever the order', () => {
    const policies = [['b', 'z'], ['c', 'a']].map((entries) => listsPolicy(entries.map((entry) => ({ id: 'l', entries: [`${entry}.example`] }))));
    const results = [policies, [...policies].reverse()].map((input) => imported(input));
    expect(results[0]?.document).toEqual(results[1]?.document);
    expect(results.map((result) => codes(result, 'uncertain'))).toEqual([0, 1].map(() => ['repeated-id', 'repeated-id', 'same-sort-order']));
  });

  it('and says the same, in whatever order of members, is only not needed twice', () => {
    const policy = policyOf('gmail.email_address_lists', { emailAddressList: [{ id: 'l', name: 'P', addressList: { address: [{ address: 'a.example' }] } }] });
    const copy = policyOf('gmail.email_address_lists', { emailAddressList: [{ addressList: { address: [{ address: 'a.example' }] }, name: 'P', id: 'l' }] });
    for (const name of ['policies/a', 'policies/b']) {
      const result = imported([policy, { ...copy, name }]);
      expect([codes(result, 'uncertain'), messages(result, 'overruled')]).toEqual([[], ['another policy of the same rank, or the same policy once more, defines `l` for `/` alike, so this one counts nowhere']]);
    }
  });
});

describe('a policy for others than an org unit (S-19.2)', () => {
  const lists = [{ id: 'l', entries: ['a.example'] }];
  const ofUnit = (id: string): string => `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;

  it.each([
    ['group-policy', { group: 'groups/02u6wntf4co42dm' }, ['policyQuery', 'group']],
    ['conditional-policy', { query: `${ofUnit('root')} && entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1'])` }, ['policyQuery', 'query']],
    ['conditional-policy', { query: `!${ofUnit('root')}` }, ['policyQuery', 'query']],
    ['unknown-org-unit', { orgUnit: 'elsewhere' }, ['policyQuery', 'orgUnit']],
  ] as const)('is left out as %s', (code, parts, path) => {
    for (const policy of [listsPolicy(lists, parts), statesPolicy({ r: true }, parts)]) {
      const result = imported([policy]);
      expect(result.document.addressLists).toBeUndefined();
      expect([codes(result, 'left-out'), found(result, code), codes(result, 'uncertain')]).toEqual([[code], [[0, ...path]], []]);
    }
  });

  it('is none where the query says the org unit and no more', () => {
    const sales = statesPolicy({ r: true });
    const queries = [{ query: ofUnit('sales') }, { orgUnit: 'orgUnits/sales', group: '' }, { orgUnitPath: '/Sales', orgUnit: 'orgUnits/unknown' }];
    for (const policyQuery of queries) expect(imported({ ...sales, policyQuery: { sortOrder: 202, ...policyQuery } }).report.places).toMatchObject([{ orgUnit: '/Sales', rule: 'r' }]);
    expect(codes(imported({ ...sales, policyQuery: { sortOrder: 1, orgUnitPath: 'id:x', orgUnit: 'orgUnits/x' } }), 'left-out')).toEqual(['unknown-org-unit']);
  });

  it.each([
    ['a member that is no text', { orgUnit: { id: 'root' }, sortOrder: 1 }, ['policyQuery', 'orgUnit'], 'its `orgUnit` is an object'],
    ['a group that is no text', { orgUnit: 'orgUnits/root', group: ['groups/1'], sortOrder: 1 }, ['policyQuery', 'group'], 'its `group` is a list'],
    ['a query that is no text', { orgUnit: 'orgUnits/root', query: null, sortOrder: 1 }, ['policyQuery', 'query'], 'its `query` is null'],
    ['text', 'orgUnits/sales', ['policyQuery'], 'its `policyQuery` is the text'],
    ['nothing of whom it is for', { sortOrder: 1, orgUnitpath: '/Sales' }, ['policyQuery'], 'it names no org unit, query or group'],
    ['nothing at all', undefined, ['policyQuery'], 'it names no org unit, query or group'],
  ])('may be one whose query is %s: it is left out', (_form, policyQuery, path, words) => {
    for (const policy of [listsPolicy(lists), statesPolicy({ r: true })]) {
      const result = imported([{ ...policy, policyQuery }]);
      expect([result.document.addressLists, result.report.places.map(({ rule }) => rule)]).toEqual([undefined, [null]]);
      expect([codes(result, 'left-out'), found(result, 'unknown-org-unit')]).toEqual([['unknown-org-unit'], [[0, ...path]]]);
      expect(messages(result, 'unknown-org-unit')[0]).toContain(words);
    }
  });

  it('may be for an org unit of which GAM gives no path, and nothing its id', () => {
    expect(messages(imported({ ...listsPolicy(lists), policyQuery: { orgUnitPath: 'id:x', sortOrder: 1 } }), 'unknown-org-unit')[0]).toContain('`id:x`');
  });

  it('names a group by its address where GAM added it', () => {
    const policy = listsPolicy(lists, { group: 'groups/02u' });
    const named = { ...policy, policyQuery: { ...(policy['policyQuery'] as object), groupEmail: 'staff@corp.example' } };
    expect(messages(imported(named), 'group-policy')[0]).toContain('for the group `staff@corp.example` is left out');
    expect(codes(imported({ ...policy, policyQuery: { orgUnit: 'orgUnits/root', sortOrder: 1, groupEmail: 'staff@corp.example' } }), 'left-out')).toEqual(['group-policy']);
  });
});

describe('org units', () => {
  it('come with those above them, from ids, paths and policies of any setting', () => {
    const elsewhere = policyOf('calendar.interoperability', {}, { orgUnit: 'deep' });
    const { document } = imported(elsewhere, { deep: '/A/B/C', other: '/Z' });
    expect(document.orgUnits?.map(({ path }) => path)).toEqual(['/', '/A', '/A/B', '/A/B/C', '/Z']);
  });

  it.each([
    ['a map', new Map([['s', '/Sales'], ['r', '/']])],
    ['paths by id', { s: '/Sales', 'id:r': '/' }],
    ['names and paths by id', { s: { name: 'Sales', path: '/Sales' }, r: { path: '/' } }],
    ['the Directory API', { organizationUnits: [{ orgUnitId: 'id:s', orgUnitPath: '/Sales', parentOrgUnitId: 'id:r', parentOrgUnitPath: '/' }] }],
    ['one unit', { orgUnitId: 'id:s', orgUnitPath: '/Sales', parentOrgUnitId: 'id:r', parentOrgUnitPath: '/' }],
    ['a list', [{ orgUnitId: 'orgUnits/s', orgUnitPath: '/Sales' }, { orgUnitId: 'id:r', orgUnitPath: '/' }]],
  ])('are read from %s', (_form, orgUnits) => {
    const result = imported([statesPolicy({ a: true }, { orgUnit: 'r' }), statesPolicy({ b: true }, { orgUnit: 's', sortOrder: 202 })], orgUnits);
    expect(result.report.places.map(({ orgUnit, rule }) => [orgUnit, rule])).toEqual([['/', 'a'], ['/Sales', 'b']]);
  });

  it.each([['an id', { '/Sales': 's' }, '/Sales'], ['nothing', { s: '' }, 's'], ['a path without its slash', { s: 'Sales' }, 's']])('are refused where a path is %s', (_what, orgUnits, key) => {
    const result = imported([statesPolicy({ r: true }, { orgUnit: 's' })], orgUnits);
    expect([codes(result, 'left-out'), found(result, 'unreadable-org-unit')]).toEqual([['unreadable-org-unit', 'unknown-org-unit'], [['options', 'orgUnits', key]]]);
    expect(result.document.orgUnits?.map(({ path }) => path)).toEqual(['/']);
  });

  it('are uncertain where two ids come to one path, or one id to two', () => {
    const twoIds = imported([], { s: '/Sales', e: '/Sales ' });
    expect([found(twoIds, 'ambiguous-org-unit'), codes(twoIds, 'uncertain')[0]]).toEqual([[['options', 'orgUnits', 'e']], 'ambiguous-org-unit']);
    const twoPaths = imported([], [{ orgUnitId: 'id:s', orgUnitPath: '/Sales' }, { orgUnitId: 's', orgUnitPath: '/Sold' }, { orgUnitId: 's', orgUnitPath: '/Sold' }]);
    expect(found(twoPaths, 'ambiguous-org-unit')).toEqual([['options', 'orgUnits', 1]]);
  });

  it('are corrected where their paths are misspelt, and refused where they have none', () => {
    const result = imported([], { a: '/Sales/ EMEA', b: 7 as unknown as string });
    expect(result.document.orgUnits?.map(({ path }) => path)).toEqual(['/', '/Sales', '/Sales/EMEA']);
    expect([found(result, 'corrected-org-unit'), found(result, 'unreadable-org-unit')]).toEqual([[['options', 'orgUnits', 'a']], [['options', 'orgUnits', 'b']]]);
    expect(codes(imported([], 'text' as unknown as GoogleOrgUnits), 'left-out')).toEqual(['unreadable-org-unit']);
    expect(codes(imported([], [{}] as unknown as GoogleOrgUnits), 'left-out')).toEqual(['unreadable-org-unit']);
    expect(codes(imported([], { organizationUnits: [] }), 'left-out')).toEqual([]);
  });
});

describe('places for TLS settings (S-19.5)', () => {
  const lists = listsPolicy([{ id: 'l', name: 'Partners', entries: ['a.example'] }, { id: 'off', name: 'Off', entries: ['b.example'] }], { name: 'lists' });

  it('are kept for rules whose content the export does not hold', () => {
    const result = imported([
      lists,
      statesPolicy({ l: true, off: false, spam: true, storage: true, tls: true, idle: false, unset: undefined }, { name: 'states' }),
      policyOf('gmail.spam_override_lists', { spamOverride: [{ description: 'x', ruleId: 'spam' }] }, { name: 'spam' }),
      policyOf('gmail.comprehensive_mail_storage', { ruleId: 'storage' }, { name: 'storage', group: 'groups/x' }),
    ]);
    expect(result.report.places).toEqual([
      { orgUnit: '/', setting: 'google-rule-idle', rule: 'idle', enabled: false },
      { orgUnit: '/', setting: 'google-rule-tls', rule: 'tls', enabled: true },
      { orgUnit: '/', setting: 'google-rule-unset', rule: 'unset', enabled: false },
    ]);
    const [idle, tls] = result.document.orgUnits?.[0]?.settings ?? [];
    expect(tls).toMatchObject({ enabled: false, appliesTo: ['inbound', 'outbound'], addressLists: ['Partners'] });
    expect([tls?.description, idle?.description].map((text) => /^FILL IN: the rule \w+ is ((?:not )?enabled) here/.exec(text ?? '')?.[1])).toEqual(['enabled', 'not enabled']);
    expect(found(result, 'tls-setting')).toEqual([0, 1, 2].map((index) => ['orgUnits', 0, 'settings', index]));
    expect(codes(result, 'left-out')).toEqual([]);
    expect(found(result, 'other-setting')).toEqual([[3], [2]]);
    expect(found(result, 'other-rule')).toEqual([[1, 'setting', 'value', 'ruleStates', 2]]);
    expect(messages(result, 'other-rule')).toEqual(['2 rules have no place, because other settings of Gmail define them, and none of those is a TLS setting: `spam`, `storage`']);
    expect(result.document.addressLists?.['Off']).toMatchObject({ description: 'Address list off of Google Workspace; not enabled there' });
  });

  it('are kept for rules whose ids stand in settings of other services', () => {
    const result = imported([statesPolicy({ tls: true }), policyOf('groups_for_business.sharing', { id: 'tls' }), policyOf('', { ruleId: 'tls' })]);
    expect([result.report.places.map(({ rule }) => rule), found(result, 'other-rule')]).toEqual([['tls'], []]);
  });

  it('follow the states of a rule down the org units', () => {
    const result = imported([
      statesPolicy({ r: true }, { name: '1' }),
      statesPolicy({ r: false }, { name: '2', orgUnit: 'sales', sortOrder: 202 }),
      statesPolicy({ r: true, own: false }, { name: '3', orgUnit: 'emea', sortOrder: 203 }),
      statesPolicy({ r: true }, { name: '4', orgUnit: 'legal', sortOrder: 202 }),
    ]);
    const engine = compilePolicy(result.document);
    const statusAt = (path: string): unknown => engine.effectiveSettings(path).map(({ id, status }) => [id, status]);
    expect(statusAt('/')).toEqual([['google-rule-r', 'locally-applied']]);
    expect(statusAt('/Sales')).toEqual([['google-rule-r', 'disabled']]);
    // What is not enabled takes nothing's place (S-7.6).
    expect(statusAt('/Sales/EMEA')).toEqual([['google-rule-own', 'locally-applied'], ['google-rule-r', 'disabled'], ['google-rule-r', 'locally-applied']]);
    expect(statusAt('/Legal')).toEqual([['google-rule-r', 'inherited']]);
    const filledIn = { ...result.document, orgUnits: result.document.orgUnits?.map((unit) => ({ ...unit, ...(unit.settings && { settings: unit.settings.map((setting) => ({ ...setting, enabled: true })) }) })) ?? [] };
    expect(compilePolicy(filledIn).effectiveSettings('/Sales/EMEA').map(({ id, status }) => [id, status])).toEqual([['google-rule-own', 'locally-applied'], ['google-rule-r', 'overridden']]);
    expect(found(result, 'rule-state')).toEqual([[1, 'setting', 'value', 'ruleStates', 0]]);
    expect(result.report.places.map(({ orgUnit, rule, enabled }) => [orgUnit, rule, enabled])).toEqual([['/', 'r', true], ['/Sales/EMEA', 'own', false], ['/Sales/EMEA', 'r', true]]);
  });

  it('are repeated where the lists differ, unless the rule is not enabled there', () => {
    const result = imported([
      listsPolicy([{ id: 'l', entries: ['a.example'] }], { name: '1' }),
      listsPolicy([{ id: 'm', entries: ['b.example'] }], { name: '2', orgUnit: 'sales', sortOrder: 202 }),
      statesPolicy({ r: true, s: false }, { name: '3' }),
    ]);
    expect(result.report.places.map(({ orgUnit, rule }) => [orgUnit, rule])).toEqual([['/', 'r'], ['/', 's'], ['/Sales', 'r']]);
    expect(result.document.orgUnits?.find(({ path }) => path === '/Sales')?.settings?.[0]?.addressLists).toEqual(['l', 'm']);
  });

  it('are one where no rule may be a TLS setting, without lists in the scope that needs none', () => {
    const result = imported([lists]);
    expect(result.report.places).toEqual([{ orgUnit: '/', setting: 'google-tls-setting', rule: null, enabled: null }]);
    const [setting] = imported([]).document.orgUnits?.[0]?.settings ?? [];
    expect(setting).toMatchObject({ id: 'google-tls-setting', enabled: false, appliesTo: ['outbound-secure-transport'] });
    expect(setting).not.toHaveProperty('addressLists');
  });

  it('decide nothing (S-19.1)', () => {
    const { document } = imported([lists, statesPolicy({ r: true }, { name: 's' })]);
    const decision = compilePolicy(document).evaluate({ envelope: { mailFrom: 'me@corp.example', rcptTo: ['you@a.example'] }, session: { tls: false } }, 'outbound');
    expect([decision.outcome, decision.constraints.tls]).toEqual(['deliver', 'opportunistic']);
  });

  it('are not kept for what is no state of a rule', () => {
    const result = imported([
      policyOf('gmail.rule_states', { ruleStates: [{ enabled: true }, { ruleId: 'a\u0007' }, { ruleId: 'odd', enabled: 'perhaps' }] }),
      policyOf('gmail.rule_states', { ruleStates: 'none' }, { name: 'b', sortOrder: 1 }),
      policyOf('gmail.rule_states', {}, { name: 'c', sortOrder: 2 }),
    ]);
    expect([codes(result, 'left-out'), codes(result, 'uncertain')]).toEqual([['unreadable-rule', 'unreadable-rule', 'unreadable-rule'], ['unknown-flag']]);
    expect(result.report.places).toMatchObject([{ rule: 'odd', enabled: true }]);
  });
});

describe('what the import is given', () => {
  const policy = listsPolicy([{ id: 'l', entries: ['a.example'] }]);

  it.each([
    ['a policy', policy],
    ['a list of policies', [policy]],
    ['a page', { policies: [policy] }],
    ['pages', [{ policies: [], nextPageToken: 't' }, { policies: [policy] }, {}]],
    ['files of pages', [[{ policies: [policy] }], [[]]]],
  ])('can be %s', (_form, input) => {
    const result = imported(input);
    expect([Object.keys(result.document.addressLists ?? {}), codes(result, 'left-out'), codes(result, 'uncertain')]).toEqual([['l'], [], []]);
  });

  it('is not complete where every page names a next one', () => {
    expect(codes(imported({ policies: [policy], nextPageToken: 't' }), 'uncertain')).toEqual(['incomplete-export']);
    expect(codes(imported([{ policies: [policy], nextPageToken: 't' }, { policies: [], nextPageToken: '' }]), 'uncertain')).toEqual([]);
  });

  it.each([
    ['text', 'text', [], /not the text `text`$/],
    ['nothing', null, [], /not null$/],
    ['an error of the API', { error: { code: 403, message: 'The caller does not have permission' } }, [], /not an error of the API: The caller does not have permission$/],
    ['something else', [{ users: [] }], [0], /not an object$/],
    ['a page of something else', { policies: 'none' }, [], /not an object$/],
    ['lists in lists', [[[[[[]]]]]], [0, 0, 0, 0], /not a list$/],
  ])('is said to be no export: %s', (_form, input, path, message) => {
    const result = imported(input);
    expect([codes(result, 'left-out'), found(result, 'not-an-export')]).toEqual([['not-an-export'], [path]]);
    expect(messages(result, 'not-an-export')[0]).toMatch(message);
  });

  it('may have policies that say nothing', () => {
    const result = imported({ policies: [7, { policyQuery: {} }, { setting: { value: {} } }] });
    expect(found(result, 'unreadable-policy')).toEqual([['policies', 0], ['policies', 1, 'setting', 'type'], ['policies', 2, 'setting', 'type']]);
  });

  it('may have nothing to import, and says so', () => {
    expect(messages(imported([policyOf('gmail.pop_access', {}), policyOf('gmail.pop_access', {})]), 'other-setting')[0]).toContain('(2 policies)');
    expect(codes(imported([policyOf('gmail.pop_access', { enablePopAccess: true })]), 'uncertain')).toEqual(['nothing-to-import']);
  });

  it('has something to import where it has a list or a rule, even if nothing of it is needed', () => {
    const routing = policyOf('gmail.routing', { rule: { ruleId: 'r' } }, { name: 'routing' });
    const rule = imported([statesPolicy({ r: true }), routing]);
    expect([codes(rule, 'uncertain'), codes(rule, 'not-needed')]).toEqual([[], ['other-setting', 'other-rule']]);
    expect(messages(rule, 'other-rule')[0]).toMatch(/^1 rule has no place, because other settings of Gmail define it, .*: `r`$/);
    expect(codes(imported(policyOf('gmail.email_address_lists', { emailAddressList: [{ id: 'b', blockedAddressList: {} }] })), 'uncertain')).toEqual([]);
  });

  it('has options that are an object', () => {
    expect(() => importGooglePolicies([], null as never)).toThrow(new TypeError('importGooglePolicies: `options` must be an object'));
    expect(importGooglePolicies([]).document.orgUnits).toMatchObject([{ path: '/' }]);
  });
});
