// The holder of an engine: who has asked keeps what it got.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyEngine } from '../../../src/engine.js';
import { holdEngine } from '../../../src/snapshot/engine-holder.js';

function engineFor(domain: string): PolicyEngine {
  return compilePolicy({ addressLists: { l: [domain] }, orgUnits: [{ path: '/', settings: [{ id: domain, appliesTo: ['outbound'], addressLists: ['l'] }] }] });
}

const turnOfOthers = (): Promise<void> => new Promise(setImmediate);

describe('holdEngine', () => {
  it('gives the engine that was put in last, and back the one before', () => {
    const [one, two, three] = [engineFor('a.example'), engineFor('b.example'), engineFor('c.example')];
    const holder = holdEngine(one);
    expect(holder.engine).toBe(one);
    expect(holder.replace(two)).toBe(one);
    expect(holder.engine).toBe(two);
    expect(holder.replace(three)).toBe(two);
    expect(holder.engine).toBe(three);
  });

  it('holds apart from other holders', () => {
    const [one, two] = [engineFor('a.example'), engineFor('b.example')];
    const [first, second] = [holdEngine(one), holdEngine(one)];
    first.replace(two);
    expect([first.engine, second.engine]).toEqual([two, one]);
  });

  it('S-12.1: a message that has asked sees one engine to its end, however often it is replaced meanwhile', async () => {
    const engines = ['a.example', 'b.example'].map(engineFor);
    const holder = holdEngine(engines[0]!);
    const seen = new Set<string>();
    const message = async (turns: number): Promise<void> => {
      for (let turn = 0; turn < turns; turn++) await turnOfOthers();
      const { engine } = holder;
      const matched: string[] = [];
      for (const recipient of ['x@a.example', 'x@b.example']) {
        await turnOfOthers();
        matched.push(...engine.evaluate({ envelope: { mailFrom: null, rcptTo: [recipient] } }, 'outbound').recipients.flatMap(({ determinedBy }) => determinedBy.map(({ setting }) => setting)));
      }
      expect(matched).toHaveLength(1);
      seen.add(matched[0]!);
    };
    const replacements = async (): Promise<void> => {
      for (let count = 0; count < 40; count++) {
        holder.replace(engines[count % 2]!);
        await turnOfOthers();
      }
    };
    await Promise.all([replacements(), ...Array.from({ length: 20 }, (_, turns) => message(turns))]);
    expect([...seen].sort()).toEqual(['a.example', 'b.example']);
  });
});
