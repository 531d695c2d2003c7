// For every setting in view and every recipient: applied, or the reason why not (S-11.2). It reads the decision and decides nothing (S-11.3).

import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import { isInForce } from '../compile/inheritance.js';
import type { SettingInView } from '../compile/inheritance.js';
import { concerns, isSecureTransportOnly } from '../compile/rule.js';
import { evaluate, isInternal } from '../evaluate/evaluate.js';
import type { EvaluateOptions } from '../evaluate/evaluate.js';
import { readAuthorPartner, readSecureTransport } from '../evaluate/message-reading.js';
import { hitsOf, unknownPartner } from '../evaluate/partner.js';
import type { Partner } from '../evaluate/partner.js';
import { parseAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Direction } from '../model/transport.js';
import type { Explanation, NearMiss, Reason, SettingExplanation } from './explanation.js';
import { byCodeUnits } from '../model/text.js';
import { nearMissesOf } from './partner-near-misses.js';
import type { NearMissIndex } from './near-miss.js';

/** @param nearMisses - made when it is first needed, for evaluation never needs it */
export function explain(
  policy: CompiledPolicy,
  message: unknown,
  direction: Direction,
  options: EvaluateOptions,
  nearMisses: () => NearMissIndex,
): Explanation {
  const decision = evaluate(policy, message, direction, options);
  const context = { policy, message, direction, nearMisses, secureTransport: readSecureTransport(message) };
  const partnerOf = partners(context, options);
  const known = new Map<string, readonly SettingExplanation[]>();
  const recipients = decision.recipients.map((recipient) => {
    const address = parseAddress(recipient.recipient, policy.content.caseSensitiveLocalParts);
    const unit = policy.units.get(recipient.orgUnit) ?? policy.root;
    // Inbound, one author: what is explained depends on the org unit alone; outbound, on the recipient.
    const key = direction === 'inbound' ? unit.path : (address?.text ?? '');
    const internal = direction === 'outbound' && isInternal(address, policy);
    const settings = known.get(key) ?? explainSettings(unit, { ...context, partner: partnerOf(address), decided: recipient, internal });
    known.set(key, settings);
    return { recipient: recipient.recipient, orgUnit: recipient.orgUnit, settings };
  });
  return { decision, recipients };
}

interface MessageContext {
  readonly policy: CompiledPolicy;
  readonly message: unknown;
  readonly direction: Direction;
  readonly secureTransport: boolean;
  readonly nearMisses: () => NearMissIndex;
}

interface RecipientContext extends MessageContext {
  readonly partner: Partner;
  readonly decided: RecipientDecision;
  readonly internal: boolean;
}

function partners({ policy, message, direction }: MessageContext, { organizationalDomain }: EvaluateOptions): (recipient: Address | null) => Partner {
  if (direction === 'outbound') return (address) => (address === null ? unknownPartner : { kind: 'known', addresses: [{ address, authenticated: null }] });
  const { alignment, unknownAuthor, caseSensitiveLocalParts: caseSensitive } = policy.content;
  const { partner } = readAuthorPartner(message, { alignment, unknownAuthor, caseSensitive, organizationalDomain });
  return () => partner;
}

function explainSettings(unit: CompiledUnit, context: RecipientContext): readonly SettingExplanation[] {
  const { policy, partner, decided } = context;
  const applied = new Set([...decided.determinedBy, ...decided.testing].map(({ orgUnit, setting }) => definitionKey(orgUnit, setting)));
  const hits = partner.kind === 'known' ? hitsOf(partner.addresses, policy.index) : [];
  const unauthenticated = new Set(hits.filter(({ authenticated }) => authenticated === 'no').map(({ list }) => list));
  const missesByList = lazily(() => nearMissesOf(context));
  return Object.freeze(
    unit.view.map((inView) => {
      const { setting, orgUnit } = inView;
      const lists = setting.addressLists.flatMap((name) => policy.listPlaces.get(name) ?? []);
      const matched = applied.has(definitionKey(orgUnit, setting.id));
      const reason = matched ? 'matched' : reasonAgainst(inView, context) ?? (lists.some((list) => unauthenticated.has(list)) ? 'not-authenticated' : 'no-address-match');
      const nearMisses = reason === 'no-address-match' ? ofLists(lists, missesByList()) : [];
      const { id, enabled, mode } = setting;
      return Object.freeze({ setting: id, orgUnit, enabled, mode, inForce: isInForce(inView), applied: matched, reason, nearMisses });
    }),
  );
}

/** No id and no path holds a control character (S-1.6), so the two cannot run together. */
function definitionKey(orgUnit: string, setting: string): string {
  return `${orgUnit}\n${setting}`;
}

/** The reasons that do not depend on any address, in the order of S-11.2. */
function reasonAgainst({ setting, standing }: SettingInView, { direction, internal, secureTransport }: RecipientContext): Reason | null {
  if (standing === 'disabled' || standing === 'disabled-and-replaced') return 'disabled';
  if (standing === 'replaced') return 'overridden';
  if (!setting.enabled) return 'not-enabled';
  if (!concerns(setting, direction)) return 'other-direction';
  if (internal) return 'internal-recipient';
  if (isSecureTransportOnly(setting, direction) && !secureTransport) return 'secure-transport-not-requested';
  return null;
}

function ofLists(lists: readonly number[], byList: ReadonlyMap<number, readonly NearMiss[]>): readonly NearMiss[] {
  const unique = new Map<string, NearMiss>();
  for (const miss of lists.flatMap((list) => byList.get(list) ?? [])) unique.set(`${miss.entry} ${miss.address} ${miss.kind}`, miss);
  return Object.freeze([...unique].sort(([a], [b]) => byCodeUnits(a, b)).map(([, miss]) => miss));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
