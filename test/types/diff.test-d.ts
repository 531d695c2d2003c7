// The public types of smtp-tls-policy/diff, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as diff from '../../src/diff/index.js';
import type { Circumstance, Correspondent, DiffOptions, EffectExample, PolicyDiff, PolicyEffect, Tendency } from '../../src/diff/index.js';
import type { Direction, Message, Outcome, Policy, PolicyInput, TransportConstraints } from '../../src/index.js';

expectTypeOf(diff.diffPolicies).toEqualTypeOf<(before: PolicyInput | Policy, after: PolicyInput | Policy, options?: DiffOptions) => PolicyDiff>();
expectTypeOf(diff.renderPolicyDiff).toEqualTypeOf<(diff: PolicyDiff, options?: { mostChanges?: number }) => string>();
expectTypeOf<PolicyDiff['before']>().toEqualTypeOf<Policy>();
expectTypeOf<PolicyDiff['effects']>().toEqualTypeOf<readonly PolicyEffect[]>();
expectTypeOf<PolicyEffect['direction']>().toEqualTypeOf<Direction>();
expectTypeOf<PolicyEffect['before']['constraints']>().toEqualTypeOf<TransportConstraints>();
expectTypeOf<Tendency>().toEqualTypeOf<'same' | 'tightened' | 'loosened' | 'mixed'>();
expectTypeOf<Circumstance>().toEqualTypeOf<'ordinary' | 'secure-transport' | 'not-refuted' | 'refuted' | 'aligned-if-relaxed'>();
expectTypeOf<Correspondent['kind']>().toEqualTypeOf<'address' | 'domain' | 'subdomains' | 'everyone-else' | 'unknown'>();
expectTypeOf<EffectExample['message']>().toEqualTypeOf<Message>();
expectTypeOf<EffectExample['before']>().toEqualTypeOf<Outcome>();
// @ts-expect-error a misspelt option is no option
diff.diffPolicies({}, {}, { orgunitOf: () => '/' });
