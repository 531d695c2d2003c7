// The constraint lattice (S-8.1).
import { describe, expect, it } from 'vitest';
import { constraintsCode, constraintsOfCode, join, joinCodes, opportunistic, requiresSomething, TLS_VERSIONS, tlsRequired, versionRank } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';

const constraints = (changed: Partial<TransportConstraints>): TransportConstraints => ({ ...opportunistic, ...changed });

describe('the two named constraints', () => {
  it('S-8.1: opportunistic is the bottom and nothing is required', () => {
    expect(opportunistic).toEqual({ tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false });
    expect(Object.isFrozen(opportunistic)).toBe(true);
  });

  it('S-7.1: TLS required is TLS and nothing more', () => {
    expect(tlsRequired).toEqual({ tls: 'required', minVersion: null, caSigned: false, hostname: false });
    expect(Object.isFrozen(tlsRequired)).toBe(true);
  });
});

describe('join', () => {
  it('S-8.1: opportunistic is the identity', () => {
    expect(join(opportunistic, opportunistic)).toEqual(opportunistic);
    const strictest = constraints({ tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true });
    expect(join(strictest, opportunistic)).toEqual(strictest);
    expect(join(opportunistic, strictest)).toEqual(strictest);
  });

  it('S-8.1: each part becomes the stricter of the two, whichever side it is on', () => {
    expect(join(tlsRequired, opportunistic)).toEqual(tlsRequired);
    expect(join(opportunistic, tlsRequired)).toEqual(tlsRequired);
    const a = constraints({ tls: 'required', caSigned: true });
    const b = constraints({ tls: 'required', hostname: true });
    expect(join(a, b)).toEqual({ tls: 'required', minVersion: null, caSigned: true, hostname: true });
    expect(join(b, a)).toEqual({ tls: 'required', minVersion: null, caSigned: true, hostname: true });
    expect(join(a, a)).toEqual(a);
    expect(join(b, b)).toEqual(b);
  });

  it('S-8.1: the higher minimum version wins, for every pair on the scale', () => {
    const scale = [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;
    scale.forEach((low, i) =>
      scale.forEach((high, j) => {
        expect(join(constraints({ minVersion: low }), constraints({ minVersion: high })).minVersion).toBe(scale[Math.max(i, j)]);
      }),
    );
  });

  it.each([{ minVersion: 'TLSv1' }, { caSigned: true }, { hostname: true }] as const)('S-8.1: %j implies that TLS is required', (changed) => {
    expect(join(constraints(changed), opportunistic)).toEqual({ ...opportunistic, ...changed, tls: 'required' });
    expect(join(opportunistic, constraints(changed))).toEqual({ ...opportunistic, ...changed, tls: 'required' });
  });

  it('S-12.6: what it makes is frozen', () => {
    expect(Object.isFrozen(join(opportunistic, tlsRequired))).toBe(true);
  });
});

describe('requiresSomething', () => {
  it('S-9.6: only the bottom requires nothing', () => {
    expect(requiresSomething(opportunistic)).toBe(false);
    expect(requiresSomething(tlsRequired)).toBe(true);
    expect(requiresSomething(constraints({ minVersion: 'TLSv1' }))).toBe(true);
    expect(requiresSomething(constraints({ caSigned: true }))).toBe(true);
    expect(requiresSomething(constraints({ hostname: true }))).toBe(true);
  });
});

describe('codes of constraints', () => {
  const scale = [null, ...TLS_VERSIONS];
  const flags = [false, true];
  const required = scale.flatMap((minVersion) => flags.flatMap((caSigned) => flags.map((hostname): TransportConstraints => ({ tls: 'required', minVersion, caSigned, hostname }))));
  const every = [opportunistic, ...required];

  it('S-8.1: are equal for equal constraints only, and lead back to them', () => {
    expect(new Set(every.map(constraintsCode)).size).toBe(21);
    for (const each of every) expect(constraintsOfCode(constraintsCode(each))).toEqual(each);
    expect(constraintsCode(opportunistic)).toBe(0);
    expect(constraintsOfCode(0)).toBe(opportunistic);
    expect(constraintsOfCode(constraintsCode({ ...tlsRequired }))).toBe(tlsRequired);
  });

  it('S-8.1: are the same whether TLS is said to be required or a check implies it', () => {
    for (const each of required) {
      const implied = requiresSomething({ ...each, tls: 'opportunistic' });
      expect(implied).toBe(each.minVersion !== null || each.caSigned || each.hostname);
      expect(constraintsCode({ ...each, tls: 'opportunistic' })).toBe(implied ? constraintsCode(each) : 0);
    }
  });

  it('S-8.1: join to the code of the stricter of each part', () => {
    for (const a of every) {
      for (const b of every) {
        const joined = {
          tls: a === opportunistic && b === opportunistic ? 'opportunistic' : 'required',
          minVersion: scale[Math.max(versionRank(a.minVersion), versionRank(b.minVersion))],
          caSigned: a.caSigned || b.caSigned,
          hostname: a.hostname || b.hostname,
        };
        expect(constraintsOfCode(joinCodes(constraintsCode(a), constraintsCode(b)))).toEqual(joined);
        expect(join(a, b)).toEqual(joined);
      }
    }
  });

  it('S-12.6: there is one frozen object for each', () => {
    for (const each of every) {
      const one = constraintsOfCode(constraintsCode(each));
      expect(Object.isFrozen(one)).toBe(true);
      expect(constraintsOfCode(constraintsCode({ ...each }))).toBe(one);
    }
  });

  it('S-12.3: what is no code is the strictest', () => {
    expect(constraintsOfCode(40)).toEqual({ tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true });
    expect(Object.isFrozen(constraintsOfCode(-1))).toBe(true);
  });
});

describe('versionRank', () => {
  it('S-8.1: no minimum < TLSv1 < TLSv1.1 < TLSv1.2 < TLSv1.3', () => {
    expect(TLS_VERSIONS).toEqual(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']);
    expect([null, ...TLS_VERSIONS].map(versionRank)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each(['TLSv1.0', 'tlsv1.2', 'TLS1.2', 'TLSv1.4', 'SSLv3', ''])('S-9.1: %j is none of the four words', (word) => {
    expect(versionRank(word)).toBe(0);
  });
});
