// Which of several policies counts, for each org unit and each id (S-19.3). Google calls it the MaxMap reducer: of the entries with one key, that of
// the policy with the greatest `sortOrder` counts, whole, among the policies of the org unit and of those above it.

import type { ExportedPolicy } from './exported-policy.js';
import type { ExportPath, ImportFindings } from './import-report.js';
import { canonicalText } from './json-value.js';
import { append } from '../model/multimap.js';
import { depthOf, parentOf, ROOT } from '../model/org-unit-path.js';
import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

/** One entry of a policy, named by an id. */
export interface Identified {
  readonly id: string;
  readonly policy: ExportedPolicy;
  readonly path: ExportPath;
  /** What the policy says of it, as JSON. */
  readonly content: unknown;
}

/** What counts at each org unit, by id. */
export type InForce<Item> = ReadonlyMap<string, ReadonlyMap<string, Item>>;

/** @param units - paths, those above before those below, each with the unit above it */
export function inForce<Item extends Identified>(items: readonly Item[], units: readonly string[], findings: ImportFindings): InForce<Item> {
  const byUnit = new Map<string, Item[]>();
  for (const item of items) append(byUnit, item.policy.orgUnit, item);
  const result = new Map<string, ReadonlyMap<string, Item>>();
  for (const unit of units) {
    const above: ReadonlyMap<string, Item> = (unit === ROOT ? undefined : result.get(parentOf(unit))) ?? new Map<string, Item>();
    result.set(unit, withOwn(above, byUnit.get(unit) ?? [], findings));
  }
  reportOverruled(items, result, findings);
  return result;
}

function withOwn<Item extends Identified>(above: ReadonlyMap<string, Item>, own: readonly Item[], findings: ImportFindings): ReadonlyMap<string, Item> {
  if (own.length === 0) return above;
  const counting = new Map(above);
  for (const item of withoutRepetitions(own, findings)) {
    const other = counting.get(item.id);
    if (other === undefined || rank(item, other, findings) < 0) counting.set(item.id, item);
  }
  return counting;
}

/** Within one policy the first of a repetition counts. */
function withoutRepetitions<Item extends Identified>(items: readonly Item[], findings: ImportFindings): readonly Item[] {
  const seen = new Map<ExportedPolicy, Set<string>>();
  return items.filter(({ id, policy, path }) => {
    const ids = seen.get(policy) ?? new Set<string>();
    seen.set(policy, ids);
    if (ids.has(id)) findings.add('repeated-id', path, `${quote(id)} stands twice in one policy; the first counts`);
    const isFirst = !ids.has(id);
    ids.add(id);
    return isFirst;
  });
}

/** Negative where `a` counts. */
function rank(a: Identified, b: Identified, findings: ImportFindings): number {
  const order = byPrecedence(a.policy, b.policy) || byContent(a, b);
  if (a.policy.sortOrder === b.policy.sortOrder && byContent(a, b) !== 0) findings.add('same-sort-order', a.path, sameRank(a, (order < 0 ? a : b).policy, (order < 0 ? b : a).policy));
  return order;
}

function sameRank({ id }: Identified, winner: ExportedPolicy, loser: ExportedPolicy): string {
  const name = winner.name === '' ? 'a policy without a name' : `the policy ${quote(winner.name)}`;
  if (winner.name === loser.name && winner.orgUnit === loser.orgUnit) return `${name} stands twice and defines ${quote(id)} in two ways, of which one counts: take the export anew, or compare it with the admin console`;
  return `two policies of one rank define ${quote(id)}; that of ${quote(winner.orgUnit)} named ${quote(winner.name)} counts: compare it with the admin console`;
}

/** Pages that overlap have a policy twice, and if somebody changed it meanwhile, in two ways. Which one counts must not depend on their order. */
function byContent(a: Identified, b: Identified): number {
  return byCodeUnits(canonicalText(a.content), canonicalText(b.content));
}

/** The policy that counts comes first. `sortOrder` decides, and where it does not, nothing does by Google's words: then what is nearer, or set by people. */
export function byPrecedence(a: ExportedPolicy, b: ExportedPolicy): number {
  return (
    (b.sortOrder ?? LAST) - (a.sortOrder ?? LAST) ||
    depthOf(b.orgUnit) - depthOf(a.orgUnit) ||
    Number(b.byAdmin) - Number(a.byAdmin) ||
    byCodeUnits(a.name, b.name)
  );
}

const LAST = -Number.MAX_VALUE;

function reportOverruled<Item extends Identified>(items: readonly Item[], counting: InForce<Item>, findings: ImportFindings): void {
  const used = new Set([...counting.values()].flatMap((atUnit) => [...atUnit.values()]));
  for (const item of items) {
    const winner = counting.get(item.policy.orgUnit)?.get(item.id);
    // Of a repetition within its own policy the reader knows already.
    if (used.has(item) || winner === undefined || winner.policy === item.policy) continue;
    findings.add('overruled', item.path, `${reasonOf(item, winner)}, so this one counts nowhere`);
  }
}

function reasonOf({ id, policy, content }: Identified, winner: Identified): string {
  const where = `${quote(id)} for ${quote(policy.orgUnit)}`;
  if (winner.policy.sortOrder !== policy.sortOrder) return `another policy of a higher rank defines ${where}`;
  if (canonicalText(winner.content) === canonicalText(content)) return `another policy of the same rank, or the same policy once more, defines ${where} alike`;
  return `another policy of the same rank defines ${where} otherwise and counts`;
}
