// Writes the results of a part into a page, between its two markers; everything else of the page stays as it is.

import { readFileSync, writeFileSync } from 'node:fs';
import { machineWords } from './machine.mjs';
import { markdownTable } from './table.mjs';

/** @throws Error if the page has no markers for the part */
export function writeResults(file, part, { machine, command, date, tables }) {
  const page = readFileSync(file, 'utf8');
  const begin = `<!-- results of ${part}: begin -->\n`;
  const end = `<!-- results of ${part}: end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${file} has no lines ${begin.trim()} and ${end} to write the results between`);
  const results = [`\`${command}\`, ${date}, on ${machineWords(machine)}.`, '', ...tables.map(markdownTable)].join('\n');
  writeFileSync(file, `${page.slice(0, from)}${begin}\n${results}\n${page.slice(to)}`);
}
