// The load run: messages over many connections through smtp-server with the policy at its door, while the server is killed again and again. Every message is
// accepted once or refused to its sender: none is lost, and none is taken in breach of the policy.
// node test/mta/load-smtp-server.mjs [--messages 2000] [--connections 50] [--kills 20] [--seed N]; the package has to be built. Exit code 1: something was wrong.

import { spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../bench/random.mjs';
import { LoadClient, Lost } from './load-client.mjs';

const number = (value) => ({ type: 'string', default: String(value) });
const { values } = parseArgs({ options: { messages: number(2000), connections: number(50), kills: number(20), seed: number(randomInt(2 ** 31)) } });
const [total, connections, kills, seed] = [values.messages, values.connections, values.kills, values.seed].map(Number);
if (!existsSync(new URL('../../dist/smtp-server.js', import.meta.url))) throw new Error('dist is not there: run `npm run build` first');

/** By what the policy says of each. `share`: of a hundred messages. */
const KINDS = [
  { kind: 'a partner with TLS', share: 25, from: 'ann@partner.example', secure: true, accepted: true },
  { kind: 'a partner in plaintext', share: 20, from: 'ann@partner.example', secure: false, accepted: false },
  { kind: 'the bank with TLS', share: 5, from: 'ann@bank.example', secure: true, signed: true, accepted: true },
  { kind: 'the bank in plaintext, signed', share: 10, from: 'ann@bank.example', secure: false, signed: true, accepted: false },
  { kind: 'the bank in plaintext, not signed', share: 10, from: 'ann@bank.example', secure: false, accepted: true },
  { kind: 'nobody, in plaintext', share: 5, from: null, secure: false, accepted: false },
  { kind: 'anybody to the board, in plaintext', share: 5, from: 'ann@elsewhere.example', to: 'board@organisation.example', secure: false, accepted: false },
  { kind: 'anybody in plaintext', share: 20, from: 'ann@elsewhere.example', secure: false, accepted: true },
];

const random = new Random(seed);
const folder = await mkdtemp(join(tmpdir(), 'smtp-tls-policy-load-'));
const messages = Array.from({ length: total }, (_, id) => newMessage(id));
const waiting = [...messages];
let settled = 0;
let port = 0;
let server = await startServer();
const killing = killAgainAndAgain();

const start = performance.now();
await Promise.all(Array.from({ length: connections }, sendAll));
const seconds = (performance.now() - start) / 1000;
const killed = await killing;
await stop(server);
const wrongs = await judge();
await rm(folder, { recursive: true });
if (wrongs > 0) process.exitCode = 1;

function newMessage(id) {
  const kind = kindOf(random.below(100));
  const body = `${'0123456789 abcdefghijklmnopqrstuvwxyz\r\n'.repeat(random.below(4) === 0 ? 200 + random.below(1000) : 1 + random.below(60))}..end of ${id}\r\n`;
  return { id, kind, body, attempts: [], hashes: [], answer: null };
}

function kindOf(place) {
  let sum = 0;
  return KINDS.find(({ share }) => place < (sum += share));
}

/** As it is sent, with its dots doubled, and as it shall arrive. */
function bytesOf({ id, kind, body }, attempt) {
  const fields = [`X-Load: ${id}.${attempt}`, ...(kind.signed ? ['X-Signed: yes'] : []), ...(kind.from === null ? [] : [`From: Ann <${kind.from}>`]), `Subject: message ${id}`];
  const head = `${fields.join('\r\n')}\r\n\r\n`;
  return { sent: Buffer.from(head + body), arriving: Buffer.from(head + body.replaceAll('..end', '.end')) };
}

/** One connection after another, a few messages over each; what was lost or deferred is tried again until it is answered for good. */
async function sendAll() {
  let client = null;
  let secured = false;
  let left = 0;
  for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
    while (message.answer === null) {
      try {
        if (client === null || secured !== message.kind.secure || left === 0) {
          client?.close();
          client = null;
          client = await LoadClient.connect(port, message.kind.secure);
          [secured, left] = [message.kind.secure, 1 + random.below(6)];
        }
        left--;
        await attempt(client, message);
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        client?.close();
        client = null;
        await pause(20 + random.below(80));
      }
    }
    settled++;
  }
  client?.close();
}

async function attempt(client, message) {
  const number = message.attempts.length;
  const { sent, arriving } = bytesOf(message, number);
  message.hashes.push(createHash('sha256').update(arriving).digest('hex'));
  message.attempts.push('beforeEnd');
  try {
    const answer = await client.send('ann@sender.example', message.kind.to ?? 'ada@organisation.example', sent);
    message.attempts[number] = answer.startsWith('2') ? 'accepted' : answer.startsWith('4') ? 'deferred' : 'refused';
    if (message.attempts[number] !== 'deferred') message.answer = answer;
    else await pause(50);
  } catch (error) {
    if (error instanceof Lost) message.attempts[number] = error.when;
    throw error;
  }
}

/** At moments that chance chooses, all through the run. */
async function killAgainAndAgain() {
  const moments = Array.from({ length: kills }, () => random.below(Math.ceil(total * 0.97))).sort((a, b) => a - b);
  let done = 0;
  for (const moment of moments) {
    while (settled < moment) await pause(1);
    await pause(random.below(40));
    await stop(server);
    done++;
    server = await startServer();
    // Long enough for the clients to be in the middle of something again.
    await pause(150 + random.below(150));
  }
  return done;
}

async function startServer() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('load-server.mjs', import.meta.url)), String(port), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => resolve(Number(/listening (\d+)/.exec(bytes.toString())[1])));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return child;
}

async function stop(child) {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exited;
}

async function judge() {
  const names = (await readdir(folder)).filter((name) => name !== 'held');
  const stored = names.filter((name) => !name.endsWith('.part')).map((name) => /^(\d+)\.(\d+)-([0-9a-f]{64})-/.exec(name).slice(1));
  const copies = new Map(messages.map(({ id }) => [id, []]));
  let wrongBytes = 0;
  for (const [id, number, hash] of stored) {
    copies.get(Number(id)).push(Number(number));
    if (messages[Number(id)].hashes[Number(number)] !== hash) wrongBytes++;
  }
  const beginnings = await Promise.all(names.filter((name) => name.endsWith('.part')).map((name) => readFile(join(folder, name), 'latin1')));
  const begun = beginnings.map((text) => /^X-Load: (\d+)\./m.exec(text)?.[1]).filter((id) => id !== undefined);

  const accepted = messages.filter(({ answer }) => answer.startsWith('2'));
  const refused = messages.filter(({ answer }) => answer.startsWith('5'));
  const outcomes = messages.flatMap(({ attempts }) => attempts);
  const of = (outcome) => outcomes.filter((other) => other === outcome).length;
  const extra = accepted.flatMap(({ id, attempts }) => copies.get(id).filter((number) => attempts[number] !== 'accepted').map((number) => attempts[number]));
  const wrong = {
    'accepted and not stored (lost)': accepted.filter(({ id, attempts }) => !copies.get(id).some((number) => attempts[number] === 'accepted')).length,
    'accepted and stored twice by one attempt': accepted.filter(({ id }) => new Set(copies.get(id)).size !== copies.get(id).length).length,
    'stored again without a lost answer': extra.filter((outcome) => outcome !== 'awaiting').length,
    'refused and stored (breach)': refused.filter(({ id }) => copies.get(id).length > 0).length,
    'refused and begun to be handed on (breach)': begun.filter((id) => !messages[Number(id)].kind.accepted).length,
    'stored against the policy (breach)': stored.filter(([id]) => !messages[Number(id)].kind.accepted).length,
    'accepted against the policy': accepted.filter(({ kind }) => !kind.accepted).length,
    'refused without need': refused.filter(({ kind }) => kind.accepted).length,
    'neither accepted nor refused': total - accepted.length - refused.length,
    'stored with other bytes than were sent': wrongBytes,
    'left behind while held': (await Promise.all((await readdir(join(folder, 'held'))).map((name) => stat(join(folder, 'held', name))))).filter(({ size }) => size > 0).length,
  };
  console.log(`${total} messages over ${connections} connections in ${seconds.toFixed(1)} s, the server killed ${killed} times (seed ${seed})`);
  console.log(`  ${accepted.length} accepted, ${refused.length} refused to their senders, in ${outcomes.length} attempts`);
  for (const kind of KINDS) {
    const those = messages.filter((message) => message.kind === kind);
    console.log(`    ${kind.kind}: ${those.filter(({ answer }) => answer.startsWith('2')).length} accepted, ${those.filter(({ answer }) => answer.startsWith('5')).length} refused`);
  }
  console.log(`  attempts lost before the end of the message: ${of('beforeEnd')}; lost before the answer: ${of('awaiting')}; deferred: ${of('deferred')}`);
  console.log(`  stored: ${stored.length}, of which ${extra.filter((outcome) => outcome === 'awaiting').length} again, as SMTP has it, after the answer was lost`);
  for (const [what, count] of Object.entries(wrong)) console.log(`  ${what}: ${count}`);
  const sum = Object.values(wrong).reduce((a, b) => a + b, 0);
  console.log(sum === 0 ? 'all as it should be' : `${sum} WRONG`);
  return sum;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
