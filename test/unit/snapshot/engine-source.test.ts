// Where the engine comes from: an engine is one, a holder is asked each time, and anything else is told.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { holdEngine } from '../../../src/snapshot/engine-holder.js';
import { checkEngineSource, engineNow } from '../../../src/snapshot/engine-source.js';
import type { EngineSource } from '../../../src/snapshot/engine-source.js';

const [engine, other] = [compilePolicy({}), compilePolicy({})];

describe('engineNow', () => {
  it('gives an engine back', () => {
    expect(engineNow(engine)).toBe(engine);
  });

  it('asks what holds one each time', () => {
    const holder = holdEngine(engine);
    expect(engineNow(holder)).toBe(engine);
    holder.replace(other);
    expect(engineNow(holder)).toBe(other);
  });

  it('throws what a holder throws', () => {
    const closed = { get engine(): never { throw new Error('closed'); } };
    expect(() => engineNow(closed)).toThrow(new Error('closed'));
  });

  it.each([
    ['null', { engine: null }],
    ['nothing', { engine: undefined }],
    ['an object', { engine: {} }],
  ])('S-12.4: tells that the holder has none now, where its engine is %s', (found, holder) => {
    const source = holder as unknown as EngineSource;
    expect(checkEngineSource(source)).toBe(source);
    expect(() => engineNow(source)).toThrow(new TypeError(`what holds the engine has none now: its \`engine\` is ${found}`));
  });

  it.each([undefined, null, {}, 'policy.yaml', (): unknown => engine])('S-12.4: neither it nor checkEngineSource takes %s', (value) => {
    const told = /^the policy is given as an engine, or as an object with one as `engine`, not /;
    expect(() => engineNow(value as never)).toThrow(told);
    expect(() => checkEngineSource(value as never)).toThrow(told);
  });
});
