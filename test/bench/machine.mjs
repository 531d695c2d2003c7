// What the figures were measured on.

import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** @returns {{ cpu: string, cores: number, memory: string, system: string, node: string, v8: string, package: string, peers: string }} */
export function machine() {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    package: versionOf(new URL('../../package.json', import.meta.url)),
    peers: Object.entries(read(new URL('peers/package.json', import.meta.url)).dependencies).map(([name, version]) => `${name} ${version}`).join(', '),
  };
}

/** In one line. */
export function machineWords({ cpu, cores, memory, system, node, v8, package: version }) {
  return `${cpu}, ${cores} cores, ${memory}, ${system}; Node ${node}, V8 ${v8}; smtp-tls-policy ${version}`;
}

function versionOf(url) {
  return read(url).version;
}

function read(url) {
  return JSON.parse(readFileSync(url, 'utf8'));
}
