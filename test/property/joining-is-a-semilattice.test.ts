// S-8.1: joining is commutative, associative and idempotent, with opportunistic as identity, and never weaker than either side.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { join, opportunistic } from '../../src/index.js';
import type { TransportConstraints } from '../../src/index.js';
import { RUNS } from './runs.js';

const VERSIONS = [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

const constraints: fc.Arbitrary<TransportConstraints> = fc
  .record({ required: fc.boolean(), minVersion: fc.constantFrom(...VERSIONS), caSigned: fc.boolean(), hostname: fc.boolean() })
  .map(({ required, minVersion, caSigned, hostname }) => ({ tls: required || minVersion !== null || caSigned || hostname ? 'required' : 'opportunistic', minVersion, caSigned, hostname }));

it('joining is commutative', () => {
  fc.assert(fc.property(constraints, constraints, (a, b) => {
      expect(join(a, b)).toEqual(join(b, a));
    }), { numRuns: RUNS });
});

it('joining is associative', () => {
  fc.assert(fc.property(constraints, constraints, constraints, (a, b, c) => {
      expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
    }), { numRuns: RUNS });
});

it('joining is idempotent and opportunistic is its identity', () => {
  fc.assert(
    fc.property(constraints, (a) => {
      expect(join(a, a)).toEqual(a);
      expect(join(a, opportunistic)).toEqual(a);
    }),
    { numRuns: RUNS },
  );
});

it('a join is at least as strict as both sides, and no stricter than it must be', () => {
  fc.assert(
    fc.property(constraints, constraints, (a, b) => {
      const joined = join(a, b);
      expect(joined.tls === 'required').toBe(a.tls === 'required' || b.tls === 'required');
      expect(VERSIONS.indexOf(joined.minVersion)).toBe(Math.max(VERSIONS.indexOf(a.minVersion), VERSIONS.indexOf(b.minVersion)));
      expect(joined.caSigned).toBe(a.caSigned || b.caSigned);
      expect(joined.hostname).toBe(a.hostname || b.hostname);
    }),
    { numRuns: RUNS },
  );
});
