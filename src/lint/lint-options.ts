// What lint cannot find in a policy: which rules matter, and facts that the caller alone knows (S-14.2).

import type { DiagnosticCode } from '../model/diagnostic.js';
import { parseDomain } from '../model/domain.js';
import { readElements, readProperty } from '../model/property.js';
import { quote } from '../model/quotation.js';
import { publicSuffixOrganizationalDomain } from '../evaluate/organizational-domain.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import type { OrgUnitOf } from '../evaluate/org-unit-of-user.js';
import { DIAGNOSTIC_RULES, isErrorCode } from './diagnostic-rules.js';
import { FREE_MAIL_DOMAINS } from './free-mail-domains.js';
import { LINT_RULES } from './lint-rules.js';
import type { LintCode, LintSeverity } from './lint-rules.js';

/** How severe the findings of a code are; `off`: they are not looked for. */
export type RuleSeverities = { readonly [Code in LintCode | DiagnosticCode]?: LintSeverity | 'off' };

/** Rules, and facts that no policy holds. All of them can be left out. */
export interface LintOptions {
  /** By code, instead of the default. What makes a document invalid is an error whatever is said here. */
  readonly rules?: RuleSeverities;
  /** As for `compilePolicy` (S-5.2). */
  readonly organizationalDomain?: (domain: string) => string | null;
  /** As for `compilePolicy` (S-6.2): where it is given, an org unit without users in the policy may have users all the same. */
  readonly orgUnitOf?: (address: string) => string | undefined;
  /** The domains of free-mail providers, instead of `FREE_MAIL_DOMAINS`. */
  readonly freeMailDomains?: Iterable<string>;
  /** Domains whose mail never authenticates, by what the caller has seen; a function gets canonical domains and must be pure. */
  readonly neverAuthenticates?: Iterable<string> | ((domain: string) => boolean);
  /** Since when settings have been in testing mode, and for how long they may be. */
  readonly testing?: TestingTimes;
  /** How many findings of one code are listed; what `parsePolicy` reports is always complete. Default 1000. */
  readonly limit?: number;
  /** More entries than these are not looked at, for want of memory, which a finding says. Default 2,000,000. */
  readonly maxEntries?: number;
}

/** Since when settings have been in testing mode, what time it is, and for how long they may be. */
export interface TestingTimes {
  /** Settings that are not named are not judged; of several times of one setting the earliest counts. */
  readonly since: readonly TestingSince[];
  /** The present time, in milliseconds since 1970, as `Date.now()` tells it. */
  readonly now: number;
  /** For how many days a setting may be in testing mode, from 0. */
  readonly limitInDays: number;
}

/** Since when a setting has been in testing mode. */
export interface TestingSince {
  /** The path of the org unit that defines it. */
  readonly orgUnit: string;
  /** Its id. */
  readonly setting: string;
  /** In milliseconds since 1970. */
  readonly since: number;
}

/** Options that were checked. */
export interface CheckedOptions {
  readonly severityOf: (code: LintCode | DiagnosticCode) => LintSeverity | 'off';
  /** Of `more-findings`, by the rules; null: as severe as what is left out. */
  readonly severityOfRest: LintSeverity | 'off' | null;
  readonly organizationalDomain: OrganizationalDomain;
  readonly orgUnitOf: OrgUnitOf;
  readonly freeMailDomains: ReadonlySet<string>;
  /** Null: nothing is known. */
  readonly neverAuthenticates: ((domain: string) => boolean) | null;
  readonly testing: CheckedTestingTimes | null;
  readonly limit: number;
  readonly maxEntries: number;
}

export interface CheckedTestingTimes {
  /** By {@link definitionKey}. */
  readonly since: ReadonlyMap<string, number>;
  readonly now: number;
  readonly limitInDays: number;
}

const OPTIONS: readonly string[] = ['rules', 'organizationalDomain', 'orgUnitOf', 'freeMailDomains', 'neverAuthenticates', 'testing', 'limit', 'maxEntries'];
const DEFAULT_LIMIT = 1000;
const DEFAULT_MAX_ENTRIES = 2_000_000;

/** @throws TypeError for what is no option, or not what it should be (S-12.4) */
export function checkOptions(options: LintOptions): CheckedOptions {
  if (typeof options !== 'object' || (options as LintOptions | null) === null) throw new TypeError(`the options of lintPolicy are an object with ${OPTIONS.join(', ')}`);
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) throw new TypeError(`lintPolicy has no option ${quote(unknown)}; it has ${OPTIONS.join(', ')}`);
  const { rules = {}, organizationalDomain = publicSuffixOrganizationalDomain, orgUnitOf, limit = DEFAULT_LIMIT, maxEntries = DEFAULT_MAX_ENTRIES } = options;
  const { freeMailDomains = FREE_MAIL_DOMAINS, neverAuthenticates, testing } = options;
  if (typeof organizationalDomain !== 'function') throw new TypeError('`organizationalDomain` must be a function from a domain to a domain or null');
  if (orgUnitOf !== undefined && typeof orgUnitOf !== 'function') throw new TypeError('`orgUnitOf` must be a function from an address to an org unit path');
  if (!Number.isSafeInteger(limit) || limit < 1) throw new TypeError('`limit` must be a whole number from 1');
  if (!Number.isSafeInteger(maxEntries) || maxEntries < 0) throw new TypeError('`maxEntries` must be a whole number from 0');
  return {
    severityOf: severities(rules),
    severityOfRest: rules['more-findings'] ?? null,
    organizationalDomain,
    orgUnitOf,
    freeMailDomains: domainSet(freeMailDomains, 'freeMailDomains'),
    neverAuthenticates: neverAuthenticates === undefined ? null : neverAuthenticated(neverAuthenticates),
    testing: testing === undefined ? null : checkTesting(testing),
    limit,
    maxEntries,
  };
}

const SEVERITIES: readonly string[] = ['error', 'warning', 'note', 'off'];

function severities(rules: RuleSeverities): CheckedOptions['severityOf'] {
  if (typeof rules !== 'object' || (rules as RuleSeverities | null) === null) throw new TypeError('`rules` must be an object of severities by code');
  for (const [code, severity] of Object.entries(rules)) checkRule(code, severity);
  return (code) => {
    if (Object.hasOwn(rules, code) && rules[code] !== undefined) return rules[code];
    return code in LINT_RULES ? LINT_RULES[code as LintCode].severity : DIAGNOSTIC_RULES[code as DiagnosticCode].severity;
  };
}

function checkRule(code: string, severity: unknown): void {
  if (!Object.hasOwn(LINT_RULES, code) && !Object.hasOwn(DIAGNOSTIC_RULES, code)) throw new TypeError(`there is no rule ${quote(code)}; docs/lint.md lists them all`);
  if (isErrorCode(code)) throw new TypeError(`${quote(code)} makes a document invalid, and is an error whatever \`rules\` says`);
  if (severity !== undefined && !SEVERITIES.includes(severity as string)) throw new TypeError(`the severity of ${quote(code)} must be one of ${SEVERITIES.join(', ')}`);
}

function domainSet(texts: Iterable<string>, option: string): ReadonlySet<string> {
  if (typeof texts !== 'object' || (texts as Iterable<string> | null) === null || !(Symbol.iterator in texts)) throw new TypeError(`\`${option}\` must be a list of domains`);
  return new Set(Array.from(texts, (text) => checkDomain(text, option)));
}

function checkDomain(text: unknown, option: string): string {
  const domain = typeof text === 'string' ? parseDomain(text) : null;
  if (domain === null) throw new TypeError(`\`${option}\` has ${quote(String(text))}, which is not a valid domain`);
  return domain;
}

/** A function that fails tells nothing. */
function neverAuthenticated(known: NonNullable<LintOptions['neverAuthenticates']>): (domain: string) => boolean {
  if (typeof known !== 'function') {
    const domains = domainSet(known, 'neverAuthenticates');
    return (domain) => domains.has(domain);
  }
  return (domain) => {
    try {
      return (known(domain) as unknown) === true;
    } catch {
      return false;
    }
  };
}

/** Of two times of one setting the earlier counts. Each value is read once. */
function checkTesting(testing: unknown): CheckedTestingTimes {
  const times = (readElements(readProperty(testing, 'since')) ?? [null]).map((one) => ({
    orgUnit: readProperty(one, 'orgUnit'),
    setting: readProperty(one, 'setting'),
    since: readProperty(one, 'since'),
  }));
  const [now, limitInDays] = [readProperty(testing, 'now'), readProperty(testing, 'limitInDays')];
  if (!times.every(isTestingSince) || !isTime(now) || !isTime(limitInDays)) {
    throw new TypeError('`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970');
  }
  if (limitInDays < 0) throw new TypeError('`limitInDays` of `testing` must be a number from 0');
  const since = new Map<string, number>();
  for (const one of times) {
    const key = definitionKey(one.orgUnit, one.setting);
    since.set(key, Math.min(one.since, since.get(key) ?? Infinity));
  }
  return { since, now, limitInDays };
}

function isTestingSince(one: { readonly [Key in keyof TestingSince]: unknown }): one is TestingSince {
  return typeof one.orgUnit === 'string' && typeof one.setting === 'string' && isTime(one.since);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Neither a path nor an id has a line break. */
export function definitionKey(orgUnit: string, setting: string): string {
  return `${orgUnit}\n${setting}`;
}
