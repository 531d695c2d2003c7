import { describe, expect, it } from 'vitest';
import { netstring, NetstringReader } from '../../../src/postfix/netstring.js';

const read = (text: string, longest = 20): { whole: string[]; problem: string | null; isEmpty: boolean } => {
  const reader = new NetstringReader(longest);
  const whole = reader.read(Buffer.from(text)).map((content) => Buffer.from(content).toString());
  return { whole, problem: reader.problem, isEmpty: reader.isEmpty };
};

describe('NetstringReader', () => {
  it('reads several at once, the empty one and one with a comma in it too', () => {
    expect(read('3:a b,0:,2:,,,')).toEqual({ whole: ['a b', '', ',,'].map((text) => text.slice(0, 3)), problem: null, isEmpty: true });
  });

  it('waits for the rest of one', () => {
    for (const beginning of ['1', '12:', '3:ab', '3:abc']) expect(read(beginning)).toEqual({ whole: [], problem: null, isEmpty: false });
  });

  it.each([
    ['3:abcd', 'a netstring does not end with a comma'],
    ['0:x', 'a netstring does not end with a comma'],
    ['x', 'what came is no netstring'],
    [':', 'what came is no netstring'],
    ['-1:', 'what came is no netstring'],
    ['01:a,', 'what came is no netstring'],
    ['00:,', 'what came is no netstring'],
    ['1 :a,', 'what came is no netstring'],
    ['21:', 'a netstring has more than 20 bytes'],
    ['99999999999999999999', 'a netstring has more than 20 bytes'],
  ])('reads no more after %j', (text, problem) => {
    expect(read(text).problem).toBe(problem);
    expect(read(`${text}3:abc,`).whole).toEqual([]);
  });

  it('gives what was whole before it went wrong', () => {
    expect(read('1:a,x1:b,')).toMatchObject({ whole: ['a'], problem: 'what came is no netstring' });
  });

  it('reads nothing once it has gone wrong', () => {
    const reader = new NetstringReader(20);
    reader.read(Buffer.from('x'));
    expect(reader.read(Buffer.from('1:a,'))).toEqual([]);
  });
});

it('netstring writes what is read', () => {
  expect(Buffer.from(netstring(Buffer.from('bücher'))).toString()).toBe('7:bücher,');
});
