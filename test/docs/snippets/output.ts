// What a program printed, held against what the page shows of it.

/** What differs from run to run is left out of both: times, hashes, durations, and ports that were chosen at run time. */
export function withoutChance(text: string): string {
  return text.replace(/sha256:[0-9a-f]+|\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d+(\.\d+)? m?s\b|(?<=127\.0\.0\.\d:)\d+/g, '(differs)');
}

/** A line `…` of what is shown stands for any lines. */
export function isShown(shown: string, printed: string): boolean {
  const pieces = `${withoutChance(shown).trimEnd()}\n`.split(/^ *…\n/m).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pieces.join('(?:.*\\n)*?')}$`).test(`${withoutChance(printed).trimEnd()}\n`);
}

/** What the comments of a block say that its `console.log` lines print, and whether each of these lines has one. */
export function saidBy(code: string): { readonly lines: readonly string[]; readonly all: boolean } {
  const lines = code.split('\n');
  const comments = lines.flatMap((line, index) => (line.trimStart().startsWith('console.log(') ? [/; \/\/ (.*)$/.exec(line)?.[1] ?? /^\s*\/\/ (.*)$/.exec(lines[index + 1] ?? '')?.[1]] : []));
  const said = comments.filter((comment) => comment !== undefined);
  return { lines: said, all: said.length === comments.length };
}

/** Everything that was said, and nothing else; where lines print that have no comment, at least all that was said, in its order. */
export function isSaid({ lines, all }: ReturnType<typeof saidBy>, printed: string): boolean {
  if (lines.length === 0) return true;
  if (all) return printed.trimEnd() === lines.join('\n');
  const rest = printed.split('\n');
  return lines.every((line) => {
    const at = rest.indexOf(line);
    rest.splice(0, at + 1);
    return at !== -1;
  });
}
