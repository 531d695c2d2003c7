// Links: what they hold comes back, and no fragment whatever makes the reader throw or take more memory than it may.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFragment, fragmentOf, MAX_STATE_BYTES, readFragment } from '../../../docs/playground/permalink.js';
import { AUTH_RESULTS, DIRECTIONS, readState, REPLY_PROFILES } from '../../../docs/playground/read-state.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import type { PlaygroundState } from '../../../docs/playground/state.js';

describe('a permalink', () => {
  it('gives back every state', async () => {
    await fc.assert(fc.asyncProperty(anyState, async (state) => {
      expect(await readFragment((await fragmentOf(state)) ?? '')).toEqual({ kind: 'state', state });
    }));
  });

  it('is base64url, so that it needs no escapes', async () => {
    expect(await fragmentOf(startingState)).toMatch(/^#state=[\w-]+$/);
  });

  it('names an example, whatever its name is', async () => {
    expect(await readFragment('#example=org-units')).toEqual({ kind: 'example', name: 'org-units' });
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (name) => {
      expect(await readFragment(exampleFragment(name))).toEqual({ kind: 'example', name });
    }));
  });

  it('is none of a state that is larger than what a link may hold', async () => {
    expect(await fragmentOf({ ...startingState, policy: 'x'.repeat(MAX_STATE_BYTES) })).toBeNull();
  });

  it('can be left out', async () => {
    expect(await readFragment('')).toEqual({ kind: 'empty' });
    expect(await readFragment('#')).toEqual({ kind: 'empty' });
  });
});

describe('a fragment that nobody made here', () => {
  it('is told to be damaged, and never throws', async () => {
    let damaged = 0;
    const pieces = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constantFrom('%', '%E0', '-', '_', '='));
    const prefix = fc.constantFrom('#', '#state=', '#example=', '#state', '');
    await fc.assert(fc.asyncProperty(prefix, pieces, async (start, rest) => {
      const { kind } = await readFragment(`${start}${rest}`);
      if (kind === 'damaged') damaged++;
      expect(['damaged', 'example', 'empty']).toContain(kind);
    }), { numRuns: 500 });
    expect(damaged).toBeGreaterThan(100);
  });

  it('is damaged if a character of a link was cut off or changed, or still a state', async () => {
    const link = (await fragmentOf(startingState)) ?? '';
    await fc.assert(fc.asyncProperty(fc.nat(link.length - 9), fc.constantFrom('', 'A', '-', '*', 'é'), async (place, character) => {
      const changed = `${link.slice(0, 8 + place)}${character}${link.slice(9 + place)}`;
      const { kind } = await readFragment(changed);
      expect(['damaged', 'state']).toContain(kind);
    }));
    expect(await readFragment(link.slice(0, -10))).toMatchObject({ kind: 'damaged', problem: expect.stringContaining('missing') });
  });

  it('is not unpacked beyond its bound', async () => {
    const bomb = deflateRawSync(Buffer.alloc(20 * MAX_STATE_BYTES)).toString('base64url');
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readFragment(`#state=${bomb}`)).toMatchObject({ kind: 'damaged', problem: expect.stringContaining('2 MB') });
  });

  it('is no state if its JSON is not the shape of one', async () => {
    const { message, ...rest } = startingState;
    const wrong: unknown[] = [
      null,
      [],
      'text',
      {},
      { ...rest },
      { ...startingState, direction: 'sideways' },
      { ...startingState, replyProfile: 'constructor' },
      { ...startingState, policy: { toString: 'x' } },
      { ...startingState, message: [] },
      { ...startingState, message: { ...message, envelope: { mailFrom: 1, rcptTo: [] } } },
      { ...startingState, message: { ...message, envelope: { mailFrom: null, rcptTo: 'a@b.example' } } },
      { ...startingState, message: { ...message, from: [1] } },
      { ...startingState, message: { ...message, headers: {} } },
      { ...startingState, message: { ...message, secureTransport: 'yes' } },
      { ...startingState, message: { ...message, authentication: { spf: { result: 'maybe' } } } },
      { ...startingState, message: { ...message, authentication: { dkim: { result: 'pass' } } } },
      { ...startingState, message: { ...message, authentication: { dkim: [{ result: 'pass' }] } } },
      { ...startingState, message: { ...message, session: { tls: 'yes', version: 'TLSv1.3' } } },
      { ...startingState, message: { ...message, session: { tls: true } } },
      { ...startingState, message: { ...message, session: { tls: true, version: 'TLSv1.3', certificate: { trusted: 1 } } } },
    ];
    for (const value of wrong) {
      const packed = deflateRawSync(JSON.stringify(value)).toString('base64url');
      expect(await readFragment(`#state=${packed}`), JSON.stringify(value)).toMatchObject({ kind: 'damaged', problem: expect.stringContaining('no state') });
    }
    expect(await readFragment(`#state=${deflateRawSync('{').toString('base64url')}`)).toMatchObject({ kind: 'damaged' });
    expect(await readFragment(`#state=${deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')}`)).toMatchObject({ kind: 'damaged' });
  });

  it('leaves out what no state has, the key __proto__ among it', () => {
    const hostile = JSON.parse(`{"__proto__":{"polluted":true},"extra":1,${JSON.stringify(startingState).slice(1)}`) as unknown;
    const state = readState(hostile);
    expect(state).toEqual(startingState);
    expect(Object.keys(state ?? {}).sort()).toEqual(['direction', 'message', 'policy', 'replyProfile']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

const text = fc.string({ unit: 'binary', maxLength: 30 });
const result = fc.constantFrom(...AUTH_RESULTS);
const anyResult = fc.record({ result, domain: text }, { requiredKeys: ['result'] });
const anyCertificate = fc.record({ trusted: fc.boolean(), hostnameMatches: fc.boolean(), expired: fc.boolean() }, { requiredKeys: [] });
const anySession = fc.oneof(
  fc.constant({ tls: false as const }),
  fc.record({ tls: fc.constant(true as const), version: text, certificate: fc.option(anyCertificate) }, { requiredKeys: ['tls', 'version'] }),
);
const anyMessage = fc.record(
  {
    envelope: fc.record({ mailFrom: fc.option(text), rcptTo: fc.array(text) }),
    from: fc.oneof(text, fc.array(text)),
    headers: text,
    authentication: fc.record({ spf: anyResult, dkim: fc.array(fc.record({ result, domain: text })), dmarc: anyResult }, { requiredKeys: [] }),
    secureTransport: fc.boolean(),
    session: anySession,
  },
  { requiredKeys: ['envelope'] },
);
const anyState = fc.record({ policy: text, direction: fc.constantFrom(...DIRECTIONS), message: anyMessage, replyProfile: fc.constantFrom(...REPLY_PROFILES) }) as fc.Arbitrary<PlaygroundState>;
