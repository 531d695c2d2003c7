// The demo: one policy, a dozen messages of our own, three decisions explained, then 6,046 real mails in both directions.
// `npm run demo`, or `npm run demo -- --no-corpus` to leave the real mails out.

import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { authenticationFrom, compilePolicy, enforce, readFrom, renderExplanation } from '../dist/index.js';
import { spamAssassinCorpus } from './spam-assassin-corpus.mjs';

const withoutCorpus = process.argv.includes('--no-corpus') || process.argv.includes('--offline') || Boolean(process.env.SMTP_TLS_POLICY_NO_CORPUS);

const policy = parse(await readText('policy.yaml'));
const engine = compilePolicy(policy);

await ownMessages();
if (withoutCorpus) console.log('The SpamAssassin corpus was left out, as asked.');
else await realMails();

async function ownMessages() {
  const examples = JSON.parse(await readText('messages.json'));
  const explanations = [];
  heading('Messages of our own', 'examples/policy.yaml against examples/messages');
  for (const example of examples) {
    const message = await readMessage(example);
    const decision = engine.evaluate(message, example.direction);
    showDecision(example, decision);
    if (example.explain) explanations.push([example, engine.explain(message, example.direction)]);
  }
  for (const [example, explanation] of explanations) {
    heading(`Explained: ${example.message}`, example.what);
    console.log(`${renderExplanation(explanation).trimEnd()}\n`);
  }
}

async function readMessage({ message, envelope, authservId, session, secureTransport }) {
  const headers = await readText(`messages/${message}`);
  const authentication = authservId === undefined ? undefined : authenticationFrom(headers, { authservId });
  return { envelope, headers, authentication, session, secureTransport };
}

function showDecision({ message, what, direction }, decision) {
  console.log(`${outcomeWord(decision.outcome)} ${message.padEnd(26)} ${direction}: ${what}`);
  for (const { recipient, outcome, determinedBy, testing, reply } of decision.recipients) {
    const settings = [...new Set(determinedBy.map(({ setting }) => setting))].join(', ') || 'no setting';
    const watched = [...new Set(testing.map(({ setting, wouldBe }) => `${setting} would ${wouldBe}`))].map((text) => `; testing: ${text}`).join('');
    const alone = decision.recipients.length === 1 ? '' : `${outcome} `;
    console.log(`         ${alone}${recipient}: ${settings}${watched}`);
    if (reply !== null) console.log(`         ${reply.code} ${reply.enhancedCode} ${reply.text}`);
  }
  console.log('');
}

async function realMails() {
  heading('The SpamAssassin public corpus', 'the same policy against real mails of 2002 and 2003');
  let mails;
  try {
    mails = await spamAssassinCorpus();
  } catch (error) {
    console.log(`The corpus cannot be had, so this part is left out: ${error.message}`);
    return;
  }
  const inbound = mails.map((headers) => ({ envelope: { mailFrom: null, rcptTo: ['paul@linden.example'] }, headers, session: { tls: false } }));
  showMany('inbound', 'to paul@linden.example, by the From field, as if none had come over TLS', inbound);
  const addressed = mails.map((mail) => addressesOfTo(mail)).filter((rcptTo) => rcptTo.length > 0);
  const outbound = addressed.map((rcptTo) => ({ envelope: { mailFrom: 'paul@linden.example', rcptTo } }));
  const without = mails.length - addressed.length;
  const decisions = showMany('outbound', `as if Paul sent them to the addresses of their To fields (${number(without)} mails have none), before connecting`, outbound);
  const enforced = decisions.map((decision) => enforce(decision, { tls: false }));
  console.log('  the same decisions, enforced on connections without TLS\n');
  showCounts('outcome', counts(enforced, ({ outcome }) => [outcome]), enforced.length);
}

function showMany(direction, what, messages) {
  const start = performance.now();
  const decisions = messages.map((message) => engine.evaluate(message, direction));
  const seconds = (performance.now() - start) / 1000;
  console.log(`${number(messages.length)} mails ${direction}, ${what}`);
  console.log(`  evaluated in ${seconds.toFixed(2)} s: ${number(Math.round(messages.length / seconds))} messages per second (one core, evaluate only)\n`);
  showCounts('outcome', counts(decisions, ({ outcome }) => [outcome]), messages.length);
  showCounts('setting', counts(decisions, settingsOf), messages.length);
  const unknown = counts(decisions, ({ author }) => (author !== null && !author.known ? [author.reason] : []));
  if (direction === 'inbound') showCounts('unknown author', unknown, messages.length);
  return decisions;
}

function settingsOf({ recipients }) {
  const names = recipients.flatMap(({ determinedBy, testing }) => [...determinedBy.map(({ setting }) => setting), ...testing.map(({ setting }) => `${setting} (testing)`)]);
  return new Set(names);
}

function counts(decisions, wordsOf) {
  const found = new Map();
  for (const decision of decisions) for (const word of wordsOf(decision)) found.set(word, (found.get(word) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1]);
}

function showCounts(title, rows, total) {
  console.log(`  ${title.padEnd(30)}${'mails'.padStart(8)}${'share'.padStart(10)}`);
  for (const [word, count] of rows) console.log(`  ${word.padEnd(30)}${number(count).padStart(8)}${`${((100 * count) / total).toFixed(1)} %`.padStart(10)}`);
  if (rows.length === 0) console.log('  none');
  console.log('');
}

/** An example of an envelope, no more: real ones are not in the mail. The grammar of To is that of From. */
function addressesOfTo(mail) {
  const headers = mail.split(/\r?\n\r?\n/, 1)[0];
  const field = /^To[ \t]*:(.*(?:\r?\n[ \t].*)*)/im.exec(headers);
  const reading = readFrom(field?.[1]?.replace(/\r?\n/g, '') ?? '');
  return reading.known ? reading.mailboxes : [];
}

function outcomeWord(outcome) {
  const colour = { deliver: 32, pending: 33, bounce: 31, reject: 31 }[outcome];
  const painted = process.stdout.isTTY && !process.env.NO_COLOR;
  return painted ? `\u001B[${colour}m${outcome.padEnd(8)}\u001B[39m` : outcome.padEnd(8);
}

function heading(title, subtitle) {
  console.log(`\n== ${title}: ${subtitle}\n`);
}

function number(value) {
  return value.toLocaleString('en-US');
}

function readText(name) {
  return readFile(new URL(name, import.meta.url), 'utf8');
}
