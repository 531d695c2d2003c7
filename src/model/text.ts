// Facts about strings that ES2022 has no name for.

/** Whether every surrogate has its pair, so that the text has a UTF-8 form (`String.prototype.isWellFormed` of ES2024). */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text);
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Whether no more than 30 marks follow one another (UAX 15 section 13): normalising longer runs takes time that grows with their square (S-2.5). */
export function isStreamSafe(text: string): boolean {
  return !/\p{M}{31}/u.test(text);
}

/** Order by UTF-16 code units: the same in every runtime and locale, which `localeCompare` is not. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
