// The importer on the policy responses of ScubaGoggles' tests, whose results say which of several policies counts (S-19.3), and on what GAM's wiki says of
// its tables.
import { describe, expect } from 'vitest';
import { writtenPolicies } from '../../src/google-workspace/export-pages.js';
import { byPrecedence } from '../../src/google-workspace/precedence.js';
import { importGooglePolicies } from '../../src/google-workspace/index.js';
import { ImportFindings } from '../../src/google-workspace/import-report.js';
import { parsePolicy } from '../../src/index.js';
import { bytesOf, filesBelow, itOnCorpora, textOf } from './corpus.js';

const FOLDER = 'google-policy-api';

type Values = Readonly<Record<string, unknown>>;
interface Case {
  readonly orgunits: Readonly<Record<string, { readonly name: string; readonly path: string }>>;
  readonly response?: unknown;
  readonly responses?: readonly unknown[];
  readonly defaults: Readonly<Record<string, Values>>;
  /** By the name of the org unit, with the group if there is one, and the setting. */
  readonly results: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const casesOfPolicies = (): [string, Case][] =>
  filesBelow(FOLDER, '.json').filter((file) => file.includes('get_policies')).map((file) => [file, JSON.parse(textOf(bytesOf(`${FOLDER}/${file}`))) as Case]);
const pagesOf = ({ response, responses }: Case): readonly unknown[] => responses ?? [response];

describe('responses of the Policy API', () => {
  itOnCorpora('are imported as valid documents, and every policy is spoken of', () => {
    const cases = casesOfPolicies();
    expect(cases.length).toBeGreaterThanOrEqual(8);
    for (const [file, one] of cases) {
      const { document, report } = importGooglePolicies(pagesOf(one), { orgUnits: one.orgunits });
      expect(parsePolicy(document), file).toMatchObject({ ok: true });
      expect(document.orgUnits?.map(({ path }) => path), file).toEqual(expect.arrayContaining(Object.values(one.orgunits).map(({ path }) => path)));
      const settings = new Set(writtenPolicies(pagesOf(one), new ImportFindings()).map(({ policy }) => (policy['setting'] as { type: string }).type.replace('settings/', '')));
      const spokenOf = report.findings.filter(({ code }) => code === 'other-setting').map(({ message }) => /^`([^`]*)`/.exec(message)?.[1]);
      expect(new Set(spokenOf), file).toEqual(settings);
      expect(report.findings.filter(({ outcome }) => outcome === 'left-out'), file).toEqual([]);
    }
  });

  itOnCorpora('rank as the results say: of each field the first policy that has it counts', () => {
    let compared = 0;
    let several = 0;
    for (const [file, one] of casesOfPolicies()) {
      for (const [unit, settings] of Object.entries(one.results)) {
        for (const [setting, result] of Object.entries(settings)) {
          const ranked = policiesOf(one, unit, setting);
          // Lists that are not reduced, and what has defaults alone.
          if (ranked.length === 0 || Array.isArray(result)) continue;
          const values = ranked.map(({ value }) => value);
          const inForce = isMerged(file) ? (Object.assign({}, ...[...values].reverse()) as Values) : values[0]!;
          expect({ ...one.defaults[setting], ...inForce }, `${file}: ${unit}, ${setting}`).toMatchObject(result as object);
          compared += 1;
          several += ranked.length > 1 ? 1 : 0;
        }
      }
    }
    expect(compared).toBeGreaterThanOrEqual(19);
    expect(several).toBeGreaterThanOrEqual(3);
  });
});

describe('the tables of GAM', () => {
  itOnCorpora('have the options and columns that are read', () => {
    const wiki = textOf(bytesOf(`${FOLDER}/GAM-wiki-Cloud-Identity-Policies.md`));
    for (const word of ['gam print policies', 'gam show policies', 'formatjson', 'quotechar', 'policyQuery/orgUnitPath', 'policyQuery/groupEmail']) expect(wiki).toContain(word);
  });
});

interface Ranked {
  readonly value: Values;
}

/** The policies of an org unit by name, without its group, for a setting: the one that counts first. */
function policiesOf(one: Case, unit: string, setting: string): readonly Ranked[] {
  const written = writtenPolicies(pagesOf(one), new ImportFindings()).map(({ path, policy }) => {
    const query = policy['policyQuery'] as { orgUnit?: string; group?: string; sortOrder: number };
    const { type, value } = policy['setting'] as { type: string; value: Values };
    const name = one.orgunits[(query.orgUnit ?? '').replace('orgUnits/', '')]?.name;
    return { path, name: String(policy['name']), unit: query.group === undefined ? name : null, type: type.replace('settings/', '').replace('.', '_'), value, orgUnit: '/', sortOrder: query.sortOrder, byAdmin: policy['type'] === 'ADMIN', setting: 'gmail.rule_states' as const };
  });
  return written.filter((policy) => policy.unit === unit && policy.type === setting).sort(byPrecedence);
}

/** The one file that is about settings which Google merges field by field. */
function isMerged(file: string): boolean {
  return file === 'policyapi_get_policies2.json';
}
