// What a compose window shows beside a recipient before sending (S-10.4).

import type { RecipientDecision } from '../model/decision.js';

/** `required-tls`: the decision guarantees TLS; `tls`, `insecure`: what the caller last saw of the domain. */
export type RecipientIndicator = 'smime' | 'required-tls' | 'tls' | 'insecure' | 'unknown';

/**
 * What a compose window shows beside a recipient.
 *
 * @param recipient - of an outbound decision, which needs no session
 * @param lastSeen - what the caller knows; what is left out is not known
 * @param lastSeen.tls - whether the recipient's domain offered TLS lately; it counts where the decision does not require TLS
 * @param lastSeen.smime - whether the recipient takes S/MIME; if so, nothing else counts
 * @example recipientIndicator(decision.recipients[0], { tls: true }) // 'required-tls' where the policy requires TLS, else 'tls'
 * @see clause S-10.4
 */
export function recipientIndicator(recipient: RecipientDecision, lastSeen?: { tls?: boolean; smime?: boolean }): RecipientIndicator {
  if (lastSeen?.smime === true) return 'smime';
  if (recipient.constraints.tls === 'required') return 'required-tls';
  if (lastSeen?.tls === true) return 'tls';
  return lastSeen?.tls === false ? 'insecure' : 'unknown';
}
