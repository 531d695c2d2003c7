// Text broken into lines of a width: at blanks where it can be, within a word where a name is longer than a line.

import { textWidth } from './text-style.js';
import type { TextStyle } from './text-style.js';

/** A piece of text in one style. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
  /** What comes after it begins no nearer than this to its own beginning, so that rows have columns. */
  readonly column?: number;
}

/** A run at its place in a line. */
export interface PlacedRun extends Run {
  readonly x: number;
  readonly width: number;
}

/** Every character of the runs but blanks at which a line was broken, in order; no line is wider than `width` unless a single character is. */
export function brokenIntoLines(runs: readonly Run[], width: number): PlacedRun[][] {
  const lines: PlacedRun[][] = [[]];
  let x = 0;
  let afterColumn = false;
  const add = (text: string, style: TextStyle): void => {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    const wide = textWidth(text, style);
    if (last?.style === style && !afterColumn) line[line.length - 1] = { ...last, text: last.text + text, width: last.width + wide };
    else line.push({ text, style, x, width: wide });
    x += wide;
    afterColumn = false;
  };
  const breakLine = (): void => {
    lines.push([]);
    x = 0;
  };
  for (const { text, style, column = 0 } of runs) {
    const before = { x, lines: lines.length };
    for (const word of words(text)) {
      if (x > 0 && x + textWidth(word.trimEnd(), style) > width) breakLine();
      if (x === 0 && word.trim() === '') continue;
      for (const piece of pieces(word, style, width)) {
        if (x > 0 && x + textWidth(piece.trimEnd(), style) > width) breakLine();
        add(piece, style);
      }
    }
    const start = lines.length > before.lines ? 0 : before.x;
    if (x < start + column) {
      x = start + column;
      afterColumn = true;
    }
  }
  return lines.map((line) => line.map(withoutBlanks).filter(({ text }) => text !== ''));
}

/** Blanks at either end take room, and are not drawn. */
function withoutBlanks({ text, style, x }: PlacedRun): PlacedRun {
  const shown = text.trim();
  const before = text.length - text.trimStart().length;
  return { text: shown, style, x: x + textWidth(' '.repeat(before), style), width: textWidth(shown, style) };
}

/** Each with the blanks behind it. */
function words(text: string): string[] {
  return text.match(/[^ ]+ *|^ +/g) ?? [];
}

/** A word that is wider than a line comes in pieces that are not. */
function pieces(word: string, style: TextStyle, width: number): string[] {
  if (textWidth(word.trimEnd(), style) <= width) return [word];
  const made: string[] = [];
  let current = '';
  let wide = 0;
  for (const character of word) {
    const characterWidth = textWidth(character, style);
    if (current !== '' && character !== ' ' && wide + characterWidth > width) {
      made.push(current);
      [current, wide] = ['', 0];
    }
    current += character;
    wide += characterWidth;
  }
  return [...made, current];
}
