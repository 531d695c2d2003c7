// S-15.2: entries go from index to index, however many there are.
import { describe, expect, it } from 'vitest';
import { createAddressList, describeAddressList, removeAddressList, renameAddressList } from '../../../src/edit/address-lists.js';
import { addEntries, fillAddressList, removeEntries } from '../../../src/edit/entries.js';
import type { AddressListEntryInput } from '../../../src/model/document.js';
import { contentOf, policyDocument } from '../../../src/policy/parse-policy.js';
import { setMode } from '../../../src/edit/setting-state.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, made, said } from './edited.js';

/** Every third does not require authentication, and some are not ASCII. */
const many: AddressListEntryInput[] = Array.from({ length: 40 }, (_, number) => {
  const value = number % 7 === 0 ? `é${number}@d.example` : `d${number}.example`;
  return number % 3 === 0 ? { value, requireAuthentication: false } : value;
});
const policy = policyFrom({
  addressLists: { empty: [], large: many, small: ['d1.example', { value: 'd2.example', requireAuthentication: false }, '*'] },
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['large', 'small'] }] }],
});
const lists = policyDocument(policy).addressLists;

describe('the entries of a list', () => {
  it('are the same index after an edit that is not about lists', () => {
    expect(contentOf(made(setMode(policy, '/', 's', 'testing'))).index).toBe(contentOf(policy).index);
  });

  it('stay when another list is edited, whatever the place of the list then', () => {
    expect(documentOf(addEntries(policy, 'small', 'new.example')).addressLists).toMatchObject({ empty: lists?.['empty'], large: lists?.['large'] });
    expect(documentOf(createAddressList(policy, 'a', 'd1.example')).addressLists).toEqual({ a: { entries: ['d1.example'] }, ...lists });
    expect(documentOf(removeAddressList(policy, 'empty')).addressLists).toEqual({ large: lists?.['large'], small: lists?.['small'] });
    expect(documentOf(renameAddressList(policy, 'large', 'z')).addressLists).toEqual({ empty: lists?.['empty'], small: lists?.['small'], z: lists?.['large'] });
    expect(documentOf(describeAddressList(policy, 'large', 'why')).addressLists).toEqual({ ...lists, large: { description: 'why', ...(lists?.['large'] as object) } });
  });

  it('change alone where they are many', () => {
    expect(said(removeEntries(policy, 'large', 'd1.example "é7"@d.example'))).toEqual(['entry `d1.example` removed from address list `large`', 'entry `é7@d.example` removed from address list `large`']);
    expect(said(addEntries(policy, 'large', ['d1.example', { value: 'd3.example', requireAuthentication: true }, 'é0@d.example']))).toEqual([
      'entry `d3.example` changed in address list `large`: sender authentication required',
    ]);
    expect(said(fillAddressList(policy, 'large', many.slice(1)))).toEqual(['entry `é0@d.example` removed from address list `large`']);
    expect(said(fillAddressList(policy, 'large', many.map((entry) => (typeof entry === 'string' ? entry : entry.value)).reverse().join('\n')))).toEqual([]);
    expect(said(removeEntries(policy, 'large', 'd1.exampel'))).toEqual(['unknown-entry at addressLists.large.entries: the address list `large` has no entry `d1.exampel`; did you mean `d1.example`?']);
  });

  it('may become few, and many again', () => {
    const few = made(fillAddressList(policy, 'large', 'd1.example'));
    expect(policyDocument(few).addressLists?.['large']).toEqual({ entries: ['d1.example'] });
    expect(documentOf(fillAddressList(few, 'large', many)).addressLists).toEqual(lists);
  });
});
