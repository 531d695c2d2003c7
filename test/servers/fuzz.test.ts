// Whatever a server sends, the probe ends within its time limit, never throws, and nothing a server sends reaches a terminal unescaped.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeProbe } from '../../src/probe/judgement.js';
import { probe } from '../../src/probe/probe.js';
import { runWith } from '../unit/cli/stand-in-io.js';
import { HOST, issue } from './authority.js';
import { CONSTRAINT_SETS, SET_NAMES } from './constraint-sets.js';
import { startMailServer } from './mail-server.js';

const RUNS = 150;
/** Longer than a busy machine takes for an answer; few servers of the test let anyone wait so long. */
const TIMEOUTS = { connect: 20_000, greeting: 300, command: 300, handshake: 300 };

/** For what is not fuzzed, on a busy machine. */
const PATIENT = { connect: 20_000, greeting: 20_000, command: 20_000, handshake: 20_000 };

/** What a server may send for a turn of the dialogue: replies, nearly replies, and anything. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('220 hello\r\n', '250 ok\r\n', '250-a\r\n250 STARTTLS\r\n', '250-STARTTLS\r\n250 x\r\n', '221 bye\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('421 no\r\n', '521 no\r\n', '250-\r\n', '250-a\r\n220 b\r\n', '999 what\r\n', '220\n', '2', '', '\r\n', '250 \x1b]0;owned\x07\x9b2J\r\n') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
  { weight: 1, arbitrary: fc.nat({ max: 300 }).map((length) => '250-long\r\n'.repeat(length)) },
  { weight: 1, arbitrary: fc.nat({ max: 5000 }).map((length) => 'x'.repeat(length)) },
);
interface Turn {
  readonly text: string;
  readonly end: 'open' | 'end' | 'reset';
}
const turn: fc.Arbitrary<Turn> = fc.record({ text: piece, end: fc.constantFrom('open', 'open', 'open', 'open', 'open', 'end', 'reset') });
/** What a good server sends, as far as the handshake. */
const good: readonly Turn[] = ['220 hello\r\n', '250-mx\r\n250 STARTTLS\r\n', '220 go ahead\r\n'].map((text) => ({ text, end: 'open' }));
const HANG_UP: Turn[][] = Array.from({ length: 5 }, () => [{ text: '', end: 'end' }]);
/** A good beginning of any length, and anything behind it. */
const dialogue = fc.tuple(fc.nat({ max: good.length }), fc.array(turn, { minLength: 1, maxLength: 4 })).map(([length, rest]) => [...good.slice(0, length), ...rest]);
/** Silence in the end takes a client's time, and most servers hang up instead. */
const script = fc.tuple(dialogue, fc.constantFrom(...HANG_UP, [])).map(([turns, last]) => [...turns, ...last]);

let server: net.Server;
let turns: readonly Turn[] = [];
const reached = new Map<string, number>();

beforeAll(async () => {
  server = net.createServer((socket) => play(socket, turns));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A turn at once, and another for every packet that comes. */
function play(socket: Socket, script: readonly Turn[]): void {
  const left = [...script];
  const next = (): void => {
    const turn = left.shift();
    if (turn === undefined) return;
    socket.write(Buffer.from(turn.text, 'utf8'));
    if (turn.end === 'end') socket.end();
    if (turn.end === 'reset') socket.resetAndDestroy();
  };
  socket.on('error', () => undefined).on('data', next);
  next();
}

describe('a server that sends anything', () => {
  it('is reported within the time limit, and its words are safe', async () => {
    const port = (server.address() as AddressInfo).port;
    await fc.assert(
      fc.asyncProperty(script, async (sent) => {
        turns = sent;
        const report = await probe({ kind: 'host', host: '127.0.0.1', port, mxLookup: false }, { timeouts: TIMEOUTS });
        // By the limits of its steps, long before that of the whole.
        expect(report.hosts.map(({ failure }) => failure?.kind)).not.toContain('ended');
        for (const set of SET_NAMES) expect(judgeProbe(report, CONSTRAINT_SETS[set]).outcome).toMatch(/^(deliver|bounce|defer|undeliverable)$/);
        expect(JSON.stringify(report)).toMatch(/^[\x20-\x7e]*$/);
        count(report.hosts[0]?.steps.at(-1)?.name ?? 'none');
      }),
      { numRuns: RUNS },
    );
    // It proves something only where the dialogues end at every step.
    for (const step of ['greeting', 'ehlo', 'starttls', 'handshake']) expect(reached.get(step) ?? 0).toBeGreaterThan(RUNS / 20);
  });

  it('is reported as well under TLS', async () => {
    const { pem, key } = await issue(null, { commonName: HOST });
    const sent = { tls: { cert: pem, key }, secureEhlo: '' };
    const mail = await startMailServer(sent);
    let secured = 0;
    await fc.assert(
      fc.asyncProperty(piece, async (text) => {
        sent.secureEhlo = text;
        const report = await probe({ kind: 'host', host: '127.0.0.1', port: mail.port, mxLookup: false }, { timeouts: { ...PATIENT, command: 300 } });
        if (report.hosts[0]?.session?.tls === true) secured++;
        expect(JSON.stringify(report)).toMatch(/^[\x20-\x7e]*$/);
      }),
      { numRuns: 50 },
    );
    await mail.close();
    // On a busy machine some do not get that far in time.
    expect(secured).toBeGreaterThan(25);
  });

  it('does not steer a terminal', async () => {
    const port = (server.address() as AddressInfo).port;
    await fc.assert(
      fc.asyncProperty(script, async (sent) => {
        turns = sent;
        const { code, out, err } = await runWith(['probe', '--timeout', '0.3', `127.0.0.1:${port}`], { stderrTerminal: true });
        expect([0, 1, 2]).toContain(code);
        expect(out).toMatch(/^[\n\x20-\x7e…]*$/);
        expect(err).toMatch(/^[\r\x20-\x7e]*$/);
      }),
      { numRuns: 50 },
    );
  });
});

it('a certificate full of control characters does not steer a terminal either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  const nasty = await issue(null, { commonName: 'a\u001b[2J\u009b\u202e\\, b', names: [{ type: 'dns', value: '\u001b]0;x\u0007.example, DNS:other.example' }] });
  writeFileSync(join(folder, 'ca.pem'), nasty.pem);
  const mail = await startMailServer({ tls: { cert: nasty.pem, key: nasty.key }, greeting: '220 \x1b[31mred\x9b\r\n', secureEhlo: '250-\x07\r\n250 \x1b\r\n' });
  const { out, code } = await runWith(['probe', '--ca', join(folder, 'ca.pem'), `127.0.0.1:${mail.port}`]);
  await mail.close();
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(out).toContain('\\x{1B}[31mred');
  expect(out).toMatch(/^[\n\x20-\x7e…]*$/);
});

it('a server that talks without end is not listened to without end', async () => {
  const flood = net.createServer((socket) => {
    socket.on('error', () => undefined);
    const pour = (): void => {
      while (!socket.destroyed && socket.write('250-again and again\r\n'.repeat(500))) continue;
    };
    socket.on('drain', pour);
    socket.write('220 hello\r\n', pour);
  });
  await new Promise<void>((resolve) => flood.listen(0, '127.0.0.1', resolve));
  const { port } = flood.address() as AddressInfo;
  const report = await probe({ kind: 'host', host: HOST, port, mxLookup: false }, { connect: () => net.connect(port, '127.0.0.1'), dns: onlyLoopback });
  await new Promise((resolve) => flood.close(resolve));
  expect(report.hosts[0]?.failure?.kind).toBe('not-smtp');
});

const onlyLoopback = { resolveMx: () => Promise.resolve([]), resolve4: () => Promise.resolve(['127.0.0.1']), resolve6: () => Promise.resolve([]) };

function count(step: string): void {
  reached.set(step, (reached.get(step) ?? 0) + 1);
}
