// A diff as text for people: what changed, then what it means, loosening first.

import { changeWords } from '../change/change-words.js';
import type { PolicyEffect } from '../effects/policy-effects.js';
import type { PolicyDiff } from './diff-policies.js';
import { effectTitle, exampleWords, treatmentWords, whoseMail } from './effect-words.js';

/**
 * A diff as plain text of several lines: safe to print, nothing in it can steer a terminal.
 *
 * @param diff - of `diffPolicies`
 * @param options - how much of the document's changes is listed; every effect is
 * @param options.mostChanges - how many changes of the document are listed before they are only counted; default 50
 * @example console.log(renderPolicyDiff(diffPolicies(inForce, proposed)));
 */
export function renderPolicyDiff(diff: PolicyDiff, options: { mostChanges?: number } = {}): string {
  return [...changeLines(diff, options.mostChanges ?? MOST_CHANGES), '', ...effectLines(diff.effects)].map((line) => `${line}\n`).join('');
}

const MOST_CHANGES = 50;

function changeLines({ changes }: PolicyDiff, most: number): string[] {
  if (changes.length === 0) return ['nothing changed in the document'];
  const rest = changes.length - most;
  return [counted(changes.length, 'change'), ...changes.slice(0, most).map((change) => `  ${changeWords(change)}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function effectLines(effects: readonly PolicyEffect[]): string[] {
  if (effects.length === 0) return ['no effect: every message is treated as before'];
  const loosening = effects.filter(({ loosens }) => loosens).length;
  return [`${counted(effects.length, 'effect')}, ${loosening === 0 ? 'none' : loosening} of which ${loosening === 1 ? 'loosens' : 'loosen'}`, ...effects.flatMap(linesOf)];
}

function linesOf(effect: PolicyEffect): string[] {
  return [
    `${effect.loosens ? '!' : ' '} ${effectTitle(effect)}: ${whoseMail(effect)}`,
    `    before   ${treatmentWords(effect.before, effect)}`,
    `    after    ${treatmentWords(effect.after, effect)}`,
    `    example  ${exampleWords(effect)}`,
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
