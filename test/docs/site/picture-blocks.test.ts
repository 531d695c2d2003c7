import { expect, test } from 'vitest';
import { pictures } from '../../../docs/pictures/pictures.js';
import { rendered } from './rendered.js';

test('there are pictures', () => {
  expect(pictures.size).toBeGreaterThan(0);
});

test.each([...pictures.keys()])('<!-- picture: %s --> becomes an SVG', async (name) => {
  expect(await rendered(`Before.\n\n<!-- picture: ${name} -->\n\nAfter.`)).toMatch(/^<p>Before\.<\/p>\n<figure class="picture"[^>]*>[\s\S]*<svg [\s\S]*<\/svg>[\s\S]*<\/figure>\n<p>After\.<\/p>\n$/);
});

test('a name that no picture has fails, and says which there are', async () => {
  await expect(rendered('<!-- picture: nowhere -->')).rejects.toThrow(/There is no picture `nowhere`; docs\/pictures\/pictures\.ts has .*lattice/);
});

test.each(['<!-- file: policy.yaml -->', '<!-- a picture: lattice -->', '`<!-- picture: lattice -->`'])('%s is none', async (markdown) => {
  expect(await rendered(markdown)).not.toContain('<figure');
});
