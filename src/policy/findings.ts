// What the checks of one document found: errors and warnings, and the place to ask for a word that was meant (S-1.2).

import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.js';
import { quote } from '../model/quotation.js';
import { Suggestions } from './suggestion.js';

/** Keys and indexes from the top of the document. */
export type Path = readonly (string | number)[];

export class Findings {
  readonly errors: Diagnostic[] = [];
  readonly warnings: Diagnostic[] = [];
  readonly #suggestions = new Suggestions();

  error(code: DiagnosticCode, path: Path, message: string): void {
    this.errors.push({ severity: 'error', code, path: [...path], message });
  }

  warning(code: DiagnosticCode, path: Path, message: string): void {
    this.warnings.push({ severity: 'warning', code, path: [...path], message });
  }

  /** The known word that was probably meant, or null. */
  nearest(word: string, known: Iterable<string>): string | null {
    return this.#suggestions.nearest(word, known);
  }

  /** What to do about an unknown word: the one that was probably meant, else the advice given. */
  advice(word: string, known: Iterable<string>, otherwise: string): string {
    const meant = this.nearest(word, known);
    return meant === null ? otherwise : `did you mean ${quote(meant)}?`;
  }
}
