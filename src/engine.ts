// The engine: a compiled policy and the questions it answers (S-8, S-11). It holds no state but the policy.

import type { AddressListEntry } from './model/address-list-entry.js';
import { parseAddress } from './model/address.js';
import type { Decision, ReplyProfile } from './model/decision.js';
import { PolicyError } from './model/diagnostic.js';
import type { PolicyInput } from './model/document.js';
import type { Message } from './model/message.js';
import type { Policy } from './model/policy.js';
import { quote } from './model/quotation.js';
import { byCodeUnits } from './model/text.js';
import { checkDirection } from './model/transport.js';
import type { Direction } from './model/transport.js';
import { contentOf, parsePolicy } from './policy/parse-policy.js';
import { compileContent } from './compile/compiled-policy.js';
import type { CompiledPolicy } from './compile/compiled-policy.js';
import { effectiveSettings } from './compile/effective-settings.js';
import type { EffectiveSetting } from './compile/effective-settings.js';
import { listsOf } from './compile/list-search.js';
import type { SearchableList } from './compile/list-search.js';
import { evaluate } from './evaluate/evaluate.js';
import type { EvaluateOptions } from './evaluate/evaluate.js';
import { publicSuffixOrganizationalDomain } from './evaluate/organizational-domain.js';
import { checkReplyProfile } from './evaluate/reply.js';
import { explain } from './explain/explain.js';
import type { Explanation } from './explain/explanation.js';
import { indexNearMisses } from './explain/near-miss.js';
import type { NearMissIndex } from './explain/near-miss.js';

/** What a policy document cannot carry. */
export interface CompileOptions {
  /** The org unit of a user who is not in `users`, by canonical address; undefined is the root. It must be pure (S-6.2). */
  orgUnitOf?: (address: string) => string | undefined;
  /** The organisational domain of a canonical domain, or null for a public suffix; instead of psl, since lists age (S-5.2). */
  organizationalDomain?: (domain: string) => string | null;
  /** The codes of replies. Default `default` (S-10.1). */
  replyProfile?: ReplyProfile;
}

/** A compiled policy, and the questions that it answers. It is immutable and can be shared. */
export interface PolicyEngine {
  /** What was compiled. */
  readonly policy: Policy;
  /** The paths of the org units, the root first. @see clause S-6.1 */
  readonly orgUnits: readonly string[];
  /**
   * The transport constraints and the outcome for every recipient, with the settings that determined them. Total: whatever the message is, there is a decision.
   * @throws TypeError for a direction that is neither `inbound` nor `outbound`
   * @see clauses S-8, S-9, S-12
   */
  evaluate(message: Message, direction: Direction): Decision;
  /** The decision, and for every setting in view whether it applied or why not. `renderExplanation` makes text of it. @see clause S-11 */
  explain(message: Message, direction: Direction): Explanation;
  /** The settings of an org unit as the admin console lists them. @throws RangeError for a path that does not exist. @see clause S-6.4 */
  effectiveSettings(orgUnit: string): EffectiveSetting[];
  /** The address lists by name; entries are canonical. @see clause S-3.7 */
  readonly addressLists: readonly SearchableList[];
  /** Every entry of every list that would match the address; none for what is not an address. @see clause S-3.7 */
  matching(address: string): { addressList: string; entry: AddressListEntry }[];
}

/**
 * Compiles a policy: every reference resolved, every org unit's settings computed. The engine is immutable and can be shared.
 *
 * @param policy - a policy document, or what `parsePolicy` made of one
 * @param options - what a policy document cannot carry; all can be left out
 * @throws PolicyError listing every problem, if the policy is not valid
 * @throws TypeError for options that are not what they should be
 * @example
 * const engine = compilePolicy({
 *   addressLists: { partners: 'partner.example' },
 *   orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }] }],
 * });
 * engine.evaluate({ envelope: { mailFrom: 'me@example.com', rcptTo: ['you@partner.example'] } }, 'outbound').constraints.tls; // 'required'
 * @see clauses S-1.2, S-6
 */
export function compilePolicy(policy: PolicyInput | Policy, options: CompileOptions = {}): PolicyEngine {
  const evaluateOptions = checkOptions(options);
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new PolicyError(parsed.issues);
  const compiled = compileContent(contentOf(parsed.policy));
  let nearMisses: NearMissIndex | null = null;
  const nearMissIndex = (): NearMissIndex => (nearMisses ??= indexNearMisses(compiled.index.entriesByList(), evaluateOptions.organizationalDomain));
  return Object.freeze({
    policy: parsed.policy,
    orgUnits: Object.freeze([...compiled.units.keys()]),
    evaluate: (message: Message, direction: Direction) => evaluate(compiled, message, checkDirection(direction), evaluateOptions),
    explain: (message: Message, direction: Direction) => explain(compiled, message, checkDirection(direction), evaluateOptions, nearMissIndex),
    effectiveSettings: (orgUnit: string) => effectiveSettings(compiled, orgUnit),
    addressLists: listsOf(compiled.content),
    matching: (address: string) => matching(compiled, address),
  });
}

const OPTIONS: readonly string[] = ['orgUnitOf', 'organizationalDomain', 'replyProfile'];

/** A misspelt option would be one that is quietly not there (S-12.4). */
function checkOptions(options: CompileOptions): EvaluateOptions {
  if (typeof options !== 'object' || (options as CompileOptions | null) === null) throw new TypeError(`the options of compilePolicy are an object with ${OPTIONS.join(', ')}`);
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) throw new TypeError(`compilePolicy has no option ${quote(unknown)}; it has ${OPTIONS.join(', ')}`);
  const { orgUnitOf, organizationalDomain = publicSuffixOrganizationalDomain, replyProfile = 'default' } = options;
  if (orgUnitOf !== undefined && typeof orgUnitOf !== 'function') throw new TypeError('`orgUnitOf` must be a function from an address to an org unit path');
  if (typeof organizationalDomain !== 'function') throw new TypeError('`organizationalDomain` must be a function from a domain to a domain or null');
  return { orgUnitOf, organizationalDomain, replyProfile: checkReplyProfile(replyProfile) };
}

function matching(policy: CompiledPolicy, text: string): { addressList: string; entry: AddressListEntry }[] {
  const address = typeof text === 'string' ? parseAddress(text, policy.content.caseSensitiveLocalParts) : null;
  if (address === null) return [];
  const found = policy.index
    .matching(address)
    .flatMap(({ kind, value, memberships }) => memberships.map(({ list, requireAuthentication }) => ({ addressList: policy.lists[list]?.name ?? '', entry: { value, kind, requireAuthentication } })));
  return found.sort((a, b) => byCodeUnits(a.addressList, b.addressList) || byCodeUnits(a.entry.value, b.entry.value));
}
