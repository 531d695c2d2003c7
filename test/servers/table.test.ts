// The table: every server by six constraint sets, as the probe judges it and as a socket of Node does under `tlsOptionsFor`.
import net from 'node:net';
import tls from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyTlsError } from '../../src/node-tls/tls-error.js';
import { tlsOptionsFor } from '../../src/node-tls/tls-options.js';
import { judgeProbe } from '../../src/probe/judgement.js';
import { probe } from '../../src/probe/probe.js';
import type { ProbeReport } from '../../src/probe/report.js';
import { HOST, testAuthorities } from './authority.js';
import type { TestAuthorities } from './authority.js';
import { CONSTRAINT_SETS } from './constraint-sets.js';
import { startMailServer } from './mail-server.js';
import { SERVERS, SETS, TYPES } from './table-of-servers.js';
import type { Cell, Row } from './table-of-servers.js';

/** Milliseconds: for servers that keep a client waiting, and for others on a busy machine. */
const SHORT = 400;
const LONG = 20_000;

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

describe.each(SERVERS)('$name', (row) => {
  it('is judged by the probe as the table says', async () => {
    const report = await probed(row);
    expect(SETS.map((set) => judged(report, set))).toEqual(row.cells);
  });

  it('is judged by a socket of Node as the table says', async () => {
    const server = await startMailServer(row.script(authorities.credentials));
    try {
      // What is no matter of TLS is no matter of a handshake either.
      const cells = row.cells.filter((cell) => cell !== 'defer' && cell !== 'undeliverable');
      const found = cells.length === 0 ? [] : await Promise.all(SETS.map(async (set) => handshake(row, server.port, set)));
      expect(found).toEqual(cells.map((cell, index) => expectedOfSocket(cell, row, index)));
    } finally {
      await server.close();
    }
  });
});

async function probed(row: Row): Promise<ProbeReport> {
  const script = row.script(authorities.credentials);
  const server = await startMailServer(script);
  const host = row.host ?? HOST;
  try {
    return await probe(
      { kind: 'host', host, port: server.port, mxLookup: false },
      {
        ca: authorities.ca,
        implicitTls: script.implicitTls === true,
        // What is not waited for in vain takes as long as it takes on a busy machine.
        timeouts: { connect: LONG, greeting: LONG, command: LONG, handshake: LONG, ...(row.keepsWaiting === undefined ? {} : { [row.keepsWaiting]: SHORT }) },
        dns: { resolveMx: () => Promise.resolve([]), resolve4: () => Promise.resolve(['127.0.0.1']), resolve6: () => Promise.resolve([]) },
      },
    );
  } finally {
    await server.close();
  }
}

function judged(report: ProbeReport, set: keyof typeof CONSTRAINT_SETS): string {
  const { outcome, hosts } = judgeProbe(report, CONSTRAINT_SETS[set]);
  if (outcome === 'deliver') return '+';
  if (outcome !== 'bounce') return outcome;
  return shortTypes(hosts.flatMap(({ violations }) => violations.map(({ type }) => type)));
}

function shortTypes(types: readonly string[]): string {
  return types.map((type) => Object.entries(TYPES).find(([, long]) => long === type)![0]).join(' ');
}

/** As an MTA does it: STARTTLS by hand, then the options, then the check. */
async function handshake(row: Row, port: number, set: keyof typeof CONSTRAINT_SETS): Promise<string> {
  const constraints = CONSTRAINT_SETS[set];
  const { options, verify } = tlsOptionsFor(constraints, { host: row.host ?? HOST, ca: authorities.ca });
  const plain = net.connect(port, '127.0.0.1');
  const implicit = row.script(authorities.credentials).implicitTls === true;
  try {
    if (!implicit && !(await starttls(plain))) return describeVerdict(verify(plain).map(({ type }) => type));
    return await new Promise<string>((resolve) => {
      const fail = (error: unknown): void => resolve(shortTypes([classifyTlsError(error, { duringHandshake: true }) ?? 'null']));
      const socket = tls.connect({ ...options, socket: plain });
      socket.setTimeout(row.keepsWaiting === 'handshake' ? SHORT : LONG, () => fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
      socket.on('error', fail);
      socket.on('secureConnect', () => {
        const verdict = describeVerdict(verify(socket).map(({ type }) => type));
        // In TLS 1.3 a server may refuse the client after the client is done.
        socket.write('EHLO test.example\r\n');
        socket.on('data', () => resolve(verdict));
      });
    });
  } finally {
    plain.destroy();
  }
}

async function starttls(plain: net.Socket): Promise<boolean> {
  for (const command of ['EHLO test.example', 'STARTTLS', '']) {
    const reply = await new Promise<string>((resolve) => plain.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1'))));
    if (command === '') return reply.startsWith('220');
    if (command === 'STARTTLS' && !reply.includes('STARTTLS')) return false;
    plain.write(`${command}\r\n`);
  }
  return false;
}

function describeVerdict(types: readonly string[]): string {
  return types.length === 0 ? '+' : shortTypes(types);
}

/** Node names one fault: of an expired certificate that nobody trusts the date, and of a handshake without a cipher in common the handshake. */
function expectedOfSocket(cell: Cell, row: Row, index: number): string {
  if (cell === 'untrusted expired') return 'expired';
  if (row.name === 'no certificate at all' && index >= 3) return 'failure';
  // Opportunistic TLS that fails is for the MTA to try again in plaintext.
  if (index === 0 && row.cells[1] === 'failure') return 'failure';
  return cell;
}
