// What `config/smtp-tls-policy.ini` says, read strictly: a misspelt option is an error and never the default (S-22.2).

import type { ReplyProfile } from '../model/decision.js';
import { quote } from '../model/quotation.js';
import { isReplyProfile, REPLY_PROFILES } from '../evaluate/reply.js';
import { Suggestions } from '../policy/suggestion.js';
import { readOptionFile } from './option-file.js';
import type { OptionLine } from './option-file.js';

/** Whose word counts about who sent a message. */
export type AuthenticationSource =
  /** The results of Haraka's plugins `spf` and `dkim`. */
  | { readonly kind: 'results' }
  /** What Haraka's plugins wrote into its own `Authentication-Results` field. */
  | { readonly kind: 'field' }
  /** The fields that a server before this one has written, known by their authserv-ids. */
  | { readonly kind: 'upstream'; readonly authservIds: readonly string[] }
  /** Nobody's: whether an author is authenticated is never known. */
  | { readonly kind: 'none' };

export interface PluginOptions {
  /** Name of the policy file in Haraka's folder `config`, or null: the one of the usual name that is there. */
  readonly policy: string | null;
  readonly replyProfile: ReplyProfile;
  /** CA certificates that partners' servers are trusted by instead of Node's own: a file in PEM. */
  readonly caFile: string | null;
  readonly inbound: boolean;
  readonly outbound: boolean;
  /** Whether mail of relaying clients to the organisation's own domains is looked at as inbound. */
  readonly checkRelaying: boolean;
  readonly authentication: AuthenticationSource;
  /** A version of Haraka that was not tested and is to be used all the same. */
  readonly untestedHaraka: string | null;
}

export const OPTION_FILE = 'smtp-tls-policy.ini';

const KEYS: Readonly<Record<string, readonly string[]>> = {
  main: ['policy', 'reply_profile', 'ca_file', 'inbound', 'outbound', 'check_relaying', 'untested_haraka'],
  authentication: ['source', 'authserv_id'],
};
const SOURCES = ['results', 'field', 'upstream', 'none'];

/**
 * @param text - of the file; empty where there is none
 * @throws Error that names every problem with its line
 */
export function readOptions(text: string): PluginOptions {
  const { options, unreadable } = readOptionFile(text);
  const reading = new Reading(options);
  for (const { text: found, line } of unreadable) reading.problem(line, `${quote(found)} is no option; write \`name = value\``);
  for (const option of options) checkKnown(option, reading);
  const read: PluginOptions = {
    policy: reading.text('main', 'policy'),
    replyProfile: replyProfile(reading),
    caFile: reading.text('main', 'ca_file'),
    inbound: reading.truth('inbound'),
    outbound: reading.truth('outbound'),
    checkRelaying: reading.truth('check_relaying'),
    authentication: authentication(reading),
    untestedHaraka: reading.text('main', 'untested_haraka'),
  };
  if (reading.problems.length > 0) throw new Error(reading.problems.join('\n'));
  return read;
}

class Reading {
  readonly problems: string[] = [];
  readonly suggestions: Suggestions = new Suggestions();
  private readonly options: readonly OptionLine[];

  constructor(options: readonly OptionLine[]) {
    this.options = options;
  }

  problem(line: number, message: string): void {
    this.problems.push(`${OPTION_FILE}:${line}: ${message}`);
  }

  all(section: string, key: string): readonly OptionLine[] {
    return this.options.filter((option) => option.section === section && option.key === key);
  }

  /** Of an option that stands there twice the last one counts, as everywhere in Haraka. */
  last(section: string, key: string): OptionLine | undefined {
    return this.all(section, key).at(-1);
  }

  text(section: string, key: string): string | null {
    const option = this.last(section, key);
    if (option?.value === '') this.problem(option.line, `\`${key}\` has no value; give it one, or leave it out`);
    return option?.value ?? null;
  }

  truth(key: string): boolean {
    const option = this.last('main', key);
    if (option !== undefined && !/^(true|false)$/.test(option.value)) this.problem(option.line, `\`${key}\` is \`true\` or \`false\`, not ${quote(option.value)}`);
    return option?.value !== 'false';
  }
}

function checkKnown({ section, key, line }: OptionLine, reading: Reading): void {
  const keys = Object.hasOwn(KEYS, section) ? KEYS[section] : undefined;
  if (keys === undefined) reading.problem(line, `there is no section ${quote(section)}; ${knownWords(section, Object.keys(KEYS), reading)}`);
  else if (!keys.includes(key)) reading.problem(line, `there is no option ${quote(key)} in [${section}]; ${knownWords(key, keys, reading)}`);
}

function knownWords(word: string, known: readonly string[], reading: Reading): string {
  const nearest = reading.suggestions.nearest(word, known);
  return nearest === null ? `use one of ${known.join(', ')}` : `did you mean ${quote(nearest)}?`;
}

function replyProfile(reading: Reading): ReplyProfile {
  const option = reading.last('main', 'reply_profile');
  if (option === undefined) return 'default';
  if (isReplyProfile(option.value)) return option.value;
  reading.problem(option.line, `there is no reply profile ${quote(option.value)}; use one of ${REPLY_PROFILES.join(', ')}`);
  return 'default';
}

function authentication(reading: Reading): AuthenticationSource {
  const source = reading.last('authentication', 'source');
  const ids = reading.all('authentication', 'authserv_id');
  const [first] = ids;
  if (source?.value === 'upstream') {
    if (first === undefined) reading.problem(source.line, '`source = upstream` needs `authserv_id`, the authserv-id of the server before this one');
    return { kind: 'upstream', authservIds: ids.flatMap(({ value }) => value.split(/[\s,]+/)).filter((id) => id !== '') };
  }
  if (first !== undefined) reading.problem(first.line, '`authserv_id` counts with `source = upstream` alone');
  if (source === undefined) return { kind: 'results' };
  switch (source.value) {
    case 'results':
    case 'field':
    case 'none':
      return { kind: source.value };
    default:
      reading.problem(source.line, `there is no source ${quote(source.value)} of authentication; use one of ${SOURCES.join(', ')}`);
      return { kind: 'none' };
  }
}
