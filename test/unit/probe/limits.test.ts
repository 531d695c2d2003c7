// What bounds a probe: time, its caller, connections side by side; and what a caller's own functions may do to it.
import net from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../src/model/route.js';
import { probe } from '../../../src/probe/probe.js';
import type { ProbeOptions, ProbeProgress } from '../../../src/probe/probe-options.js';
import type { StepName } from '../../../src/probe/report.js';
import { HOST } from '../../servers/authority.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';
import { startMailServer } from '../../servers/mail-server.js';
import { loopbackDns, probeScript } from './probe-script.js';

const hostNamed: Route = { kind: 'host', host: HOST, port: 25, mxLookup: false };
const hostRoute: Route = { kind: 'host', host: '127.0.0.1', port: 1, mxLookup: false };

describe('limits', () => {
  /** Ends the probe once it waits for a step, however long it took to get there. */
  const endsAt = (wanted: StepName): Pick<ProbeOptions, 'signal' | 'onProgress'> => {
    const stop = new AbortController();
    const onProgress = ({ step, ended }: ProbeProgress): void => {
      if (step === wanted && ended === null) setImmediate(() => stop.abort());
    };
    return { signal: stop.signal, onProgress };
  };

  it('keep addresses whose turn never came from being connected to', async () => {
    const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
    const server = await startMailServer({ greeting: null });
    const connected: unknown[] = [];
    const connect: ProbeOptions['connect'] = ({ host }) => {
      connected.push(host);
      return net.connect(server.port, '127.0.0.1');
    };
    const dns = { ...loopbackDns, resolve4: () => Promise.resolve(addresses) };
    const { hosts, judgement } = await probe({ kind: 'mx', domain: 'a.example' }, { dns, connect, concurrency: 1, ...endsAt('greeting'), constraints: CONSTRAINT_SETS.tls });
    await server.close();
    expect([connected, hosts.map(({ steps, failure }) => `${steps.length} ${failure?.message ?? ''}`)]).toEqual([
      ['192.0.2.1'],
      ['2 the probe was ended before the greeting was there', ...Array.from({ length: 2 }, () => '0 the probe was ended before this address was tried')],
    ]);
    expect([judgement?.outcome, judgement?.consequence]).toEqual(['defer', 'Nothing can be said about `a.example` yet: the probe was ended before every mail host was tested.']);
  });

  it('end a probe whose server never answers', async () => {
    const { hosts } = await probeScript({ greeting: null }, { timeouts: { greeting: 20_000 }, timeLimit: 100 });
    expect(hosts[0]?.failure).toMatchObject({ kind: 'ended', resultType: null });
  });

  it('that end a probe in the handshake say nothing about the TLS of the server', async () => {
    const report = await probeScript({ handshake: 'silent' }, { ...endsAt('handshake'), constraints: CONSTRAINT_SETS.tls });
    expect(report.hosts[0]?.failure).toEqual({ step: 'handshake', kind: 'ended', message: 'the probe was ended before the TLS handshake was there', code: null, resultType: null });
    expect(report.judgement).toMatchObject({ outcome: 'defer', hosts: [{ outcome: 'defer', violations: [], diagnoses: [] }] });
  });

  it('that end a probe in its DNS lookup say so', async () => {
    const dns = { ...loopbackDns, resolveMx: () => new Promise<never>(() => undefined) };
    const { lookup, judgement } = await probe({ kind: 'mx', domain: 'a.example' }, { dns, signal: AbortSignal.abort(), constraints: CONSTRAINT_SETS.tls });
    const message = 'the MX records of `a.example` could not be looked up: the search was ended before DNS answered';
    expect([lookup, judgement?.outcome]).toEqual([{ found: false, reason: 'dns-failure', message }, 'defer']);
  });

  it('end a probe when the caller says so, before or while it runs', async () => {
    const { hosts } = await probeScript({ greeting: null }, endsAt('greeting'));
    const early = await probeScript({}, { signal: AbortSignal.abort() });
    expect(hosts[0]?.failure).toMatchObject({ step: 'greeting', kind: 'ended' });
    expect(early.hosts[0]?.failure?.kind).toBe('no-address');
  });

  it('keep connections side by side within the bound', async () => {
    const addresses = Array.from({ length: 9 }, (_, index) => `192.0.2.${index + 1}`);
    const server = await startMailServer({ ehlo: '250 no\r\n' });
    let open = 0;
    let most = 0;
    const connect: ProbeOptions['connect'] = () => {
      most = Math.max(most, ++open);
      return net.connect(server.port, '127.0.0.1').on('close', () => open--);
    };
    const { hosts } = await probe({ kind: 'mx', domain: 'many.example' }, { dns: { ...loopbackDns, resolve4: () => Promise.resolve(addresses) }, connect, concurrency: 3 });
    await server.close();
    expect([hosts.map(({ address }) => address), hosts.every(({ failure }) => failure === null), most]).toEqual([addresses, true, 3]);
  });

  it('take a function that does not connect for an address that was not reached', async () => {
    const broken: ProbeOptions['connect'] = () => {
      throw new Error('no sockets left');
    };
    const failureOf = async (connect: ProbeOptions['connect'] & {}): Promise<unknown> => (await probe(hostRoute, { connect })).hosts[0]?.failure;
    expect(await failureOf(broken)).toMatchObject({ step: 'connect', kind: 'unreachable', message: 'the connection failed: no sockets left', resultType: null });
    expect(await failureOf((() => null) as never)).toMatchObject({ step: 'connect', kind: 'unreachable', resultType: null });
  });

  it('leave nobody at work when the caller throws on progress', async () => {
    const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'];
    const server = await startMailServer({ greeting: null });
    const sockets: net.Socket[] = [];
    const connect: ProbeOptions['connect'] = () => {
      const socket = net.connect(server.port, '127.0.0.1');
      sockets.push(socket);
      return socket;
    };
    const onProgress: ProbeOptions['onProgress'] = ({ address, step }) => {
      if (address === '192.0.2.2' && step === 'greeting') throw new Error('no more');
    };
    const dns = { ...loopbackDns, resolve4: () => Promise.resolve(addresses) };
    await expect(probe(hostNamed, { dns, connect, onProgress, concurrency: 2 })).rejects.toThrow('no more');
    await vi.waitFor(() => expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true]));
    await server.close();
  });

  it('raise no warning of Node, however many hosts are waited for', async () => {
    const warned: Error[] = [];
    const listener = (warning: Error): unknown => warned.push(warning);
    process.on('warning', listener);
    const server = await startMailServer({ ehlo: '250 no TLS\r\n' });
    const records = Array.from({ length: 20 }, (_, index) => ({ exchange: `mx${index}.example`, priority: index }));
    const dns = { ...loopbackDns, resolveMx: () => Promise.resolve(records) };
    const { hosts } = await probe({ kind: 'mx', domain: 'a.example' }, { dns, port: server.port, concurrency: 20 });
    await server.close();
    process.off('warning', listener);
    expect([hosts.length, warned]).toEqual([20, []]);
  });

  it('take a socket that is connected already', async () => {
    const server = await startMailServer({});
    const socket = net.connect(server.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const { hosts } = await probe(hostRoute, { connect: () => socket });
    await server.close();
    expect(hosts[0]?.steps[0]).toMatchObject({ name: 'connect', ok: true });
  });
});
