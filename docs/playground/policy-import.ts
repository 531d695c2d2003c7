// A policy from a file that was dropped, chosen or pasted: JSON as it is, YAML as the JSON that it means.
import { readJsonDocument } from '../../src/files/json-document.js';
import { positionFinder } from '../../src/files/position.js';
import { readYamlDocument } from '../../src/files/yaml-document.js';
import { MAX_POLICY_LENGTH } from './policy-text.js';

export type ImportedPolicy =
  /** `note`: what was lost or changed on the way; null: nothing. */
  | { readonly ok: true; readonly policy: string; readonly note: string | null }
  | { readonly ok: false; readonly problem: string };

/** @param name - of the file, or what it is called in messages */
export function importPolicy(text: string, name: string): ImportedPolicy {
  if (text.length > MAX_POLICY_LENGTH) return { ok: false, problem: tooLargePolicy(name) };
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return looksLikeJson(content) ? importJson(content, name) : importYaml(content, name);
}

export function tooLargePolicy(name: string): string {
  return `${name} has more than 2 MB. Use the command line: smtp-tls-policy check ${name}`;
}

/** As an editor counts places: each line break is one character. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Text that is YAML and not JSON, and holds an object: what somebody may have pasted. */
export function isYamlPolicy(text: string): boolean {
  if (text.length > MAX_POLICY_LENGTH || looksLikeJson(text)) return false;
  if (text.length > MAX_READ_WHILE_TYPING) return FIRST_KEY.test(text);
  const { value, problems } = readYamlDocument(text);
  return problems.length === 0 && typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** To read as much YAML takes a tenth of a second. Of more the first line counts that is no comment. */
const MAX_READ_WHILE_TYPING = 50_000;
const FIRST_KEY = /^(?:[ \t]*(?:#.*)?\n|---.*\n)*[\w"'-]+[ \t]*:(?:\s|$)/;

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** What begins like JSON can be YAML with braces. A key that is written twice is shown by the editor. */
function importJson(text: string, name: string): ImportedPolicy {
  const [problem] = readJsonDocument(text).problems;
  if (problem === undefined || problem.code === 'duplicate-key') return { ok: true, policy: text, note: null };
  const yaml = importYaml(text, name);
  return yaml.ok ? yaml : { ok: false, problem: placed(problem, text, name) };
}

function importYaml(text: string, name: string): ImportedPolicy {
  const { value, problems } = readYamlDocument(text);
  const [problem] = problems;
  if (problem !== undefined) return { ok: false, problem: placed(problem, text, name) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, problem: `${name} holds no policy: a policy is an object, and this is none.` };
  const policy = jsonText(value);
  if (policy === null) return { ok: false, problem: `${name} holds no policy: an alias in it stands within what it repeats.` };
  // Each alias is what it repeats, written once more.
  if (policy.length > MAX_POLICY_LENGTH) return { ok: false, problem: `${name} has more than 2 MB as JSON. Use the command line: smtp-tls-policy check ${name}` };
  return { ok: true, policy, note: 'The file was YAML and is shown as JSON. Its comments are not in it.' };
}

/** Null: it has no end. */
function jsonText(value: object): string | null {
  try {
    return `${JSON.stringify(value, null, 2)}\n`;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

function placed({ offset, message }: { readonly offset: number; readonly message: string }, text: string, name: string): string {
  const { line, column } = positionFinder(text)(offset);
  return `${name}, line ${line}, column ${column}: ${message}`;
}
