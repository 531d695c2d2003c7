// The path of an org unit as it is written, and the correction of one that is misspelt (S-6.1).

import { ROOT } from '../model/org-unit-path.js';
import { hasControlCharacter, quote } from '../model/quotation.js';

export type OrgUnitPathReading =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly corrected: string; readonly message: string };

/** Paths are never repaired silently: a misspelt one is an error that shows the spelling that was meant. */
export function readOrgUnitPath(text: string): OrgUnitPathReading {
  const corrected = correct(text);
  if (text === corrected) return { ok: true, path: text };
  return { ok: false, corrected, message: `the org unit path ${quote(text)} ${flaw(text)}; write ${quote(corrected)}` };
}

function correct(text: string): string {
  const segments = text.replace(CONTROLS, '').normalize('NFC').split('/');
  return ROOT + segments.map((segment) => segment.trim()).filter((segment) => segment !== '').join('/');
}

function flaw(text: string): string {
  if (text === '') return 'is empty';
  if (hasControlCharacter(text)) return 'has a control character';
  if (!text.startsWith('/')) return 'does not begin with a slash';
  if (text.endsWith('/')) return 'ends with a slash';
  if (text.includes('//')) return 'has an empty segment';
  if (text !== text.normalize('NFC')) return 'is not in Unicode normal form C';
  return 'has a blank at the edge of a segment';
}

const CONTROLS = /\p{Cc}/gu;
