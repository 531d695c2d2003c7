// The command line of the benchmarks.

import { parseArgs } from 'node:util';

export const PARTS = ['evaluate', 'small', 'crossover', 'peers', 'memory', 'from', 'growth', 'reception'];

export const USAGE = `npm run bench -- [${PARTS.join('] [')}] [--quick] [--json FILE] [--markdown FILE] [--no-corpus] [--no-setup]

Without a part all of them run.
  --quick          a smoke test of a minute or two: small sizes, few rounds; its figures mean little
  --json FILE      write every measurement to the file
  --markdown FILE  write the tables into the file, each part between its own two markers
  --no-corpus      do not download the corpus of real mails (109 MB)
  --no-setup       neither build the package nor install the peers: both are there`;

/** @throws TypeError for what is no option or part */
export function readOptions(args) {
  const options = { quick: { type: 'boolean' }, json: { type: 'string' }, markdown: { type: 'string' }, 'no-corpus': { type: 'boolean' }, 'no-setup': { type: 'boolean' }, help: { type: 'boolean' } };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const stranger = positionals.find((part) => !PARTS.includes(part));
  if (stranger !== undefined) throw new TypeError(`there is no part ${stranger}; the parts are ${PARTS.join(', ')}`);
  return {
    parts: positionals.length > 0 ? PARTS.filter((part) => positionals.includes(part)) : PARTS,
    quick: values.quick ?? false,
    json: values.json,
    markdown: values.markdown,
    corpus: !(values['no-corpus'] ?? Boolean(process.env.SMTP_TLS_POLICY_NO_CORPUS)),
    setUp: !(values['no-setup'] ?? false),
    help: values.help ?? false,
  };
}
