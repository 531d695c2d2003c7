// The table: every server by six constraint sets, as the probe judges it and as an MTA does with a socket of Node under `tlsOptionsFor`.
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyTlsError } from '../../src/node-tls/tls-error.js';
import { judgeProbe } from '../../src/probe/judgement.js';
import { probe } from '../../src/probe/probe.js';
import type { ProbeReport } from '../../src/probe/report.js';
import { HOST, testAuthorities } from './authority.js';
import type { TestAuthorities } from './authority.js';
import { CONSTRAINT_SETS } from './constraint-sets.js';
import { attempt } from './delivery-attempt.js';
import type { Attempt } from './delivery-attempt.js';
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
    const found = await withServer(row, (port) => Promise.all(SETS.map(async (set) => cellOf(await attemptAt(row, port, set)))));
    expect(found).toEqual(row.cells.map((cell, index) => expectedOfSocket(cell, row, index)));
  });
});

/** Where TLS is not the matter: is there a session, and what is the error taken for when the caller says that it came during the handshake? */
const NO_MATTER_OF_TLS: Readonly<Record<string, { readonly tls: boolean; readonly ifDuringHandshake: string | null }>> = {
  'garbage banner': { tls: false, ifDuringHandshake: null },
  'going away instead of STARTTLS': { tls: false, ifDuringHandshake: null },
  '421 banner': { tls: false, ifDuringHandshake: null },
  '521 banner': { tls: false, ifDuringHandshake: null },
  'slow loris': { tls: false, ifDuringHandshake: 'validation-failure' },
  silent: { tls: false, ifDuringHandshake: 'validation-failure' },
  'closes after the handshake': { tls: true, ifDuringHandshake: 'validation-failure' },
};

describe('an error that is no matter of TLS', () => {
  const rows = SERVERS.filter(({ cells }) => cells.some(isNoMatterOfTls));

  it('is that of every server in the table that makes mail wait or fail without a violation', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(NO_MATTER_OF_TLS).sort());
  });

  it.each(rows)('is left to the retry rules, unless the caller says that it came during the handshake: $name', async (row) => {
    const attempts = await withServer(row, (port) => Promise.all(SETS.map((set) => attemptAt(row, port, set))));
    const { tls, ifDuringHandshake } = NO_MATTER_OF_TLS[row.name]!;
    for (const { session, violations, error, duringHandshake } of attempts) {
      expect([session.tls, violations, duringHandshake]).toEqual([tls, tls ? [] : null, false]);
      expect(error).toBeInstanceOf(Error);
      expect([classifyTlsError(error), classifyTlsError(error, { duringHandshake: true })]).toEqual([null, ifDuringHandshake]);
    }
  });
});

describe('a connection that is lost in the handshake', () => {
  const lost = { 'dropped in the handshake': 'validation-failure', 'reset in the handshake': null, 'silent in the handshake': null } as const;

  it.each(Object.entries(lost))('is a failure of TLS, which its error need not tell: %s', async (name, untold) => {
    const row = SERVERS.find((server) => server.name === name)!;
    const { session, violations, error, duringHandshake } = await withServer(row, (port) => attemptAt(row, port, 'tls'));
    expect([session, violations, duringHandshake]).toEqual([{ tls: false }, null, true]);
    expect([classifyTlsError(error), classifyTlsError(error, { duringHandshake })]).toEqual([untold, 'validation-failure']);
  });
});

async function withServer<T>(row: Row, act: (port: number) => Promise<T>): Promise<T> {
  const server = await startMailServer(row.script(authorities.credentials));
  try {
    return await act(server.port);
  } finally {
    await server.close();
  }
}

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

function attemptAt(row: Row, port: number, set: keyof typeof CONSTRAINT_SETS): Promise<Attempt> {
  const { implicitTls, handshake } = row.script(authorities.credentials);
  const short = row.keepsWaiting === undefined ? LONG : SHORT;
  const patience = handshake === 'silent' ? { plaintext: LONG, tls: short } : { plaintext: short, tls: LONG };
  return attempt(CONSTRAINT_SETS[set], { host: row.host ?? HOST, ca: authorities.ca, port, implicitTls: implicitTls === true, patience });
}

/** `no matter of TLS`: an error that is left to the retry rules. */
function cellOf({ violations, error, duringHandshake }: Attempt): string {
  if (error !== null) {
    const type = classifyTlsError(error, { duringHandshake });
    return type === null ? 'no matter of TLS' : shortTypes([type]);
  }
  return violations?.length === 0 ? '+' : shortTypes((violations ?? []).map(({ type }) => type));
}

function isNoMatterOfTls(cell: Cell): boolean {
  return cell === 'defer' || cell === 'undeliverable';
}

/** Node names one fault: of an expired certificate that nobody trusts the date, and of a handshake without a cipher in common the handshake. */
function expectedOfSocket(cell: Cell, row: Row, index: number): string {
  if (isNoMatterOfTls(cell)) return 'no matter of TLS';
  if (cell === 'untrusted expired') return 'expired';
  if (row.name === 'no certificate at all' && index >= 3) return 'failure';
  // Opportunistic TLS that fails is for the MTA to try again in plaintext.
  if (index === 0 && row.cells[1] === 'failure') return 'failure';
  return cell;
}
