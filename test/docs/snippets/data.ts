// YAML and JSON in pages: a policy and policy tests are read by the library, anything else by its syntax alone.
import { parse } from 'yaml';
import { parsePolicy } from '../../../src/index.js';
import { parsePolicyTests } from '../../../src/testing/index.js';

const POLICY_KEYS = ['addressLists', 'orgUnits', 'routes', 'users', 'domains'];
/** A page shows a part of a policy; the rest stands elsewhere. */
const ELSEWHERE = ['unknown-list', 'unknown-route', 'unknown-org-unit', 'missing-parent'];

/** What the library, or the syntax, has against it. */
export function dataProblems(language: 'json' | 'yaml', text: string): string[] {
  let data: unknown;
  try {
    data = language === 'json' ? JSON.parse(text) : parse(text);
  } catch (error) {
    return [`no ${language}: ${String(error)}`];
  }
  if (typeof data !== 'object' || data === null) return [];
  if ('cases' in data) {
    const parsed = parsePolicyTests(data);
    return parsed.ok ? [] : parsed.issues.map(({ message }) => `no policy tests: ${message}`);
  }
  if (!POLICY_KEYS.some((key) => key in data)) return [];
  const parsed = parsePolicy(data);
  return parsed.ok ? [] : parsed.issues.filter(({ severity, code }) => severity === 'error' && !ELSEWHERE.includes(code)).map(({ code, message }) => `no policy: ${code}: ${message}`);
}
