// Where entries stand in a file of entries.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryPlaces } from '../../../src/files/entry-places.js';
import { folderWith } from '../cli/stand-in-io.js';

async function placesOf(text: string, wanted: string[], caseSensitive = false): Promise<Record<string, string>> {
  const path = join(folderWith({ 'entries.txt': text }), 'entries.txt');
  const places = await entryPlaces({ path }, new Set(wanted), caseSensitive);
  return Object.fromEntries([...places].map(([value, { line, column }]) => [value, `${line}:${column}`]));
}

describe('entryPlaces', () => {
  it('finds the first of equal entries, by its canonical value', async () => {
    const text = '\uFEFFa.example\r\n\r\n  Ann@B.example; b.example\rB.EXAMPLE\n"x y"@c.example';
    expect(await placesOf(text, ['a.example', 'ann@b.example', 'b.example', '"x y"@c.example', 'absent.example'])).toEqual({
      'a.example': '1:1',
      'ann@b.example': '3:3',
      'b.example': '3:18',
      '"x y"@c.example': '5:1',
    });
  });

  it('minds the case of local parts where the policy does', async () => {
    expect(await placesOf('ann@b.example\nAnn@B.example', ['Ann@b.example'], true)).toEqual({ 'Ann@b.example': '2:1' });
  });

  it('counts lines across the pieces of a large file', async () => {
    const lines = Array.from({ length: 120_000 }, (_, index) => `partner-${index}.example`);
    expect(await placesOf(lines.join('\n'), ['partner-0.example', 'partner-119999.example'])).toEqual({ 'partner-0.example': '1:1', 'partner-119999.example': '120000:1' });
  });

  it('ends at a line that is too long to be one of entries', async () => {
    expect(await placesOf(`a.example\n${'x'.repeat(70_000)}\nb.example\n`, ['a.example', 'b.example'])).toEqual({ 'a.example': '1:1' });
  });
});
