// Probes a mail server on loopback that does what a script says.
import { probe } from '../../../src/probe/probe.js';
import type { ProbeOptions } from '../../../src/probe/probe-options.js';
import type { ProbeReport } from '../../../src/probe/report.js';
import { HOST } from '../../servers/authority.js';
import { startMailServer } from '../../servers/mail-server.js';
import type { Script } from '../../servers/mail-server.js';

/** Any name is that of loopback. */
export const loopbackDns = { resolveMx: () => Promise.resolve([]), resolve4: () => Promise.resolve(['127.0.0.1']), resolve6: () => Promise.resolve([]) };

export async function probeScript(script: Script, options: ProbeOptions = {}, host: string = HOST): Promise<ProbeReport> {
  const server = await startMailServer(script);
  try {
    const route = { kind: 'host', host, port: server.port, mxLookup: false } as const;
    return await probe(route, { dns: loopbackDns, timeouts: { greeting: 20_000, command: 20_000, handshake: 20_000 }, implicitTls: script.implicitTls === true, ...options });
  } finally {
    await server.close();
  }
}
