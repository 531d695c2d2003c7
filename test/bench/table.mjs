// Tables of results, as text for the terminal and as Markdown, and the words for figures in them.

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {readonly string[]} columns
 * @property {readonly (readonly string[])[]} rows
 * @property {readonly string[]} [notes]
 */

/** The first column stands left, the others right. @param {Table} table */
export function textTable({ title, columns, rows, notes = [] }) {
  const widths = columns.map((column, place) => Math.max(column.length, ...rows.map((row) => row[place].length)));
  const line = (cells) => `  ${cells.map((cell, place) => (place === 0 ? cell.padEnd(widths[place]) : cell.padStart(widths[place]))).join('  ').trimEnd()}`;
  return [title, '', line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), ...notes.map((note) => `  ${note}`), ''].join('\n');
}

/** @param {Table} table */
export function markdownTable({ title, columns, rows, notes = [] }) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${columns.map((_, place) => (place === 0 ? '---' : '---:')).join('|')}|`;
  return [`**${title}**`, '', line(columns), rule, ...rows.map(line), ...notes.flatMap((note) => ['', note]), ''].join('\n');
}

/** Three figures that mean something: 0.372, 1.28, 43.1, 2,786. */
export function figure(value) {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function whole(value) {
  return Math.round(value).toLocaleString('en-US');
}

export function nanoseconds(value) {
  return value < 1e3 ? `${whole(value)} ns` : value < 1e6 ? `${figure(value / 1e3)} µs` : `${figure(value / 1e6)} ms`;
}

export function milliseconds(value) {
  return value < 1 ? nanoseconds(value * 1e6) : value < 2000 ? `${figure(value)} ms` : `${figure(value / 1000)} s`;
}

/** From the tenth to the ninetieth of a hundred. */
export function between({ p10, p90 }) {
  return `${figure(p10)}-${figure(p90)}`;
}
