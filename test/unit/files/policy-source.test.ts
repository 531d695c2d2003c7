// The text of a policy file: its format, its value, and the places in it.
import { describe, expect, it } from 'vitest';
import { readPolicySource } from '../../../src/files/policy-source.js';

const read = (text: string | Uint8Array, file = 'policy'): ReturnType<typeof readPolicySource> => readPolicySource(typeof text === 'string' ? new TextEncoder().encode(text) : text, file);

describe('readPolicySource', () => {
  it.each([
    ['p.json', '{"domains": ["a.example"]}'],
    ['p.JSON', ' {"domains": ["a.example"]}'],
    ['p.yaml', '{domains: [a.example]}'],
    ['p.YML', 'domains: [a.example]'],
    ['p', '{"domains": ["a.example"]}'],
    ['p', '\n domains: [a.example]'],
    ['p.yaml.txt', 'domains: [a.example]'],
    ['p', '\uFEFF{"domains": ["a.example"]}'],
  ])('reads %s: %s', (file, text) => {
    expect(read(text, file)).toMatchObject({ value: { domains: ['a.example'] }, findings: [] });
  });

  it('takes the name at its word', () => {
    expect(read('domains: [a.example]', 'p.json').findings.map(({ code }) => code)).toEqual(['syntax']);
    expect(read('{domains: [a.example]}', 'p').findings.map(({ code }) => code)).toEqual(['syntax']);
  });

  it('places what is wrong with the text', () => {
    const { value, findings } = read('domains: []\ndomains: []\n', 'p.yaml');
    expect(value).toBeUndefined();
    expect(findings).toMatchObject([{ file: 'p.yaml', severity: 'error', code: 'duplicate-key', path: [], line: 2, column: 1 }]);
  });

  it('places a value, a key, and what is not there', () => {
    const source = read('addressLists:\n  a:\n    file: x\n    entries: y\n', 'p.yaml');
    const at = (...path: string[]): string => `${source.positionOf(path, false).line}:${source.positionOf(path, false).column}`;
    expect([at('addressLists', 'a', 'file'), at('addressLists', 'a'), at('addressLists', 'a', 'nothing'), at('nothing')]).toEqual(['3:11', '2:3', '2:3', '1:1']);
    expect(source.positionOf(['addressLists', 'a', 'file'], true)).toEqual({ line: 3, column: 5 });
  });

  it('guesses no charset: what is not UTF-8 is refused where it begins', () => {
    const source = read(Uint8Array.from([...Buffer.from('a: é\nb: x'), 0xe9]), 'p.yaml');
    expect(source.value).toBeUndefined();
    expect(source.findings).toEqual([{ file: 'p.yaml', severity: 'error', code: 'encoding', path: [], message: 'the file is not valid UTF-8 from here on; save it as UTF-8', line: 2, column: 5 }]);
    expect(source.positionOf(['a'], false)).toEqual({ line: 1, column: 1 });
  });
});
