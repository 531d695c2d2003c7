// A plain table of text for people: titles, then rows, columns apart by two blanks.

export interface Column {
  readonly title: string;
  /** Numbers stand at the right. Default left. */
  readonly align?: 'left' | 'right';
}

/** Lines without trailing blanks. Cells must be safe for a terminal already. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_column, index) => widest([titles, ...rows], index));
  const render = (row: readonly string[]): string =>
    columns.map(({ align }, index) => pad(row[index] ?? '', widths[index] ?? 0, align ?? 'left')).join('  ').trimEnd();
  return [titles, ...rows].map(render);
}

/** A whole number with commas between thousands, the same in every locale. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

function widest(rows: readonly (readonly string[])[], column: number): number {
  return rows.reduce((most, row) => Math.max(most, width(row[column] ?? '')), 0);
}

function pad(text: string, length: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(length - width(text));
  return align === 'left' ? text + blanks : blanks + text;
}

/** Code points: near enough for names of lists and settings. */
function width(text: string): number {
  return Array.from(text).length;
}
