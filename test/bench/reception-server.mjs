// Two servers of smtp-server in a process of their own, alike but for the policy at the door of one. Over IPC it says where they listen, and on request what
// CPU time it has used. With the path of a folder they keep what they take there, else they throw it away.

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { compilePolicy } from '../../dist/index.js';
import { handleConnectionErrors, secureTransport } from '../../dist/smtp-server.js';

const [folder] = process.argv.slice(2);
const onData = folder === undefined ? throwAway : (stream, _session, callback) => void keep(stream).then(() => callback(null, 'taken'), callback);
let kept = 0;

function throwAway(stream, _session, callback) {
  stream.on('data', () => {}).on('end', () => callback(null, 'taken'));
}

/** RFC 5321 section 6.1: what is taken must not be lost. */
async function keep(stream) {
  const file = await open(join(folder, String(kept++)), 'wx');
  for await (const piece of stream) await file.write(piece);
  await file.datasync();
  await file.close();
}

const engine = compilePolicy({
  addressLists: { partners: { requireAuthentication: false, entries: Array.from({ length: 1000 }, (_, number) => `partner-${number}.example`) } },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
});
const options = () => ({ authOptional: true, disableReverseLookup: true, logger: false, socketTimeout: 600_000, onData });

const ports = [];
for (const given of [options(), secureTransport(engine, options())]) {
  const server = handleConnectionErrors(new SMTPServer(given));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports.push(server.server.address().port);
}
process.send({ ports });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
