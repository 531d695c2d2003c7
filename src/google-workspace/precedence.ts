// Which of several policies counts, for each org unit and each id (S-19.3). Google calls it the MaxMap reducer: of the entries with one key, that of
// the policy with the greatest `sortOrder` counts, whole, among the policies of the org unit and of those above it.

import type { ExportedPolicy } from './exported-policy.js';
import type { ExportPath, ImportFindings } from './import-report.js';
import { append } from '../model/multimap.js';
import { depthOf, parentOf, ROOT } from '../model/org-unit-path.js';
import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

/** One entry of a policy, named by an id. */
export interface Identified {
  readonly id: string;
  readonly policy: ExportedPolicy;
  readonly path: ExportPath;
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
  for (const item of own) {
    const other = counting.get(item.id);
    if (other === undefined || rank(item, other, findings) < 0) counting.set(item.id, item);
  }
  return counting;
}

/** Negative where `a` counts. Within one policy the first of a repetition does. */
function rank(a: Identified, b: Identified, findings: ImportFindings): number {
  if (a.policy === b.policy) {
    findings.add('repeated-id', a.path, `${quote(a.id)} stands twice in one policy; the first counts`);
    return 1;
  }
  const order = byPrecedence(a.policy, b.policy);
  if (a.policy.sortOrder === b.policy.sortOrder && !isSamePolicy(a.policy, b.policy)) {
    const winner = (order < 0 ? a : b).policy;
    findings.add('same-sort-order', a.path, `two policies of one rank define ${quote(a.id)}; that of ${quote(winner.orgUnit)} named ${quote(winner.name)} counts: compare it with the admin console`);
  }
  return order;
}

/** Pages that overlap have it twice. */
function isSamePolicy(a: ExportedPolicy, b: ExportedPolicy): boolean {
  return a.name !== '' && a.name === b.name;
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
    if (!used.has(item)) findings.add('overruled', item.path, `another policy of a higher rank defines ${quote(item.id)} for ${quote(item.policy.orgUnit)}, so this one counts nowhere`);
  }
}
