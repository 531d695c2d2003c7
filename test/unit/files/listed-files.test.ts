// Which lists have files, and the document without them.
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listedFiles } from '../../../src/files/listed-files.js';

const files = (document: unknown, folder = '/policies'): string[] =>
  listedFiles(document, folder).files.map(({ name, list, named, path, requireAuthentication }) => `${list} ${name}: ${named} = ${path}${requireAuthentication ? '' : ', not authenticated'}`);

describe('listedFiles', () => {
  it('finds lists with a file, with their places in the order of names', () => {
    const document = { addressLists: { z: { file: 'z.txt' }, b: ['b.example'], a: { file: 'more/a.txt', requireAuthentication: false }, '1': 'c.example' } };
    expect(files(document)).toEqual([`2 a: more/a.txt = ${resolve('/policies/more/a.txt')}, not authenticated`.replace('2 a', '1 a'), `3 z: z.txt = ${resolve('/policies/z.txt')}`]);
  });

  it('resolves paths from the folder of the policy; absolute ones stay', () => {
    expect(files({ addressLists: { a: { file: '../a.txt' }, b: { file: '/etc/b.txt' } } }, '/policies/mail')).toEqual([
      `0 a: ../a.txt = ${resolve('/policies/a.txt')}`,
      `1 b: /etc/b.txt = ${resolve('/etc/b.txt')}`,
    ]);
  });

  it('names files as a shell finds them from where it found the policy', () => {
    const document = { addressLists: { a: { file: 'lists/a.txt' }, b: { file: '../b.txt' }, c: { file: resolve('/etc/c.txt') }, d: { file: './d.txt' } } };
    const named = (folder: string): string[] => listedFiles(document, folder).files.map(({ file }) => file);
    expect(named('.')).toEqual([join('lists', 'a.txt'), join('..', 'b.txt'), resolve('/etc/c.txt'), 'd.txt']);
    expect(named('conf')).toEqual([join('conf', 'lists', 'a.txt'), 'b.txt', resolve('/etc/c.txt'), join('conf', 'd.txt')]);
  });

  it('leaves the others of a list to the document, whose order stays', () => {
    const document = { domains: ['corp.test'], addressLists: { z: { file: 'z.txt', description: 'many' }, a: 'a.example', m: { file: 'm.txt', requireAuthentication: false, unknown: 1 } } };
    const { document: rest } = listedFiles(document, '.');
    expect(JSON.stringify(rest)).toBe(
      '{"domains":["corp.test"],"addressLists":{"z":{"description":"many","entries":[]},"a":"a.example","m":{"requireAuthentication":false,"unknown":1,"entries":[]}}}',
    );
    expect(JSON.stringify(document)).toContain('z.txt');
  });

  it('S-1.4: takes `__proto__` for a name like any other', () => {
    const document = JSON.parse('{"addressLists": {"__proto__": {"file": "p.txt"}, "constructor": {"file": "c.txt"}, "a": "a.example"}}') as object;
    expect(files(document).map((text) => text.split(' =')[0])).toEqual(['0 __proto__: p.txt', '2 constructor: c.txt']);
    expect(JSON.stringify(listedFiles(document, '.').document)).toBe('{"addressLists":{"__proto__":{"entries":[]},"constructor":{"entries":[]},"a":"a.example"}}');
  });

  it('S-3.5: requires authentication unless the list says false', () => {
    const lists = [true, undefined, 'no', 0, null, false].map((requireAuthentication, place) => [`l${place}`, { file: 'f', requireAuthentication }]);
    expect(listedFiles({ addressLists: Object.fromEntries(lists) as object }, '.').files.map(({ requireAuthentication }) => requireAuthentication)).toEqual([true, true, true, true, true, false]);
  });

  it.each([
    ['a file that is no text', { file: 7 }],
    ['a file that is a list', { file: ['a.txt'] }],
    ['a file that is null', { file: null }],
    ['a file without a name', { file: '' }],
    ['a file beside entries', { file: 'a.txt', entries: [] }],
  ])('names a list with %s', (_what, list) => {
    const listed = listedFiles({ addressLists: { a: list, b: { file: 'b.txt' } } }, '.');
    expect([listed.nameless, listed.files.map(({ name }) => name)]).toEqual([['a'], ['b']]);
  });

  it.each([null, undefined, 7, 'text', [], {}, { addressLists: null }, { addressLists: [] }, { addressLists: { a: null, b: 7, c: 'c.example', d: ['file'], e: { entries: 'file' } } }])('leaves %j as it is', (document) => {
    const listed = listedFiles(document, '.');
    expect(listed).toEqual({ document, files: [], nameless: [] });
    expect(listed.document).toBe(document);
  });
});
