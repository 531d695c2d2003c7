// The benchmarks: `npm run bench`, or `npm run bench -- evaluate` for one part. What each measures, and what came of it: docs/performance.md.

import { writeFileSync } from 'node:fs';
import { machine, machineWords } from './machine.mjs';
import { USAGE, readOptions } from './options.mjs';
import { writeResults } from './performance-page.mjs';
import { setUp } from './set-up.mjs';
import { textTable } from './table.mjs';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else await run(options);
} catch (error) {
  console.error(error instanceof TypeError ? `${error.message}\n\n${USAGE}` : error);
  process.exitCode = 1;
}

async function run(options) {
  const { parts, quick, corpus } = options;
  if (options.setUp) setUp();
  const here = machine();
  const date = new Date().toISOString().slice(0, 10);
  console.log(`${machineWords(here)}\npeers: ${here.peers}\n`);
  if (quick) console.log('A quick run: it shows that the benchmarks work, and its figures mean little.\n');
  const results = {};
  for (const part of parts) {
    const start = performance.now();
    const { [part]: measure } = await import(new URL(`${part}.mjs`, import.meta.url).href);
    const { tables, records } = await measure({ quick, corpus, progress });
    const seconds = (performance.now() - start) / 1000;
    results[part] = { seconds, records };
    console.log(tables.map(textTable).join('\n'));
    console.log(`  ${part}: ${seconds.toFixed(0)} s\n`);
    const command = `npm run bench -- ${part}${quick ? ' --quick' : ''}`;
    if (options.markdown !== undefined) writeResults(options.markdown, part, { machine: here, command, date, tables });
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ machine: here, date, quick, results }, null, 2)}\n`);
  }
}

function progress(text) {
  process.stderr.write(`  ${text} ...\n`);
}
