// The server of the load run, in a process of its own, so that it can be killed: smtp-server with the policy at its door and a store that a crash does not harm.
// node load-server.mjs PORT STORE: listens, says `listening PORT`, and serves until it is killed.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { compilePolicy } from '../../dist/index.js';
import { handleConnectionErrors, secureTransport } from '../../dist/smtp-server.js';

const [port, store] = process.argv.slice(2);
const held = join(store, 'held');
await mkdir(held, { recursive: true });

const engine = compilePolicy({
  addressLists: { partners: { requireAuthentication: false, entries: ['partner.example', { value: 'bank.example', requireAuthentication: true }] }, everyone: { requireAuthentication: false, entries: ['*'] } },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] },
    { path: '/Board', settings: [{ id: 'all mail', appliesTo: ['inbound'], addressLists: ['everyone'] }] },
  ],
  users: { 'board@organisation.example': '/Board' },
});

const options = { authOptional: true, disableReverseLookup: true, logger: false, onData: (stream, _session, callback) => void take(stream).then(() => callback(null, 'taken'), callback) };
const server = handleConnectionErrors(
  new SMTPServer(secureTransport(engine, options, { authentication: { authenticate, maxMemoryBytes: 4096, folder: held }, onProblem: (error) => console.error(error) })),
);
server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));

/** Stands for DKIM: a field of the message says whether it is signed. */
async function authenticate(message) {
  let text = '';
  for await (const piece of message) text += piece.toString('latin1');
  const signed = /^X-Signed: yes\r$/m.test(text);
  return { dkim: [{ result: signed ? 'pass' : 'fail', domain: 'bank.example' }] };
}

/** Whole and on the disk before it is answered for: written beside, flushed, and given its name. */
async function take(stream) {
  const beside = join(store, `${randomUUID()}.part`);
  const file = await open(beside, 'wx');
  const hash = createHash('sha256');
  let id = null;
  for await (const piece of stream) {
    // The field stands at the beginning of every message.
    id ??= /^X-Load: ([\d.]+)\r$/m.exec(piece.toString('latin1'))?.[1] ?? null;
    hash.update(piece);
    await file.write(piece);
  }
  await file.sync();
  await file.close();
  await rename(beside, join(store, `${id}-${hash.digest('hex')}-${randomUUID()}`));
  const folder = await open(store, 'r');
  await folder.sync();
  await folder.close();
}
