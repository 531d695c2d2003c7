// S-15.4: entries are given by hand or pasted.
import { describe, expect, it } from 'vitest';
import { addEntries, fillAddressList, removeEntries } from '../../../src/edit/entries.js';
import type { GivenItems } from '../../../src/edit/given-entries.js';
import { parsePolicy } from '../../../src/policy/parse-policy.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, said, warningsOf } from './edited.js';

const optional = (value: string): { value: string; requireAuthentication: false } => ({ value, requireAuthentication: false });
const policy = policyFrom({
  addressLists: { k: ['a.example', 'k.example'], l: { description: 'why', entries: ['a.example', optional('b.example')] } },
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['k', 'l'] }] }],
});

describe('addEntries', () => {
  it('adds by hand or pasted, and keeps what is there', () => {
    for (const items of ['C.example;\n*.d.example', ['C.example', '*.d.example']]) {
      const result = addEntries(policy, 'l', items);
      expect(said(result)).toEqual(['entry `*.d.example` added to address list `l`', 'entry `c.example` added to address list `l`']);
      expect(documentOf(result).addressLists).toEqual({
        k: { entries: ['a.example', 'k.example'] },
        l: { description: 'why', entries: ['*.d.example', 'a.example', optional('b.example'), 'c.example'] },
      });
    }
  });

  it('changes nothing by adding what is there', () => {
    const result = addEntries(policy, 'l', 'A.example, b.example');
    expect(result).toEqual({ ok: true, policy, change: { before: policy, after: policy, changes: [] }, warnings: [] });
    expect(result.ok && result.policy).toBe(policy);
    expect(said(addEntries(policy, 'l', ''))).toEqual([]);
    expect(said(addEntries(policy, 'l', []))).toEqual([]);
  });

  it('says whether authentication is required where an item or the options say it', () => {
    expect(said(addEntries(policy, 'l', [optional('a.example'), 'c.example']))).toEqual([
      'entry `a.example` changed in address list `l`: sender authentication not required',
      'entry `c.example` added to address list `l`',
    ]);
    expect(said(addEntries(policy, 'l', 'a.example b.example c.example', { requireAuthentication: true }))).toEqual([
      'entry `b.example` changed in address list `l`: sender authentication required',
      'entry `c.example` added to address list `l`',
    ]);
    expect(said(addEntries(policy, 'l', ['a.example', { value: 'c.example', requireAuthentication: true }], { requireAuthentication: false }))).toEqual([
      'entry `a.example` changed in address list `l`: sender authentication not required',
      'entry `c.example` added to address list `l`',
    ]);
  });

  it('S-3.1: makes one of equal items, which requires authentication only if all do, and warns', () => {
    const result = addEntries(policy, 'l', ['c.example', optional('C.example'), { value: 'B.example', requireAuthentication: true }, { value: 'b.example' }]);
    expect(said(result)).toEqual([
      'entry `b.example` changed in address list `l`: sender authentication required',
      'entry `c.example` added to address list `l`, sender authentication not required',
    ]);
    expect(warningsOf(result)).toEqual(['duplicate-entry at addressLists.l.entries[1].value', 'duplicate-entry at addressLists.l.entries[3].value']);
  });

  it('reports every bad item, and makes nothing of the good ones', () => {
    expect(said(addEntries(policy, 'l', 'c.example, x..example\n\t*@d.example e.example'))).toEqual([
      'invalid-entry at addressLists.l.entries: line 1, column 12: `x..example` has an empty label; write the domain without leading or doubled dots',
      'invalid-entry at addressLists.l.entries: line 2, column 2: `*@d.example` is not an address; to match every address of a domain, write the domain alone: `d.example`',
    ]);
    expect(said(addEntries(policy, 'l', ['c.example', 'x..example', { value: '', requireAuthentication: 'no' }, 7] as unknown as GivenItems))).toEqual([
      'invalid-entry at addressLists.l.entries[1]: `x..example` has an empty label; write the domain without leading or doubled dots',
      expect.stringContaining('invalid-entry at addressLists.l.entries[2].value: '),
      'invalid-value at addressLists.l.entries[2].requireAuthentication: `requireAuthentication` must be true or false, not the text `no`',
      'invalid-value at addressLists.l.entries[3]: an entry must be text or an object with `value`, not the number 7',
    ]);
    expect(said(addEntries(policy, 'l', 'c.example', { requireAuthentication: 'no' as unknown as boolean }))).toEqual([
      'invalid-value at addressLists.l.requireAuthentication: `requireAuthentication` must be true or false, not the text `no`',
    ]);
  });

  it('S-12.4: wants text or a list, options that there are, and a list that is there', () => {
    expect(() => addEntries(policy, 'l', 7 as unknown as string)).toThrow(new TypeError('entries must be text or a list, not the number 7'));
    expect(() => addEntries(policy, 'l', 'c.example', { requireAuth: false } as object)).toThrow(new TypeError('an edit of entries has no option `requireAuth`; it has requireAuthentication'));
    expect(said(addEntries(policy, 'm', 'c.example'))).toEqual(['unknown-list at addressLists: there is no address list `m`']);
  });

  it('S-2.2: keeps the case of local parts where the policy does', () => {
    const apart = policyFrom({ addressLists: { l: ['Ann@a.example'] }, caseSensitiveLocalParts: true });
    expect(said(addEntries(apart, 'l', 'ann@a.example'))).toEqual(['entry `ann@a.example` added to address list `l`']);
    expect(said(addEntries(policyFrom({ addressLists: { l: ['Ann@a.example'] } }), 'l', 'ANN@a.example'))).toEqual([]);
  });

  it('S-1.4: adds to a list of any name, and of many entries', () => {
    const many = Array.from({ length: 60 }, (_, number) => `d${number}.example`);
    const named = policyFrom({ addressLists: Object.fromEntries([['__proto__', many]]) });
    expect(said(addEntries(named, '__proto__', 'a.example'))).toEqual(['entry `a.example` added to address list `__proto__`']);
  });
});

describe('fillAddressList', () => {
  it('leaves the entries given and no other, each as it was', () => {
    const result = fillAddressList(policy, 'l', 'b.example\nc.example');
    expect(said(result)).toEqual(['entry `a.example` removed from address list `l`', 'entry `c.example` added to address list `l`']);
    expect(documentOf(result).addressLists?.['l']).toEqual({ description: 'why', entries: [optional('b.example'), 'c.example'] });
    expect(said(fillAddressList(policy, 'l', 'b.example', { requireAuthentication: true }))).toEqual([
      'entry `a.example` removed from address list `l`',
      'entry `b.example` changed in address list `l`: sender authentication required',
    ]);
  });

  it('may empty a list, with a warning', () => {
    const result = fillAddressList(policy, 'l', '');
    expect(said(result)).toHaveLength(2);
    expect(warningsOf(result)).toEqual(['empty-list at addressLists.l.entries']);
  });

  it('changes nothing by filling in what is there, and nothing at all if an item is bad', () => {
    expect(said(fillAddressList(policy, 'l', ['a.example', 'b.example']))).toEqual([]);
    expect(said(fillAddressList(policy, 'l', 'c.example a..example'))).toHaveLength(1);
  });
});

describe('removeEntries', () => {
  it('removes the equals of what is given', () => {
    const result = removeEntries(policy, 'l', ' B.example. ');
    expect(said(result)).toEqual(['entry `b.example` removed from address list `l`']);
    expect(documentOf(result).addressLists).toEqual({ k: { entries: ['a.example', 'k.example'] }, l: { description: 'why', entries: ['a.example'] } });
    expect(said(removeEntries(policy, 'l', ['a.example', optional('b.example')]))).toHaveLength(2);
    expect(said(removeEntries(policy, 'l', []))).toEqual([]);
  });

  it('refuses what is not there, and what is bad', () => {
    expect(said(removeEntries(policy, 'l', 'a.example, *.a.example, k.exampel'))).toEqual([
      'unknown-entry at addressLists.l.entries: the address list `l` has no entry `*.a.example`; did you mean `a.example`?',
      'unknown-entry at addressLists.l.entries: the address list `l` has no entry `k.exampel`; did you mean `a.example`?',
    ]);
    expect(said(removeEntries(policy, 'l', 'a..example'))[0]).toContain('line 1, column 1: ');
  });
});

it('a warning of what was given is like that of a document', () => {
  const parsed = parsePolicy({ addressLists: { l: { entries: ['c.example', 'c.example'] } } });
  const result = fillAddressList(policyFrom({ addressLists: { l: [] } }), 'l', ['c.example', 'c.example']);
  expect(result.ok && parsed.ok && result.warnings).toEqual(parsed.ok && [...parsed.warnings].reverse());
});
