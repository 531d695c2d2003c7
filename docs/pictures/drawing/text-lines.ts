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
  const add = (text: string, style: TextStyle): void => {
    const line = lines.at(-1) ?? [];
    const last = line.at(-1);
    const wide = textWidth(text, style);
    if (last?.style === style && last.x + last.width === x) line[line.length - 1] = { ...last, text: last.text + text, width: last.width + wide };
    else line.push({ text, style, x, width: wide });
    x += wide;
  };
  const breakLine = (): void => {
    lines.push([]);
    x = 0;
  };
  for (const { text, style, column = 0 } of runs) {
    const start = x;
    for (const word of words(text)) {
      if (x > 0 && x + textWidth(word.trimEnd(), style) > width) breakLine();
      if (x === 0 && word.trim() === '') continue;
      for (const piece of pieces(word, style, width)) {
        if (x > 0 && x + textWidth(piece.trimEnd(), style) > width) breakLine();
        add(piece, style);
      }
    }
    x = Math.max(x, start + column);
  }
  return lines.map((line) => line.map((run) => ({ ...run, width: textWidth(run.text.trimEnd(), run.style), text: run.text.trimEnd() })).filter(({ text }) => text !== ''));
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
  for (const character of word) {
    if (current !== '' && textWidth((current + character).trimEnd(), style) > width) {
      made.push(current);
      current = '';
    }
    current += character;
  }
  return [...made, current];
}
