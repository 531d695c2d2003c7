// For every setting in view and every recipient: applied, or the reason why not (S-11.2). It reads the decision and decides nothing (S-11.3).

import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import { isInForce } from '../compile/inheritance.js';
import type { SettingInView } from '../compile/inheritance.js';
import { concerns, isSecureTransportOnly } from '../compile/rule.js';
import { evaluate, isInternal } from '../evaluate/evaluate.js';
import type { EvaluateOptions } from '../evaluate/evaluate.js';
import { readSecureTransport } from '../evaluate/message-reading.js';
import { parseAddress } from '../model/address.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Direction } from '../model/transport.js';
import type { Explanation, Reason, SettingExplanation } from './explanation.js';
import type { NearMissIndex } from './near-miss.js';
import { evidenceOf } from './partner-evidence.js';
import type { Evidence } from './partner-evidence.js';

/** @param nearMisses - made when it is first needed, for evaluation never needs it */
export function explain(
  policy: CompiledPolicy,
  message: unknown,
  direction: Direction,
  options: EvaluateOptions,
  nearMisses: () => NearMissIndex,
): Explanation {
  const decision = evaluate(policy, message, direction, options);
  const secureTransport = readSecureTransport(message);
  const evidenceFor = evidenceOf({ policy, message, direction, nearMisses }, options.organizationalDomain);
  const known = new Map<string, readonly SettingExplanation[]>();
  const recipients = decision.recipients.map((recipient) => {
    const address = parseAddress(recipient.recipient, policy.content.caseSensitiveLocalParts);
    const unit = policy.units.get(recipient.orgUnit) ?? policy.root;
    // Inbound, one author: what is explained depends on the org unit alone; outbound, on the recipient.
    const key = direction === 'inbound' ? unit.path : (address?.text ?? '');
    const internal = direction === 'outbound' && isInternal(address, policy);
    const settings = known.get(key) ?? explainSettings(unit, { direction, secureTransport, evidence: evidenceFor(address), decided: recipient, internal });
    known.set(key, settings);
    return { recipient: recipient.recipient, orgUnit: recipient.orgUnit, settings };
  });
  return { decision, recipients };
}

interface RecipientContext {
  readonly direction: Direction;
  readonly secureTransport: boolean;
  readonly evidence: Evidence;
  readonly decided: RecipientDecision;
  readonly internal: boolean;
}

function explainSettings(unit: CompiledUnit, context: RecipientContext): readonly SettingExplanation[] {
  const { evidence, decided } = context;
  const applied = new Set([...decided.determinedBy, ...decided.testing].map(({ orgUnit, setting }) => definitionKey(orgUnit, setting)));
  return Object.freeze(
    unit.view.map((inView) => {
      const { setting, orgUnit } = inView;
      const matched = applied.has(definitionKey(orgUnit, setting.id));
      const reason = matched ? 'matched' : reasonAgainst(inView, context) ?? (evidence.isUnauthenticated(setting) ? 'not-authenticated' : 'no-address-match');
      const nearMisses = reason === 'no-address-match' ? evidence.nearMisses(setting) : [];
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
