// Constraints, routes, outcomes and replies in the few words that fit into a box.

import type { Direction, Outcome, Route, SmtpReply, TransportConstraints } from '../../src/index.js';
import type { Chip } from './drawing/cards.js';
import type { IconName } from './drawing/icons.js';
import type { Look } from './drawing/shapes.js';
import { visible } from './drawing/visible-text.js';

/** One word for each constraint; `nothing required` where there is none. */
export function constraintWords({ tls, minVersion, caSigned, hostname }: TransportConstraints, direction: Direction = 'outbound'): string[] {
  if (tls === 'opportunistic') return ['nothing required'];
  const certificate = direction === 'outbound' ? 'CA-signed certificate' : 'CA-signed client certificate';
  return ['TLS', ...(minVersion === null ? [] : [`${minVersion} or later`]), ...(caSigned ? [certificate] : []), ...(hostname ? ['host name matches'] : [])];
}

export function constraintChips(constraints: TransportConstraints, direction?: Direction, required: Look = 'brand'): Chip[] {
  const look = constraints.tls === 'opportunistic' ? 'quiet' : required;
  return constraintWords(constraints, direction).map((text) => ({ text, look }));
}

export function routeWords(route: Route): string {
  switch (route.kind) {
    case 'mx':
      return `the MX hosts of ${visible(route.domain)}`;
    case 'host':
      return `${route.mxLookup ? 'the MX hosts of' : 'host'} ${visible(route.host)}, port ${route.port}`;
  }
}

export function replyWords({ code, enhancedCode, text }: SmtpReply): string {
  return `${code} ${visible(enhancedCode)} ${visible(text, MAX_REPLY)}`;
}

export const OUTCOME_LOOKS: Readonly<Record<Outcome, { readonly look: Look; readonly icon: IconName; readonly word: string }>> = {
  deliver: { look: 'good', icon: 'good', word: 'Deliver' },
  pending: { look: 'waiting', icon: 'waiting', word: 'Pending' },
  bounce: { look: 'bad', icon: 'bad', word: 'Bounce' },
  reject: { look: 'bad', icon: 'bad', word: 'Reject' },
};

const MAX_REPLY = 300;
