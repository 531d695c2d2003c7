// Names by local part and domain.
import { describe, expect, it } from 'vitest';
import { listedNames } from '../../../src/explain/listed-name.js';
import { NameMap } from '../../../src/explain/name-map.js';
import { listOf } from './listed-entries.js';

const names = listedNames([listOf('a.example', 'ann@a.example', 'bob@a.example', 'ann@b.example', '*.a.example')]);

function found(localPart: string, ...domains: string[]): string[] {
  const map = new NameMap();
  for (const name of names) map.add(name, name.domain);
  return map.get(localPart, domains).map(({ entry }) => entry.value);
}

describe('NameMap', () => {
  it('gives domain entries to everyone and address entries to their local part', () => {
    expect(found('ann@', 'a.example')).toEqual(['a.example', '*.a.example', 'ann@a.example']);
    expect(found('bob@', 'a.example')).toEqual(['a.example', '*.a.example', 'bob@a.example']);
    expect(found('eve@', 'a.example')).toEqual(['a.example', '*.a.example']);
  });

  it('gives what is under any of the domains', () => {
    expect(found('ann@', 'b.example', 'c.example', 'a.example')).toEqual(['ann@b.example', 'a.example', '*.a.example', 'ann@a.example']);
    expect(found('bob@', 'b.example')).toEqual([]);
    expect(found('ann@')).toEqual([]);
  });

  it('gives nothing when it holds nothing', () => {
    expect(new NameMap().get('ann@', ['a.example'])).toEqual([]);
  });
});
