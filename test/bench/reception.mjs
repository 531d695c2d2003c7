// The part `reception`: what the policy at the door costs a server made with smtp-server, in turns with the same server without it.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { headerBlock } from './header-block.mjs';
import { Random } from './random.mjs';
import { openSenders, sendAll } from './reception-client.mjs';
import { spreadOf } from './rounds.mjs';
import { sum } from './statistics.mjs';
import { between, figure, whole } from './table.mjs';

/** At most this much longer than without the policy. */
const GOAL = 1.03;
const CONNECTIONS = 20;

const SCENARIOS = [
  { name: 'in plaintext, 5 kB', secure: false, kilobytes: 5 },
  { name: 'with TLS 1.3, 5 kB', secure: true, kilobytes: 5 },
  { name: 'with TLS 1.3, 50 kB', secure: true, kilobytes: 50 },
];

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function reception({ quick, progress }) {
  const records = [];
  for (const scenario of SCENARIOS) {
    progress(`reception ${scenario.name}`);
    records.push({ name: scenario.name, ...(await measure(scenario, quick ? { rounds: 4, batch: 100 } : { rounds: 60, batch: 400 })) });
  }
  const table = {
    title: `Messages through smtp-server, ${CONNECTIONS} connections, one recipient each`,
    columns: ['', 'messages/s without', 'messages/s with', 'time with / without', 'p10-p90', 'CPU with / without', 'p10-p90', 'ratio of CPU totals', 'goal', ''],
    rows: records.map(({ name, without, withPolicy, time, cpu, cpuOfTotals }) => [
      name,
      whole(without),
      whole(withPolicy),
      figure(time.median),
      between(time),
      figure(cpu.median),
      between(cpu),
      figure(cpuOfTotals),
      `≤ ${figure(GOAL)}`,
      cpuOfTotals <= GOAL ? 'met' : 'NOT MET',
    ]),
    notes: [
      'The server does the least with a message that a server can: it reads it and throws it away. Both run in one process, in turns; the clients in another. CPU is that of the process of the servers.',
    ],
  };
  return { tables: [table], records };
}

async function measure({ secure, kilobytes }, { rounds, batch }) {
  const server = await startServers();
  const senders = await Promise.all(server.ports.map((port) => openSenders(port, { connections: CONNECTIONS, secure })));
  const random = new Random(kilobytes);
  const times = [[], []];
  const cpus = [[], []];
  for (let round = -3; round < rounds; round++) {
    const messages = Array.from({ length: batch }, (_, number) => message(random, secure ? `ann@partner-${number}.example` : 'ann@elsewhere.example', kilobytes));
    for (let turn = 0; turn < 2; turn++) {
      const place = (turn + round + 4) % 2;
      const cpu = await server.cpu();
      const start = performance.now();
      const taken = await sendAll(senders[place], messages);
      const milliseconds = performance.now() - start;
      if (taken !== batch) throw new Error(`${taken} of ${batch} messages were taken`);
      if (round >= 0) {
        times[place].push(milliseconds);
        cpus[place].push((await server.cpu()) - cpu);
      }
    }
  }
  for (const sender of senders.flat()) sender.close();
  server.stop();
  const perSecond = (place) => (rounds * batch * 1000) / sum(times[place]);
  const ratios = ([without, withPolicy]) => spreadOf(withPolicy.map((value, round) => value / without[round]));
  return { without: perSecond(0), withPolicy: perSecond(1), time: ratios(times), cpu: ratios(cpus), cpuOfTotals: sum(cpus[1]) / sum(cpus[0]) };
}

function message(random, from, kilobytes) {
  const header = headerBlock(random, from);
  const line = '0123456789 abcdefghijklmnopqrstuvwxyz 0123456789 abcdefghijklmnopqrst\r\n';
  return Buffer.from(`${header}${line.repeat(Math.ceil((kilobytes * 1000 - header.length) / line.length))}.\r\n`);
}

async function startServers() {
  const child = fork(fileURLToPath(new URL('reception-server.mjs', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
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
