// What the settings of a policy send mail to, once all are enforced: every domain and address in their lists, for senders of every org unit, by the route
// that mail takes.

import { setImmediate } from 'node:timers/promises';
import { compilePolicy } from '../engine.js';
import type { PolicyEngine } from '../engine.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Policy } from '../model/policy.js';
import { routeKey } from '../model/route.js';
import type { Route } from '../model/route.js';
import { constraintsCode, requiresSomething } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { enforcedPolicy } from '../policy/enforced-policy.js';

/** Mail of some partners that takes one route under the same constraints. */
export interface PolicyTarget {
  readonly route: Route;
  readonly constraints: TransportConstraints;
  /** Entries of address lists. */
  readonly partners: readonly string[];
}

export interface PolicyTargets {
  readonly targets: readonly PolicyTarget[];
  /** Entries that stand for domains without naming one, and whose mail takes no route of the policy. */
  readonly unnamed: readonly string[];
}

/**
 * Settings in testing mode count as enforced: what is tested is what is about to be required.
 *
 * @param onProgress - hears now and then how many entries are done; meanwhile the program can hear of other things, such as Ctrl-C
 */
export async function policyTargets(policy: Policy, onProgress: (done: number, total: number) => Promise<void>): Promise<PolicyTargets> {
  const units = unitSenders(enforcedPolicy(policy));
  const targets = new Map<string, Gathered>();
  const unnamed = new Set<string>();
  const partners = partnersOf(units.engine);
  let done = 0;
  for (const [entry, recipient] of partners) {
    if (done % STEP === 0) {
      await onProgress(done, partners.size);
      await setImmediate();
    }
    done++;
    for (const demand of units.senders.flatMap((sender) => demandsOn(entry, recipient, sender, units.engine))) {
      // `*` and `*.example.com` have no MX hosts of their own.
      if (demand.route.kind === 'mx' && entry.startsWith('*')) unnamed.add(entry);
      else partnersBy(targets, demand).add(entry);
    }
  }
  return { targets: [...targets.values()].map((target) => ({ ...target, partners: [...target.partners] })), unnamed: [...unnamed] };
}

const STEP = 100;

/** A sender in every org unit. The policy's users are not all there are, so these are made up, in a domain that nobody has (RFC 6761). */
function unitSenders(policy: Policy): { engine: PolicyEngine; senders: string[] } {
  const paths = compilePolicy(policy).orgUnits;
  const units = new Map(paths.map((path, index) => [`unit-${index}@sender.invalid`, path]));
  return { engine: compilePolicy(policy, { orgUnitOf: (address) => units.get(address) }), senders: [...units.keys()] };
}

const EVERYONE = '*';
/** Matched by `*` alone (RFC 6761). */
const NOBODY = 'postmaster@recipient.invalid';

/** Every entry with an address that it matches; and an address of nobody, for settings that need no list. */
function partnersOf({ addressLists }: PolicyEngine): Map<string, string> {
  const partners = new Map<string, string>([[EVERYONE, NOBODY]]);
  for (const list of addressLists) for (const entry of list.entries()) partners.set(entry.value, recipientFor(entry));
  return partners;
}

function recipientFor({ kind, value }: AddressListEntry): string {
  switch (kind) {
    case 'address':
      return value;
    case 'domain':
      return `postmaster@${value}`;
    case 'subdomains':
      return `postmaster@${value.replace('*', 'any')}`;
    case 'everyone':
      return NOBODY;
  }
}

interface Demand {
  readonly route: Route;
  readonly constraints: TransportConstraints;
}

interface Gathered extends Demand {
  readonly partners: Set<string>;
}

/** Without and with secure transport asked for by something else, where that makes a difference (S-7.1). */
function demandsOn(entry: string, recipient: string, mailFrom: string, engine: PolicyEngine): Demand[] {
  const decide = (secureTransport: boolean): RecipientDecision | undefined =>
    engine.evaluate({ envelope: { mailFrom, rcptTo: [recipient] }, secureTransport }, 'outbound').recipients[0];
  const [plain, secure] = [decide(false), decide(true)];
  const found = plain === undefined ? [] : demandOf(plain);
  const more = plain !== undefined && secure !== undefined && asksMore(plain, secure, entry === EVERYONE) ? demandOf(secure) : [];
  return [...found, ...more];
}

/**
 * More settings apply. TLS alone, which `secureTransport` adds to all mail, is nothing that a setting names; nor is the alternate secure route that
 * it takes then, but for the mail of everyone, so that it is tested once.
 */
function asksMore(plain: RecipientDecision, secure: RecipientDecision, everyone: boolean): boolean {
  if (secure.determinedBy.length > plain.determinedBy.length) return true;
  return everyone && secure.route !== null && plain.route !== null && routeKey(secure.route) !== routeKey(plain.route);
}

/** Nothing required and no route of the policy: nothing to test. */
function demandOf({ route, constraints }: RecipientDecision): Demand[] {
    if (route === null || (route.kind === 'mx' && !requiresSomething(constraints))) return [];
  return [{ route, constraints }];
}

function partnersBy(targets: Map<string, Gathered>, { route, constraints }: Demand): Set<string> {
  const key = `${routeKey(route)} ${constraintsCode(constraints)}`;
  const present = targets.get(key);
  if (present !== undefined) return present.partners;
  const partners = new Set<string>();
  targets.set(key, { route, constraints, partners });
  return partners;
}
