// The tables of a page of the docs, as text.

/** The cells of each row below the head, of every table between a heading and the next one of its rank or above. */
export function rowsBelow(page: string, heading: string): string[][] {
  return tableRows(sectionOf(page, heading)).filter((cells, index, rows) => !isRule(cells) && !isRule(rows[index + 1] ?? []));
}

export function sectionOf(page: string, heading: string): string {
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`there is no heading \`${heading}\``);
  const rank = rankOf(heading);
  const end = lines.findIndex((line, index) => index > start && rankOf(line) > 0 && rankOf(line) <= rank);
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}

function tableRows(text: string): string[][] {
  return text.split('\n').filter((line) => line.startsWith('|')).map((line) => line.slice(1, line.lastIndexOf('|')).split(' | ').map((cell) => cell.trim()));
}

/** The line between the head and the rows. */
function isRule(cells: readonly string[]): boolean {
  return cells.length > 0 && /^[-:| ]+$/.test(cells.join('|'));
}

function rankOf(line: string): number {
  return /^(#+) /.exec(line)?.[1]?.length ?? 0;
}
