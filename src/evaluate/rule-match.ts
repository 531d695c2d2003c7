// A rule and what made it match: what assessments and route choices are made of.

import type { Rule } from '../compile/rule.js';
import type { EntryKind } from '../model/address-list-entry.js';
import type { Match } from '../model/decision.js';
import type { TransportConstraints } from '../model/transport.js';

export interface RuleMatch {
  readonly rule: Rule;
  readonly match: Match & { constraints: TransportConstraints };
  /** The entry's kind; null without a list or without an entry. It ranks routes (S-8.4). */
  readonly kind: EntryKind | null;
}
