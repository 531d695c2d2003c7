// Colour on a terminal, and none anywhere else unless it is asked for.

import type { Outcome } from '../model/decision.js';
import type { Io, Output } from './io.js';

export interface Painter {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
}

/** The order of say: `--color`, `--no-color`, FORCE_COLOR, NO_COLOR (no-color.org), then whether it is a terminal that knows colour. */
export function painterFor(output: Output, environment: Io['environment'], flags: ColourFlags): Painter {
  return painter(wantsColour(output, environment, flags));
}

export interface ColourFlags {
  readonly color?: boolean | undefined;
  readonly 'no-color'?: boolean | undefined;
}

export function painter(enabled: boolean): Painter {
  const style = (open: number, close: number) => (text: string) => (enabled ? `\u001B[${open}m${text}\u001B[${close}m` : text);
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), yellow: style(33, 39), green: style(32, 39) };
}

export function paintOutcome(outcome: Outcome, paint: Painter): string {
  switch (outcome) {
    case 'deliver':
      return paint.green(outcome);
    case 'pending':
      return paint.yellow(outcome);
    case 'bounce':
    case 'reject':
      return paint.red(outcome);
  }
}

function wantsColour(output: Output, environment: Io['environment'], flags: ColourFlags): boolean {
  if (flags['no-color'] === true) return false;
  if (flags.color === true) return true;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return output.terminal && environment['TERM'] !== 'dumb';
}
