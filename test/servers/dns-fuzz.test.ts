// Whatever DNS answers, the probe ends, never throws, and nothing of the answer reaches a report unescaped; what cannot be read never makes a bounce.
import net from 'node:net';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { probe } from '../../src/probe/probe.js';
import type { DnsResolver } from '../../src/probe/probe-options.js';
import { CONSTRAINT_SETS } from './constraint-sets.js';
import { startMailServer } from './mail-server.js';

const RUNS = 400;

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSparseArray: true, withTypedArray: true }),
  fc.constantFrom(Symbol('x'), () => 1, new Proxy({}, { get: () => { throw new Error('no'); } }), new Proxy([], { get: () => { throw new Error('no'); } })),
);
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('mx.example', 'MX.example.', 'mx2.example', '', '.', 'xn--zzzz', '_smtp.example', 'localhost') },
  { weight: 1, arbitrary: fc.constantFrom('192.0.2.1', '::1', '\u001b[2J', 'a\r\nQUIT', 'x'.repeat(70_000), '*.example', '__proto__') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const mxRecord = fc.record({ exchange: name, priority: fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 65_535 }) }, { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, NaN, Infinity, 65_536, '1') }) });
const goodMx = fc.record({ exchange: fc.constantFrom('mx.example', 'mx2.example', '.'), priority: fc.nat({ max: 65_535 }) });
const address = fc.oneof(
  { weight: 5, arbitrary: fc.ipV4() },
  { weight: 2, arbitrary: fc.ipV6() },
  { weight: 1, arbitrary: fc.constantFrom('fe80::1%\u001b', 'fe80::1%eth0', '127.1', '', '::ffff:192.0.2.1', '\u0007') },
);
/** An answer: good records, records of any shape, records with something else among them, something else, an error that may be none, or nothing ever. */
function answer(good: fc.Arbitrary<unknown>, record: fc.Arbitrary<unknown>): fc.Arbitrary<() => unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(good, { maxLength: 2 }).map((records) => () => Promise.resolve(records)) },
    { weight: 3, arbitrary: fc.array(record, { maxLength: 30 }).map((records) => () => Promise.resolve(records)) },
    { weight: 1, arbitrary: fc.array(fc.oneof(record, hostile), { maxLength: 5 }).map((records) => () => Promise.resolve(records)) },
    { weight: 1, arbitrary: hostile.map((value) => () => value) },
    { weight: 1, arbitrary: fc.oneof(hostile, fc.constantFrom('ENOTFOUND', 'ENODATA', 'ESERVFAIL', 'ETIMEOUT', '\u001b').map((code) => ({ code }))).map((error) => () => { throw error; }) },
    { weight: 1, arbitrary: fc.constant(() => new Promise(() => undefined)) },
  );
}

it('a probe ends well', async () => {
  const server = await startMailServer({ ehlo: '250 no TLS\r\n' });
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(answer(goodMx, mxRecord), answer(fc.ipV4(), address), answer(fc.ipV6(), address), async (resolveMx, resolve4, resolve6) => {
      const dns = { resolveMx, resolve4, resolve6 } as unknown as DnsResolver;
      const connect = (): net.Socket => net.connect(server.port, '127.0.0.1');
      const report = await probe({ kind: 'mx', domain: 'a.example' }, { dns, connect, maxAddresses: 3, timeouts: { dns: 20, connect: 20_000 }, constraints: CONSTRAINT_SETS.tls });
      expect(JSON.stringify(report)).toMatch(/^[\x20-\x7e]*$/);
      expect(report.hosts.length).toBeLessThanOrEqual(3);
      const outcome = report.judgement!.outcome;
      // Every server has no TLS, so that mail bounces where every host was found and tried, and nowhere else.
      const whole = report.lookup.found && report.notTried === 0 && report.lookup.hosts.every(({ addresses }) => addresses.length > 0);
      expect(outcome === 'bounce').toBe(whole);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }),
    { numRuns: RUNS },
  );
  await server.close();
  // It proves something only where every outcome is met with.
  for (const outcome of ['bounce', 'defer', 'undeliverable']) expect(outcomes.get(outcome) ?? 0).toBeGreaterThan(RUNS / 40);
});
