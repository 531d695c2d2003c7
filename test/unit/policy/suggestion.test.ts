// The word that was meant: near, deterministic, and bounded in work (S-1.1).
import { describe, expect, it } from 'vitest';
import { editDistance, Suggestions } from '../../../src/policy/suggestion.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['abc', 'ab', 1],
    ['abc', 'bc', 1],
    ['ab', 'xab', 1],
    ['abc', 'axc', 1],
    ['abc', 'acb', 1],
    ['ab', 'ba', 1],
    ['abcd', 'badc', 2],
    ['ca', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['ab', 'cd', 2],
    ['aab', 'aba', 1],
    ['abab', 'baba', 2],
  ])('from %j to %j: %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('Suggestions', () => {
  const nearest = (word: string, candidates: Iterable<string>): string | null => new Suggestions().nearest(word, candidates);

  it.each([
    ['partnrs', ['banks', 'partners'], 'partners'],
    ['Partners', ['partners'], 'partners'],
    ['partners', ['PARTNERS'], 'PARTNERS'],
    ['', ['a'], null],
    ['id', ['ix'], null],
    ['Id', ['id'], 'id'],
    ['abc', ['abd'], 'abd'],
    ['abc', ['abde'], null],
    ['abcdef', ['abcdxy'], 'abcdxy'],
    ['abcdef', ['abcxyz'], null],
    ['abcdefghi', ['abcdefxyz'], 'abcdefxyz'],
    ['abcdefghijkl', ['abcdefghwxyz'], null],
    ['abcdef', ['abcdefxy', 'abcdefx'], 'abcdefx'],
    ['abcdef', ['abcdex', 'abcdey'], 'abcdex'],
    ['abcdef', ['abc'], null],
    ['abcdef', ['abcdefghi'], null],
    ['abc', [], null],
  ])('for %j among %j: %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it('leaves words alone that are longer than any key', () => {
    expect(nearest('x'.repeat(64), [`${'x'.repeat(63)}y`])).toBe(`${'x'.repeat(63)}y`);
    expect(nearest('x'.repeat(65), [`${'x'.repeat(64)}y`])).toBe(null);
  });

  it('looks at 200,000 candidates in all', () => {
    const suggestions = new Suggestions();
    const far = Array.from({ length: 199_998 }, () => 'far away from it');
    expect(suggestions.nearest('word', far)).toBe(null);
    expect(suggestions.nearest('word', ['ward'])).toBe('ward');
    expect(suggestions.nearest('wordy', ['words', 'wordy'])).toBe('words');
    expect(suggestions.nearest('word', ['ward'])).toBe(null);
  });
});
