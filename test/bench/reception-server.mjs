// Two servers of smtp-server in a process of their own, alike but for the policy at the door of one. Over IPC it says where they listen, and on request what CPU time it has used.

import { SMTPServer } from 'smtp-server';
import { compilePolicy } from '../../dist/index.js';
import { handleConnectionErrors, secureTransport } from '../../dist/smtp-server.js';

/** The least that a server can do with a message: whatever more it does makes the share of the policy smaller. */
function onData(stream, _session, callback) {
  stream.on('data', () => {}).on('end', () => callback(null, 'taken'));
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
