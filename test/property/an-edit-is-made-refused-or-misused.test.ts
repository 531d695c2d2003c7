// S-15.3: whatever an edit is given, it is made, refused with an error, or a TypeError; only what the caller's own values throw passes through.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as edits from '../../src/edit/index.js';
import type { EditResult } from '../../src/edit/index.js';
import { parsePolicy, policyDocument } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { garbage } from '../arbitraries/garbage.js';
import type { Lazy } from '../arbitraries/garbage.js';
import { RUNS } from './runs.js';

const document: PolicyInput = {
  addressLists: { l: ['a.example'] },
  routes: { r: { host: 'r.example' } },
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'] }] }, { path: '/A' }],
  users: { 'ann@o.example': '/A' },
};
type Unchecked = (...given: unknown[]) => EditResult;
const { changeWords: _words, applyEdits: _apply, ...functions } = edits;
/** Right words among the garbage, so that the other arguments are looked at. */
const words = fc.constantFrom<Lazy>(...['/', '/A', 's', 'l', 'r', 'new', '/A/B', 'ann@o.example', ['b.example'], { require: { tls: false } }, {}].map((word) => () => word));
const anything = fc.array(fc.oneof({ weight: 3, arbitrary: words }, garbage()), { maxLength: 4 });
/** What an edit can begin with, and anything after it. */
const begun = fc
  .tuple(fc.constantFrom<unknown[]>(['/', 's'], ['l', 'b.example'], ['new'], ['/A', 'ann@o.example'], ['ann@o.example', '/'], ['/A/B']), anything)
  .map(([first, rest]) => [...first.map((word): Lazy => () => word), ...rest].slice(0, 4));

it('an edit of anything is made, refused, or misuse', () => {
  const seen = { made: 0, refused: 0, misused: 0 };
  const parsed = parsePolicy(document);
  if (!parsed.ok) throw new Error('the policy is valid');
  const { policy } = parsed;
  fc.assert(
    fc.property(fc.constantFrom(...Object.entries(functions)), fc.oneof(anything, begun), ([name, edit], given) => {
      try {
        const result = (edit as Unchecked)(policy, ...given.map((value) => value()));
        expect(result.ok || result.issues.some(({ severity }) => severity === 'error'), name).toBe(true);
        if (result.ok) expect(parsePolicy(policyDocument(result.policy)).ok, name).toBe(true);
        seen[result.ok ? 'made' : 'refused'] += 1;
      } catch (error) {
        if ((error as Error).message !== 'this value cannot be read') expect(error, name).toBeInstanceOf(TypeError);
        seen.misused += 1;
      }
      expect(policyDocument(policy).users).toEqual(document.users);
    }),
    { numRuns: RUNS },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 50);
});
