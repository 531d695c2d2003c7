// What becomes of a snapshot that somebody changed and gave a checksum that holds: it is refused, or it answers as the law says (see the test of that name).

import { compilePolicy, policyDocument, renderExplanation } from '../../src/index.js';
import type { Decision, PolicyEngine } from '../../src/index.js';
import { openSnapshot, SnapshotError, verifySnapshot } from '../../src/snapshot/index.js';
import type { SampleSnapshot } from './sample-snapshots.js';

/** A code of `SnapshotError`; opened, but refused by `verifySnapshot`; or opened and verified. */
export type Outcome = SnapshotError['code'] | 'opened' | 'verified';

export interface Answered {
  readonly outcome: Outcome;
  /** Matches that the engine reported. */
  readonly matches: number;
}

/** @throws Error where the law is broken */
export function openChanged(bytes: Uint8Array, sample: SampleSnapshot): Answered {
  const engine = attempt(() => openSnapshot(bytes));
  const verified = attempt(() => verifySnapshot(bytes));
  if (engine instanceof SnapshotError) {
    if (!(verified instanceof SnapshotError)) throw new Error('verifySnapshot accepts what openSnapshot refuses');
    return { outcome: engine.code, matches: 0 };
  }
  const answers = answersOf(engine, sample);
  const matches = checkMatches(engine, answers);
  if (verified instanceof SnapshotError) return { outcome: 'opened', matches };
  checkAsDocument(engine, answers, sample);
  return { outcome: 'verified', matches };
}

/** Anything but a SnapshotError is thrown on. */
function attempt<T>(act: () => T): T | SnapshotError {
  try {
    return act();
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
}

interface Answers {
  readonly decisions: readonly Decision[];
  readonly explanations: readonly unknown[];
  readonly settings: readonly unknown[];
  readonly lists: readonly { readonly name: string; readonly entries: readonly { readonly value: string }[] }[];
  readonly matching: readonly (readonly { readonly addressList: string; readonly entry: { readonly value: string } }[])[];
  readonly document: unknown;
}

/** Everything that an engine can be asked. */
function answersOf(engine: PolicyEngine, { messages, addresses }: SampleSnapshot): Answers {
  // The first message has every address, and near misses take longer than all else together.
  const explanations = messages.filter((_, place) => place === 0 || place === messages.length - 1).map(({ message, direction }) => engine.explain(message, direction));
  for (const explanation of explanations) renderExplanation(explanation);
  return {
    decisions: messages.map(({ message, direction }) => engine.evaluate(message, direction)),
    explanations,
    settings: engine.orgUnits.map((path) => engine.effectiveSettings(path)),
    lists: engine.addressLists.map((list) => ({ name: list.name, description: list.description, size: list.size, entries: [...list.entries()], found: list.search('partner') })),
    matching: addresses.map((address) => engine.matching(address)),
    document: policyDocument(engine.policy),
  };
}

/** S-3.3, S-3.4: every entry that is said to match does, and is one of its list. */
function checkMatches({ addressLists }: PolicyEngine, { decisions, lists, matching }: Answers): number {
  const listed = new Map(lists.map(({ name, entries }) => [name, new Set(entries.map(({ value }) => value))]));
  if (listed.size !== addressLists.length) throw new Error('two lists have one name');
  let matches = 0;
  for (const { addressList, entry, address } of decisions.flatMap(({ recipients }) => recipients.flatMap(({ determinedBy, testing }) => [...determinedBy, ...testing]))) {
    if (addressList === null || entry === null || address === null) continue;
    matches++;
    if (!isExact(entry, address)) throw new Error(`${JSON.stringify(entry)} is said to match ${JSON.stringify(address)}`);
    if (listed.get(addressList)?.has(entry) !== true) throw new Error(`${JSON.stringify(entry)} is said to be in ${JSON.stringify(addressList)}`);
  }
  for (const { addressList, entry } of matching.flat()) if (listed.get(addressList)?.has(entry.value) !== true) throw new Error(`matching names ${JSON.stringify(entry)}, which is in no list`);
  return matches;
}

export function isExact(entry: string, address: string): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (entry === '*' || entry === address || entry === domain) return true;
  return entry.startsWith('*.') && !domain.startsWith('[') && domain.endsWith(entry.slice(1)) && domain.length > entry.length - 1;
}

/** What was verified decides as the policy that it says it is. */
function checkAsDocument(engine: PolicyEngine, answers: Answers, sample: SampleSnapshot): void {
  const compiled = compilePolicy(policyDocument(engine.policy));
  const expected = answersOf(compiled, sample);
  for (const key of Object.keys(expected) as (keyof Answers)[]) {
    const [found, wanted] = [JSON.stringify(answers[key]), JSON.stringify(expected[key])];
    if (found !== wanted) throw new Error(`${key}: the snapshot says ${found}, its document ${wanted}`);
  }
}
