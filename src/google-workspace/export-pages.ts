// The policies of an export, however it was taken: pages of `policies.list`, lists of policies, and lists of either.

import type { ExportPath, ImportFindings } from './import-report.js';
import { isList, isObject, memberOf, textOf } from './json-value.js';
import type { JsonObject } from './json-value.js';
import { describeValue } from '../model/quotation.js';

/** A policy as it stands in the export. */
export interface WrittenPolicy {
  readonly path: ExportPath;
  readonly policy: JsonObject;
}

export function writtenPolicies(input: unknown, findings: ImportFindings): readonly WrittenPolicy[] {
  const reading: Reading = { policies: [], pages: 0, pagesWithNext: 0, findings };
  read(input, [], reading);
  // All pages but the last name the next one, in whatever order they are given.
  if (reading.pages > 0 && reading.pagesWithNext >= reading.pages) findings.add('incomplete-export', [], INCOMPLETE);
  return reading.policies;
}

const INCOMPLETE = 'every page names a next page (`nextPageToken`), so that at least one page of the export is missing; fetch the pages up to the last and import them together';

interface Reading {
  readonly policies: WrittenPolicy[];
  pages: number;
  pagesWithNext: number;
  readonly findings: ImportFindings;
}

/** A list of files of lists of pages is the most there is. */
const MAX_DEPTH = 4;

function read(value: unknown, path: ExportPath, reading: Reading): void {
  if (isList(value) && path.length < MAX_DEPTH) value.forEach((item, index) => read(item, [...path, index], reading));
  else if (isObject(value) && Object.hasOwn(value, 'setting')) readPolicy(value, path, reading);
  else if (isObject(value) && isPage(value)) readPage(value, path, reading);
  else reading.findings.add('not-an-export', path, `expected a page of Google's Cloud Identity Policy API, with \`policies\`, or a policy, with \`setting\`, not ${reasonOf(value)}`);
}

/** The API leaves out what is empty, so that a page without policies is `{}`. */
function isPage(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.every((key) => key === 'policies' || key === 'nextPageToken') && (value['policies'] === undefined || isList(value['policies']));
}

function readPage(page: JsonObject, path: ExportPath, reading: Reading): void {
  reading.pages += 1;
  if (textOf(memberOf(page, 'nextPageToken')) !== null) reading.pagesWithNext += 1;
  const policies = memberOf(page, 'policies');
  if (isList(policies)) policies.forEach((policy, index) => readPolicy(policy, [...path, 'policies', index], reading));
}

function readPolicy(policy: unknown, path: ExportPath, { policies, findings }: Reading): void {
  if (isObject(policy)) policies.push({ path, policy });
  else findings.add('unreadable-policy', path, `expected a policy, not ${describeValue(policy)}`);
}

function reasonOf(value: unknown): string {
  const error = textOf(memberOf(memberOf(value, 'error'), 'message'));
  return error === null ? describeValue(value) : `an error of the API: ${error}`;
}
