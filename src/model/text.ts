// Facts about strings that ES2022 has no name for.

/** Whether every surrogate has its pair, so that the text has a UTF-8 form (`String.prototype.isWellFormed` of ES2024). */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text);
}

/** Order by UTF-16 code units: the same in every runtime and locale, which `localeCompare` is not. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
