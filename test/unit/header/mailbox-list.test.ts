// The list of mailboxes and groups; the table of its language is in from-field.test.ts (S-4.2).
import { describe, expect, it } from 'vitest';
import { readMailboxList } from '../../../src/header/mailbox-list.js';

describe('readMailboxList', () => {
  const textsOf = (text: string, caseSensitive = false): string[] | null =>
    readMailboxList({ text, at: 0, display: null }, caseSensitive)?.map((address) => address.text) ?? null;

  it('gives addresses in order and with repetitions', () => {
    expect(textsOf('b@x.example, A: a@x.example, b@x.example;')).toEqual(['b@x.example', 'a@x.example', 'b@x.example']);
  });

  it('folds the case of local parts or keeps it', () => {
    expect(textsOf('Ann@X.example, <Bob@x.example>')).toEqual(['ann@x.example', 'bob@x.example']);
    expect(textsOf('Ann@X.example, <Bob@x.example>', true)).toEqual(['Ann@x.example', 'Bob@x.example']);
  });

  it('tells nothing and malformed apart', () => {
    expect(textsOf('')).toEqual([]);
    expect(textsOf('ann')).toBeNull();
  });

  it.each([
    'A: B: ann@x.example;',
    'A: <ann@x.example> <bob@x.example>;',
    'A: <ann@x.example>(x)bob@x.example;',
    'Ann; ann@x.example;',
    'Ann) ann@x.example;',
    'Ann, ann@x.example',
    '<@-a.example"ann"@x.example>',
    '<@a.example "ann"@x.example>',
    '<@a.example (x) "ann"@x.example>',
    '<ann:x.example>',
    '<ann;x.example>',
    '<ann(x)x.example>',
  ])('takes no single character for another: %s', (text) => {
    expect(textsOf(text)).toBeNull();
  });

  it('reads from the cursor on', () => {
    expect(readMailboxList({ text: 'ann, bob@x.example', at: 4, display: null }, false)?.length).toBe(1);
  });

  it('shows display names, names of groups and comments, and no local parts', () => {
    const shown: string[] = [];
    readMailboxList({ text: 'Team: Ann <a@x.example>, (c) b@x.example; , x', at: 0, display: (text) => shown.push(text) }, false);
    expect(shown).toEqual(['Team', 'Ann', 'c', 'x']);
  });
});
