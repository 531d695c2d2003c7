// Labels that mix alphabets as no writing system does (S-14.4): below the restriction level "highly restrictive" of UTS 39 section 5.2. The scripts of
// characters are those of the runtime's Unicode data. A label with no character of a recommended script (UAX 31, table 5) is not judged.

import { toUnicode } from '../../model/idna.js';
import { quoted } from '../../explain/visible-text.js';
import { allEntries, domainOfEntry, entrySubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** Internationalised labels alone can have other scripts than Latin. */
export function checkMixedScripts(policy: LintedPolicy, report: Report): void {
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('mixed-script-entry')) return;
    const domain = domainOfEntry(entry);
    if (!domain.includes('xn--')) continue;
    const label = toUnicode(domain).split('.').find(mixesScripts);
    if (label === undefined) continue;
    const message = `the label ${quoted(label)} of ${quoted(entry.value)} mixes ${mixtureOf(label)} characters, as no language does; the name may be there to deceive`;
    report.add('mixed-script-entry', entrySubject(entry, list, policy), message, 'type the domain anew from a source that you trust, or remove the entry');
  }
}

/** Recommended scripts (UAX 31, table 5). */
const RECOMMENDED: readonly string[] = [
  'Arabic', 'Armenian', 'Bengali', 'Bopomofo', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gujarati', 'Gurmukhi', 'Han', 'Hangul', 'Hebrew', 'Hiragana',
  'Kannada', 'Katakana', 'Khmer', 'Lao', 'Latin', 'Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil', 'Telugu', 'Thaana', 'Thai', 'Tibetan',
];

/** What one writing system uses together, Latin being usual beside the East Asian ones (UTS 39 section 5.2). */
const TOGETHER: readonly (readonly string[])[] = [...RECOMMENDED.map((script) => [script]), ['Latin', 'Han', 'Hiragana', 'Katakana'], ['Latin', 'Han', 'Bopomofo'], ['Latin', 'Han', 'Hangul']];

const SYSTEMS: readonly RegExp[] = TOGETHER.map((scripts) => new RegExp(`^[\\p{scx=Common}\\p{scx=Inherited}${scripts.map((script) => `\\p{scx=${script}}`).join('')}]*$`, 'u'));
const SCRIPTS: readonly (readonly [name: string, pattern: RegExp])[] = RECOMMENDED.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')]);

/** A character of another script. */
const ELSE = new RegExp(`[^\\p{scx=Common}\\p{scx=Inherited}${RECOMMENDED.map((script) => `\\p{scx=${script}}`).join('')}]`, 'u');

function mixesScripts(label: string): boolean {
  return scriptsOf(label).length > 0 && !SYSTEMS.some((system) => system.test(label));
}

/** The scripts by name, and what else there is. */
function mixtureOf(label: string): string {
  return [...scriptsOf(label), ...(ELSE.test(label) ? ['other'] : [])].join(', ');
}

function scriptsOf(label: string): string[] {
  return SCRIPTS.filter(([, pattern]) => pattern.test(label)).map(([name]) => name);
}
