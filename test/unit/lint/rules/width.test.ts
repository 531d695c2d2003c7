// Entries for everyone, and wildcards without the domain above them.
import { describe, expect, it } from 'vitest';
import { findingsOf, listPolicy, pathsOf } from '../linted.js';

describe('everyone-entry', () => {
  it('tells which settings demand TLS of everybody', () => {
    expect(findingsOf(listPolicy(['a.example', '*']), ['everyone-entry'])).toEqual([
      'addressLists.list.1: `*` is everyone: by it `s` demands TLS of all mail, and mail of whoever cannot do it stops; try it in testing mode first, or demand it of known partners alone',
    ]);
  });

  it('names several settings', () => {
    const settings = ['s', 't'].map((id) => ({ id, appliesTo: ['inbound' as const], addressLists: ['list'] }));
    const [found] = findingsOf({ addressLists: { list: ['*'] }, orgUnits: [{ path: '/', settings }] }, ['everyone-entry']);
    expect(found).toContain('by it `s`, `t` demand TLS of all mail');
  });

  // S-7.1: such mail demands TLS itself, and to name no list would be the same.
  it('passes a setting for mail that has to be sent by secure transport', () => {
    expect(pathsOf(listPolicy(['*'], {}, { appliesTo: ['outbound-secure-transport'] }), 'everyone-entry')).toEqual([]);
    expect(pathsOf(listPolicy(['*'], {}, { appliesTo: ['outbound-secure-transport', 'inbound'] }), 'everyone-entry')).toEqual(['addressLists.list.0']);
  });

  it.each([[{ mode: 'testing' as const }], [{ enabled: false }], [{ require: { tls: false }, route: 'r' }]])('passes a setting with %j', (setting) => {
    expect(pathsOf(listPolicy(['*'], { routes: { r: { host: 'r.example' } } }, setting), 'everyone-entry')).toEqual([]);
  });

  it('passes a list that no setting names', () => {
    expect(pathsOf({ addressLists: { list: ['*'] } }, 'everyone-entry')).toEqual([]);
  });
});

describe('wildcard-without-domain', () => {
  const asked = { rules: { 'wildcard-without-domain': 'note' } } as const;

  it('is looked for if it is asked for', () => {
    expect(pathsOf(listPolicy(['*.a.example']), 'wildcard-without-domain')).toEqual([]);
    expect(findingsOf(listPolicy(['*.a.example']), ['wildcard-without-domain'], asked)).toEqual([
      'addressLists.list.0: `*.a.example` does not match `a.example` itself, and nothing else in the lists of `s` does; add `a.example`, unless it is to be left out',
    ]);
  });

  it.each([[['*.a.example', 'a.example']], [['*.a.example', '*']], [['*.b.a.example', '*.a.example', 'a.example']], [['*.com']]])('passes %j', (entries) => {
    expect(pathsOf(listPolicy(entries), 'wildcard-without-domain', asked)).toEqual([]);
  });

  it('looks into all lists of a setting, for each setting', () => {
    const policy = (...names: string[][]): Parameters<typeof pathsOf>[0] => ({
      addressLists: { one: ['*.a.example'], two: ['a.example'] },
      orgUnits: [{ path: '/', settings: names.map((addressLists, index) => ({ id: `s${index}`, appliesTo: ['outbound'], addressLists })) }],
    });
    expect(pathsOf(policy(['one', 'two']), 'wildcard-without-domain', asked)).toEqual([]);
    expect(pathsOf(policy(['one', 'two'], ['one']), 'wildcard-without-domain', asked)).toEqual(['addressLists.one.0']);
  });
});
