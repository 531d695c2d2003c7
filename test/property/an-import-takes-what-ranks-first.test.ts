// S-19.3: whatever policies an export has, and in whatever order, each org unit gets of each list and rule what ranks first there, whole.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { importGooglePolicies } from '../../src/google-workspace/index.js';
import type { ImportResult } from '../../src/google-workspace/index.js';
import { parsePolicy } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { HitRate, RUNS } from './runs.js';

const UNITS = ['/', '/A', '/A/B', '/A/B/C', '/A/D'];
const IDS = ['one', 'two'];

interface Definition {
  readonly id: string;
  /** Of a list: its one entry. Of a rule: whether it is enabled. */
  readonly content: string | boolean;
}
interface Policy {
  readonly name: string;
  readonly kind: 'lists' | 'rules';
  readonly unit: string;
  readonly sortOrder: number;
  /** It applies to somebody else. */
  readonly group: boolean;
  readonly definitions: readonly Definition[];
}

/** No two policies of one kind have one `sortOrder`, as Google has it. */
function drawPolicies(choices: Choices): Policy[] {
  const ranks = choices.times(16, (index) => index);
  return choices.times(1 + choices.below(12), (index) => {
    const kind = choices.pick(['lists', 'rules'] as const);
    const [rank = 0] = ranks.splice(choices.below(ranks.length), 1);
    const definitions = choices.some(IDS, 75).map((id): Definition => ({ id: kind === 'lists' ? `list-${id}` : id, content: kind === 'lists' ? `p${index}.example` : choices.chance(50) }));
    return { name: `policies/${index}`, kind, unit: choices.pick(UNITS), sortOrder: 200 + rank / 8, group: choices.chance(10), definitions };
  });
}

/** The definition is restated from Google's words: keep the policies that apply, and of each id the one with the greatest `sortOrder`. */
function whatRanksFirst(policies: readonly Policy[], kind: Policy['kind'], unit: string, id: string): Definition['content'] | undefined {
  const isAt = (path: string): boolean => unit === path || path === '/' || unit.startsWith(`${path}/`);
  const applying = policies.filter((policy) => policy.kind === kind && !policy.group && isAt(policy.unit) && policy.definitions.some((definition) => definition.id === id));
  const greatest = Math.max(...applying.map(({ sortOrder }) => sortOrder));
  return applying.find(({ sortOrder }) => sortOrder === greatest)?.definitions.find((definition) => definition.id === id)?.content;
}

function written({ name, kind, unit, sortOrder, group, definitions }: Policy): unknown {
  const policyQuery = { orgUnit: `orgUnits/id${UNITS.indexOf(unit)}`, sortOrder, ...(group && { group: 'groups/g' }) };
  const value =
    kind === 'rules'
      ? { ruleStates: definitions.map(({ id, content }) => ({ ruleId: id, enabled: content })) }
      : { emailAddressList: definitions.map(({ id, content }) => ({ id, name: 'Partners', addressList: { address: [{ address: content, requireAddressVerification: true }] } })) };
  return { name, policyQuery, setting: { type: kind === 'rules' ? 'settings/gmail.rule_states' : 'settings/gmail.email_address_lists', value }, type: 'ADMIN' };
}

function importOf(policies: readonly Policy[]): ImportResult {
  return importGooglePolicies(policies.map(written), { orgUnits: Object.fromEntries(UNITS.map((unit, index) => [`id${index}`, unit])) });
}

/** The place of a rule at a unit: its own or the nearest above; null where it is disabled there. */
function placeAt({ document }: ImportResult, unit: string, setting: string): { readonly description: string; readonly addressLists: readonly string[] } | null | undefined {
  const above = UNITS.filter((path) => unit === path || path === '/' || unit.startsWith(`${path}/`)).reverse();
  for (const path of above) {
    const orgUnit = document.orgUnits?.find((candidate) => candidate.path === path);
    if (orgUnit?.disable?.includes(setting) === true) return null;
    const place = orgUnit?.settings?.find(({ id }) => id === setting);
    if (place !== undefined) return { description: place.description ?? '', addressLists: place.addressLists ?? [] };
  }
  return undefined;
}

function entriesOf({ document }: ImportResult, names: readonly string[]): string[] {
  return names.map((name) => (document.addressLists?.[name] as { entries: string[] }).entries[0]!).sort();
}

it('each org unit gets of each rule the state, and of each list the content, that rank first there', () => {
  const [overrules, disables, differs] = [new HitRate(), new HitRate(), new HitRate()];
  fc.assert(
    fc.property(choiceRows(100), (numbers) => {
      const policies = drawPolicies(new Choices(numbers));
      const result = importOf(policies);
      expect(parsePolicy(result.document)).toMatchObject({ ok: true });
      for (const unit of UNITS) {
        const lists = IDS.map((id) => whatRanksFirst(policies, 'lists', unit, `list-${id}`)).filter((entry) => typeof entry === 'string').sort();
        for (const rule of IDS) {
          const state = whatRanksFirst(policies, 'rules', unit, rule);
          const place = placeAt(result, unit, `google-rule-${rule}`);
          if (state === undefined) expect(place).toBeUndefined();
          else if (state === true) expect(place?.description).toContain(`the rule ${rule} is enabled here`);
          else if (place !== null) expect(place?.description).toContain(`the rule ${rule} is not enabled here`);
          if (state === true) expect(entriesOf(result, place?.addressLists ?? [])).toEqual(lists);
        }
      }
      disables.count(UNITS.some((unit) => IDS.some((rule) => placeAt(result, unit, `google-rule-${rule}`) === null)));
      overrules.count(result.report.findings.some(({ code }) => code === 'overruled'));
      differs.count(Object.keys(result.document.addressLists ?? {}).length > IDS.length);
    }),
    { numRuns: Math.ceil(RUNS / 5) },
  );
  expect(overrules.share).toBeGreaterThan(0.1);
  expect(disables.share).toBeGreaterThan(0.02);
  expect(differs.share).toBeGreaterThan(0.02);
});

/** A policy that somebody changed between two pages. */
function changed(policy: Policy): Policy {
  return { ...policy, definitions: policy.definitions.map(({ id, content }) => ({ id, content: typeof content === 'string' ? `q${content}` : !content })) };
}

it('neither the order of policies nor their pages mean anything, even if one stands there twice', () => {
  const ties = new HitRate();
  fc.assert(
    fc.property(choiceRows(100), fc.nat(), fc.nat(), (numbers, seed, cut) => {
      const drawn = drawPolicies(new Choices(numbers));
      const policies = [...drawn, ...drawn.filter((_policy, index) => (seed + index) % 3 === 0).map(changed)];
      const shuffled = [...policies].reverse().sort((a, b) => ((a.sortOrder * 8 + seed) % 7) - ((b.sortOrder * 8 + seed) % 7));
      const at = cut % (shuffled.length + 1);
      const orgUnits = Object.fromEntries(UNITS.map((unit, index) => [`id${index}`, unit]));
      const pages = [{ policies: shuffled.slice(0, at).map(written), nextPageToken: 'next' }, { policies: shuffled.slice(at).map(written) }];
      const { document, report } = importGooglePolicies(pages, { orgUnits });
      expect(document).toEqual(importOf(policies).document);
      ties.count(report.findings.some(({ code }) => code === 'same-sort-order'));
    }),
    { numRuns: Math.ceil(RUNS / 5) },
  );
  expect(ties.share).toBeGreaterThan(0.2);
});

it('whatever the data is, the document is valid and nothing in it is enabled (S-19.1)', () => {
  const lists = new HitRate();
  const text = fc.oneof(fc.constantFrom('', 'a', '__proto__', '/A', 'gmail.rule_states', 'a.example', 'True'), fc.string({ maxLength: 6, unit: 'binary' }));
  const odd = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 }), fc.constant({}));
  const or = (likely: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 15, arbitrary: likely }, { weight: 1, arbitrary: odd });
  const seldom = fc.option(odd, { nil: undefined, freq: 1 });
  const entry = or(fc.record({ address: fc.oneof(fc.constantFrom('a.example', 'b.example'), odd), requireAddressVerification: odd }, { requiredKeys: [] }));
  const addressList = or(fc.record({ id: or(text), name: or(text), addressList: or(fc.record({ address: or(fc.array(entry, { maxLength: 3 })) })), blockedAddressList: seldom }, { requiredKeys: ['id', 'addressList'] }));
  const value = or(fc.record({ emailAddressList: or(fc.array(addressList, { maxLength: 3 })), ruleStates: or(fc.array(or(fc.record({ ruleId: or(text), enabled: odd }, { requiredKeys: [] })), { maxLength: 3 })) }));
  const setting = or(fc.record({ type: or(fc.constantFrom('settings/gmail.rule_states', 'gmail.email_address_lists', 'settings/gmail.email_address_lists')), value }));
  const policyQuery = or(fc.record({ orgUnit: text, orgUnitPath: or(fc.constantFrom('/', '/A', '/A/ B/', '/A/B')), sortOrder: odd, group: seldom, query: seldom }, { requiredKeys: ['orgUnitPath'] }));
  const policy = or(fc.record({ name: or(text), type: odd, setting, policyQuery }, { requiredKeys: ['setting'] }));
  const input = or(fc.oneof(fc.array(policy, { maxLength: 4 }), fc.record({ policies: or(fc.array(policy, { maxLength: 4 })), nextPageToken: odd }, { requiredKeys: [] })));
  fc.assert(
    fc.property(input, odd, (data, orgUnits) => {
      const { document, report } = importGooglePolicies(data, { orgUnits: orgUnits as never });
      const parsed = parsePolicy(JSON.parse(JSON.stringify(document)));
      expect(parsed).toMatchObject({ ok: true });
      expect((document.orgUnits ?? []).flatMap(({ settings = [] }) => settings).every(({ enabled }) => enabled === false)).toBe(true);
      expect(report.places).toHaveLength(report.findings.filter(({ outcome }) => outcome === 'fill-in').length);
      lists.count(report.counts.entries > 0);
    }),
    { numRuns: Math.ceil(RUNS / 3) },
  );
  expect(lists.share).toBeGreaterThan(0.05);
});
