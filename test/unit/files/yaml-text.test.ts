// YAML that we write says to our reader what was written, whatever names and texts there are.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readYamlDocument, yamlText } from '../../../src/files/yaml-document.js';
import { RUNS } from '../../property/runs.js';

const document = (text: string): unknown => ({ addressLists: { [text]: { description: text, entries: [text, { value: `${text}x`, requireAuthentication: false }] } }, orgUnits: [{ path: text, settings: [] }] });

it.each(['__proto__', '*', '*.example.com', 'no', '1.0', '0x1', 'null', '~', '', ' a', 'a: b', '# c', '- d', '"e"', "'", '@a.example', '[192.0.2.1]', '{}', 'a\nb\n', '\u2028', '&a', '!t', '%', '`', '<<', 'FILL IN: "enabled: false"', 'x'.repeat(500)])('keeps %j', (text) => {
  expect(readYamlDocument(yamlText(document(text)))).toMatchObject({ value: document(text), problems: [] });
});

it('keeps any text that has a form in UTF-8', () => {
  const wellFormed = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/[\uD800-\uDFFF]/u.test(text));
  fc.assert(
    fc.property(wellFormed, (text) => {
      expect(readYamlDocument(yamlText(document(text))).value).toEqual(document(text));
    }),
    { numRuns: Math.ceil(RUNS / 5) },
  );
});

it('says what is there twice in full', () => {
  const lists = ['partners'];
  expect(yamlText({ a: lists, b: lists })).toBe('a:\n  - partners\nb:\n  - partners\n');
});
