// A rule is a setting made ready for one direction: its own constraints, its route, and the lists that make it match (S-7).

import { constraintsCode, constraintsOfCode, joinCodes, opportunistic } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import type { HostRoute } from '../model/route.js';
import { append } from '../model/multimap.js';
import { byCodeUnits } from '../model/text.js';
import type { Setting } from '../model/policy.js';
import { isActive } from './inheritance.js';
import type { SettingInView } from './inheritance.js';

export interface Rule {
  readonly setting: string;
  readonly orgUnit: string;
  readonly depth: number;
  readonly constraints: TransportConstraints;
  readonly constraintsCode: number;
  /** The route that the setting itself names; inbound null. */
  readonly route: HostRoute | null;
  readonly testing: boolean;
  /** It concerns only messages for which something else already demands secure transport (S-7.1). */
  readonly secureTransportOnly: boolean;
  /** Places of its lists; empty: it concerns every recipient (S-7.2). */
  readonly lists: readonly number[];
}

/** The rules of one org unit in one direction. */
export interface RuleSet {
  readonly direction: Direction;
  readonly byList: ReadonlyMap<number, ListedRules>;
  readonly withoutList: readonly Rule[];
  readonly all: readonly Rule[];
  readonly hasSecureTransportOnly: boolean;
}

/** The rules that a list makes match. */
export interface ListedRules {
  /** Sorted by setting, definitions of one id from the root down (S-11.1). */
  readonly rules: readonly Rule[];
  /** What they add up to where they are plain. */
  readonly constraints: TransportConstraints;
  /** They only constrain: none has a route, is in testing mode or waits for secure transport. */
  readonly plain: boolean;
}

export interface RuleContext {
  readonly listPlaces: ReadonlyMap<string, number>;
  readonly routes: ReadonlyMap<string, HostRoute>;
  /** A definition makes the same rule wherever it is inherited, so units share it. */
  readonly rules: Readonly<Record<Direction, Map<Setting, Rule>>>;
}

export function buildRuleSet(view: readonly SettingInView[], direction: Direction, context: RuleContext): RuleSet {
  const all = view.filter((inView) => isActive(inView) && concerns(inView.setting, direction)).map((inView) => ruleOf(inView, direction, context));
  const byList = new Map<number, Rule[]>();
  for (const rule of all) for (const list of rule.lists) append(byList, list, rule);
  const listed = new Map([...byList].map(([list, rules]) => [list, listedRules(rules)]));
  const withoutList = all.filter(({ lists }) => lists.length === 0);
  return { direction, byList: listed, withoutList, all, hasSecureTransportOnly: all.some(({ secureTransportOnly }) => secureTransportOnly) };
}

function listedRules(rules: readonly Rule[]): ListedRules {
  const sorted = [...rules].sort((a, b) => byCodeUnits(a.setting, b.setting) || a.orgUnit.length - b.orgUnit.length);
  const plain = rules.every(({ route, testing, secureTransportOnly }) => route === null && !testing && !secureTransportOnly);
  return { rules: sorted, constraints: constraintsOfCode(rules.reduce((code, rule) => joinCodes(code, rule.constraintsCode), 0)), plain };
}

/** Whether a setting is about messages of this direction at all. */
export function concerns({ appliesTo }: Setting, direction: Direction): boolean {
  return direction === 'inbound' ? appliesTo.includes('inbound') : appliesTo.some((scope) => scope !== 'inbound');
}

/** Whether, outbound, it waits for something else to demand secure transport (S-7.1). */
export function isSecureTransportOnly({ appliesTo }: Setting, direction: Direction): boolean {
  return direction === 'outbound' && !appliesTo.includes('outbound');
}

function ruleOf(inView: SettingInView, direction: Direction, context: RuleContext): Rule {
  const known = context.rules[direction];
  const rule = known.get(inView.setting) ?? buildRule(inView, direction, context);
  known.set(inView.setting, rule);
  return rule;
}

function buildRule({ setting, orgUnit, depth }: SettingInView, direction: Direction, { listPlaces, routes }: RuleContext): Rule {
  const route = direction === 'outbound' && setting.route !== null ? routes.get(setting.route) : undefined;
  const constraints = constraintsOf(setting, direction);
  return {
    setting: setting.id,
    orgUnit,
    depth,
    constraints,
    constraintsCode: constraintsCode(constraints),
    route: route ?? null,
    testing: setting.mode === 'testing',
    secureTransportOnly: isSecureTransportOnly(setting, direction),
    lists: setting.addressLists.flatMap((name) => listPlaces.get(name) ?? []),
  };
}

/** The setting's own constraints: server certificates outbound, client certificates inbound (S-7.3). */
export function constraintsOf({ requirements }: Setting, direction: Direction): TransportConstraints {
  if (!requirements.tls) return opportunistic;
  const inbound = direction === 'inbound';
  const caSigned = inbound ? requirements.clientCertificate : requirements.caSignedCertificate;
  const hostname = !inbound && requirements.validateHostname;
  return constraintsOfCode(constraintsCode({ tls: 'required', minVersion: requirements.minTlsVersion, caSigned, hostname }));
}
