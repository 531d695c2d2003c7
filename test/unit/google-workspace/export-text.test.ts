// The forms in which exports are written: JSON, JSON lines, and the tables of GAM.
import { describe, expect, it } from 'vitest';
import { importGooglePolicies, readGoogleExport } from '../../../src/google-workspace/index.js';
import { listsPolicy, policyOf, statesPolicy } from './google-export.js';

const dataOf = (...args: Parameters<typeof readGoogleExport>): unknown => {
  const reading = readGoogleExport(...args);
  if (!reading.ok) throw new Error(reading.message);
  return reading.data;
};
const page = { policies: [listsPolicy([{ id: 'l', name: 'Partners', entries: ['a.example'] }])] };

describe('JSON', () => {
  it('is one value, or one a line', () => {
    expect(dataOf(JSON.stringify(page, null, 2))).toEqual(page);
    expect(dataOf(`\uFEFF ${JSON.stringify(page)}\r\n\n${JSON.stringify([])}\n`)).toEqual([page, []]);
  });

  it.each([
    ['{"policies": [}', 1, /^no JSON: /],
    ['{"a": 1}\n\n{"b": }\n', 3, /^no JSON: /],
    ['  \n', 1, /^the export is empty$/],
  ])('says where %j is none', (text, line, message) => {
    expect(readGoogleExport(text)).toEqual({ ok: false, line, message: expect.stringMatching(message) as string });
  });
});

describe('a table of GAM', () => {
  /** As Python's csv module writes it for GAM: backslashes doubled, quotes doubled. */
  const cell = (text: string, quote = '"', escapes = true): string => `${quote}${(escapes ? text.replaceAll('\\', '\\\\') : text).replaceAll(quote, quote + quote)}${quote}`;
  const odd = policyOf('gmail.email_address_lists', { emailAddressList: [{ id: 'l', name: 'A "great", it\'s said\nlist', addressList: { address: [{ address: '"a\\"b"@a.example' }] } }] });

  it.each([
    ['with the quote that is usual', '"', true],
    ['with another quote', "'", true],
    ['without escapes', '"', false],
  ])('has policies in a column JSON, %s', (_words, quote, escapes) => {
    const text = `name,JSON\r\n${page.policies.map((policy) => `policies/a,${cell(JSON.stringify(policy), quote, escapes)}`).join('\r\n')}\r\npolicies/b,${cell(JSON.stringify(odd), quote, escapes)}`;
    expect(dataOf(text, { quote })).toEqual([...page.policies, odd]);
  });

  it('is read as it stands where its JSON can be, though every run of backslashes is even', () => {
    const policies = ['back\\name', '\\d+'].map((name) => policyOf('gmail.email_address_lists', { emailAddressList: [{ id: 'l', name }] }));
    expect(policies.every((policy) => !/(?<!\\)(?:\\\\)*\\(?!\\)/.test(JSON.stringify(policy)))).toBe(true);
    expect(dataOf(`JSON\n${policies.map((policy) => cell(JSON.stringify(policy), '"', false)).join('\n')}\n`)).toEqual(policies);
  });

  it('with doubled backslashes is halved as a whole, and says where it is no JSON either way', () => {
    const policies = ['say "x"', '\\d+'].map((name) => policyOf('gmail.email_address_lists', { emailAddressList: [{ id: 'l', name }] }));
    const text = `JSON\n${policies.map((policy) => cell(JSON.stringify(policy))).join('\n')}\n`;
    expect(dataOf(text)).toEqual(policies);
    expect(readGoogleExport(`${text}{\n`)).toMatchObject({ ok: false, line: 4 });
    expect(readGoogleExport('JSON\n{}\n{\n')).toMatchObject({ ok: false, line: 3 });
  });

  it('has a column for each field without it', () => {
    const columns = 'name,customer,policyQuery.orgUnit,policyQuery.orgUnitPath,policyQuery.sortOrder,setting.type,setting.value.emailAddressList,setting.value.emailAddressList.0.addressList.address,setting.value.emailAddressList.0.addressList.address.0.address,setting.value.emailAddressList.0.addressList.address.0.requireAddressVerification,setting.value.emailAddressList.0.addressList.address.1.address,setting.value.emailAddressList.0.id,setting.value.emailAddressList.0.name,setting.value.emailAddressList.1.addressList.address,setting.value.emailAddressList.1.id,setting.value.ruleStates,setting.value.ruleStates.0.enabled,setting.value.ruleStates.0.ruleId,type';
    const text = `${columns}
policies/a,C0,orgUnits/x,/Sales,202,settings/gmail.email_address_lists,2,2,a.example,True,b.example,l,Partners,0,m,,,,ADMIN
policies/b,C0,orgUnits/x,/Sales,202,settings/gmail.rule_states,,,,,,,,,,1,False,r,ADMIN
policies/c,C0,orgUnits/x,/Sales,101,settings/gmail.rule_states,,,,,,,,,,0,,,SYSTEM
`;
    const { document, report } = importGooglePolicies(dataOf(text));
    expect(document.addressLists).toMatchObject({ Partners: { entries: ['a.example', { value: 'b.example', requireAuthentication: false }] }, m: { entries: [] } });
    expect(report.places).toEqual([{ orgUnit: '/Sales', setting: 'google-rule-r', rule: 'r', enabled: false }]);
    expect(report.findings.filter(({ outcome }) => outcome === 'left-out' || outcome === 'uncertain')).toEqual([]);
  });

  it.each([
    ['the lists', '3', '2', '1', 'unreadable-list', 'expected an address list with an `id`, not the text `the table has 1 of 3 items`'],
    ['the entries of a list', '1', '5', '1', 'invalid-entry', 'an entry of the list `Partners` has no `address` and is left out: the text `the table has 2 of 5 items`'],
    ['the states of rules', '1', '2', 'x', 'unreadable-rule', 'expected the state of a rule with a `ruleId`, not the text `the table has 1 of x items`'],
  ])('that has not as many items as it counts is said to lack some: %s', (_words, lists, entries, states, code, message) => {
    const list = 'setting.value.emailAddressList';
    const text = `policyQuery.orgUnitPath,policyQuery.sortOrder,setting.type,${list},${list}.0.id,${list}.0.name,${list}.0.addressList.address,${list}.0.addressList.address.0.address,${list}.0.addressList.address.1.address,setting.value.ruleStates,setting.value.ruleStates.0.ruleId
/,2,settings/gmail.email_address_lists,${lists},l,Partners,${entries},a.example,b.example,,
/,1,settings/gmail.rule_states,,,,,,,${states},r
`;
    const { document, report } = importGooglePolicies(dataOf(text));
    expect(document.addressLists).toMatchObject({ Partners: { entries: ['a.example', 'b.example'] } });
    expect(report.findings.filter(({ outcome }) => outcome === 'left-out').map((finding) => [finding.code, finding.message])).toEqual([[code, message]]);
  });

  it('without the column that says whom a policy is for is left out, and not for everyone', () => {
    const { document, report } = importGooglePolicies(dataOf('policyQuery.sortOrder,setting.type,setting.value.emailAddressList,setting.value.emailAddressList.0.id\n1,settings/gmail.email_address_lists,1,l\n'));
    expect([document.addressLists, report.findings.filter(({ outcome }) => outcome === 'left-out').map(({ code }) => code)]).toEqual([undefined, ['unknown-org-unit']]);
  });

  it('of JSON and of columns say the same', () => {
    const policies = [statesPolicy({ r: true, s: false }, { orgUnit: 'x' }), ...page.policies];
    const flat = policies.map((policy) => flattened({ ...policy, policyQuery: { orgUnitPath: '/', sortOrder: 5 } }));
    const columns = [...new Set(flat.flatMap((row) => Object.keys(row)))].sort();
    const table = [columns, ...flat.map((row) => columns.map((column) => row[column] ?? ''))].map((row) => row.map((text) => cell(text)).join(';')).join('\n');
    const [fromTable, fromJson] = [dataOf(table, { delimiter: ';' }), policies.map((policy) => ({ ...policy, policyQuery: { orgUnitPath: '/', sortOrder: 5 } }))].map((data) => importGooglePolicies(data));
    expect(fromTable).toEqual(fromJson);
  });

  it('may have columns that go deeper than any policy', () => {
    const deep = `setting.type,${'a.'.repeat(50_000)}b`;
    expect(importGooglePolicies(dataOf(`${deep}\nsettings/gmail.x,1\n`)).report.findings.map(({ code }) => code)).toContain('other-setting');
    const nested = `{"setting":{"type":"settings/gmail.x","value":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    expect(importGooglePolicies(dataOf(nested)).report.findings.map(({ code }) => code)).toContain('other-setting');
  });

  it('of org units gives their paths', () => {
    const orgUnits = dataOf('orgUnitPath,orgUnitId,name,parentOrgUnitId,parentOrgUnitPath\n/Sales,id:s,Sales,id:r,/\n') as never;
    const { report } = importGooglePolicies([statesPolicy({ a: true }, { orgUnit: 'r' }), statesPolicy({ b: true }, { orgUnit: 's' })], { orgUnits });
    expect(report.places.map(({ orgUnit }) => orgUnit)).toEqual(['/', '/Sales']);
  });

  it.each([
    ['""\n\n', 1, 'the table has no row'],
    ['name,JSON\na,"{', 2, 'a cell that begins with " is not closed'],
    ['name,JSON\na,{}\nb,{"x":1}', 3, 'a quote " in a cell that does not begin with one'],
    ['name,JSON\n"a" b,{}', 2, 'a cell goes on behind its closing quote'],
    ['name,JSON\n"a\r\nb",{}\nc', 4, 'the row has 1 cells, and the first row has 2'],
    ['name,JSON\na,{', 2, 'the column `JSON` holds no JSON'],
    ['email,name\na,b', 1, 'the table has neither a column `JSON` nor `setting.type`, as `gam print policies` writes them, but `email`, `name`'],
  ])('says where %j is none', (text, line, message) => {
    const reading = readGoogleExport(text);
    expect(reading).toMatchObject({ ok: false, line });
    expect(reading).toHaveProperty('message', expect.stringContaining(message));
    expect(reading).toHaveProperty('message', expect.stringContaining('say the quote and the delimiter'));
  });

  it.each([[{ quote: '' }], [{ quote: '""' }], [{ delimiter: '\n' }], [{ quote: ',' }], [{ quote: 7 as never }]])('has a quote and a delimiter of one character each: %j', (options) => {
    expect(() => readGoogleExport('a,b', options)).toThrow(TypeError);
  });
});

/** As GAM flattens a policy: a list has its length, and its items below. */
function flattened(value: unknown, path = ''): Record<string, string> {
  const below = (key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);
  if (Array.isArray(value)) return Object.assign({ [path]: String(value.length) }, ...value.map((item, index) => flattened(item, below(index)))) as Record<string, string>;
  if (typeof value === 'object' && value !== null) return Object.assign({}, ...Object.entries(value).map(([key, member]) => flattened(member, below(key)))) as Record<string, string>;
  return { [path]: value === true ? 'True' : value === false ? 'False' : String(value) };
}
