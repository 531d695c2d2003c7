// The part `reception`: what the policy at the door costs a server made with smtp-server, in turns with the same server without it.

import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headerBlock } from './header-block.mjs';
import { Random } from './random.mjs';
import { openSenders, sendAll, sendEach } from './reception-client.mjs';
import { spreadOf } from './rounds.mjs';
import { sum } from './statistics.mjs';
import { between, figure, whole } from './table.mjs';

/** At most this much more than without the policy, for a server that keeps what it takes. */
const GOAL = 1.03;

const SCENARIOS = [
  { name: 'kept, TLS 1.3, a connection for each, 5 kB', kept: true, secure: true, reused: false, connections: 100, kilobytes: 5, rounds: 20, batch: 300 },
  { name: 'kept, TLS 1.3, 5 kB', kept: true, secure: true, reused: true, connections: 20, kilobytes: 5, rounds: 60, batch: 300 },
  { name: 'kept, TLS 1.3, 50 kB', kept: true, secure: true, reused: true, connections: 20, kilobytes: 50, rounds: 60, batch: 200 },
  { name: 'thrown away, TLS 1.3, 5 kB', kept: false, secure: true, reused: true, connections: 20, kilobytes: 5, rounds: 60, batch: 600 },
  { name: 'thrown away, plaintext, 5 kB', kept: false, secure: false, reused: true, connections: 20, kilobytes: 5, rounds: 60, batch: 600 },
];

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function reception({ quick, progress }) {
  const records = [];
  for (const scenario of SCENARIOS) {
    progress(`reception ${scenario.name}`);
    records.push({ name: scenario.name, kept: scenario.kept, ...(await measure(quick ? { ...scenario, rounds: 2, batch: 60 } : scenario)) });
  }
  const table = {
    title: 'Messages through smtp-server, one recipient each, with the policy and without',
    columns: ['', 'messages/s without', 'messages/s with', 'time with / without', 'p10-p90', 'CPU with / without', 'p10-p90', 'ratio of CPU totals', 'goal', ''],
    rows: records.map(({ name, kept, without, withPolicy, time, cpu, cpuOfTotals }) => [
      name,
      whole(without),
      whole(withPolicy),
      figure(time.median),
      between(time),
      figure(cpu.median),
      between(cpu),
      figure(cpuOfTotals),
      kept ? `≤ ${figure(GOAL)}` : '',
      kept ? (cpuOfTotals <= GOAL ? 'met' : 'NOT MET') : '',
    ]),
    notes: [
      'Both servers run in one process, in turns; the clients in another. CPU is that of the process of the servers. *Kept* is written to a file and flushed, as a server has to that answers 250; *thrown away* is the least that a server can do with a message, and shows the most that the policy can cost.',
      'With a connection for each message the time is that for which smtp-server lets a client wait for its greeting (100 ms).',
    ],
  };
  return { tables: [table], records };
}

async function measure({ kept, secure, reused, connections, kilobytes, rounds, batch }) {
  const folder = kept ? await mkdtemp(join(tmpdir(), 'smtp-tls-policy-bench-')) : undefined;
  const server = await startServers(folder);
  const senders = reused ? await Promise.all(server.ports.map((port) => openSenders(port, { connections, secure }))) : [[], []];
  const send = (place, messages) => (reused ? sendAll(senders[place], messages) : sendEach(server.ports[place], messages, { connections, secure }));
  const random = new Random(kilobytes);
  const times = [[], []];
  const cpus = [[], []];
  const warmUp = Math.ceil(rounds / 4);
  for (let round = -warmUp; round < rounds; round++) {
    const messages = Array.from({ length: batch }, (_, number) => message(random, secure ? `ann@partner-${number}.example` : 'ann@elsewhere.example', kilobytes));
    for (let turn = 0; turn < 2; turn++) {
      const place = (turn + round + warmUp) % 2;
      const cpu = await server.cpu();
      const start = performance.now();
      const taken = await send(place, messages);
      const milliseconds = performance.now() - start;
      if (taken !== batch) throw new Error(`${taken} of ${batch} messages were taken`);
      if (round < 0) continue;
      times[place].push(milliseconds);
      cpus[place].push((await server.cpu()) - cpu);
    }
  }
  for (const sender of senders.flat()) sender.close();
  server.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
  const perSecond = (place) => (rounds * batch * 1000) / sum(times[place]);
  const ratios = ([without, withPolicy]) => spreadOf(withPolicy.map((value, round) => value / without[round]));
  return { without: perSecond(0), withPolicy: perSecond(1), time: ratios(times), cpu: ratios(cpus), cpuOfTotals: sum(cpus[1]) / sum(cpus[0]) };
}

function message(random, from, kilobytes) {
  const header = headerBlock(random, from);
  const line = '0123456789 abcdefghijklmnopqrstuvwxyz 0123456789 abcdefghijklmnopqrst\r\n';
  return Buffer.from(`${header}${line.repeat(Math.ceil((kilobytes * 1000 - header.length) / line.length))}.\r\n`);
}

async function startServers(folder) {
  const child = fork(fileURLToPath(new URL('reception-server.mjs', import.meta.url)), folder === undefined ? [] : [folder], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const next = () => new Promise((resolve) => child.once('message', resolve));
  const { ports } = await next();
  return {
    ports,
    cpu: async () => {
      const answer = next();
      child.send('cpu');
      return (await answer).cpu;
    },
    stop: () => child.kill(),
  };
}
