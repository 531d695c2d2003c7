// Mail hosts by a real DNS server on loopback: MX, implicit MX, null MX, dual stack, SERVFAIL, no such domain, and no answer.
import { Resolver } from 'node:dns/promises';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probe } from '../../src/probe/probe.js';
import type { ProbeOptions } from '../../src/probe/probe-options.js';
import type { ProbeReport } from '../../src/probe/report.js';
import { HOST, testAuthorities } from './authority.js';
import { CONSTRAINT_SETS } from './constraint-sets.js';
import { startDnsServer } from './dns-server.js';
import type { DnsServer } from './dns-server.js';
import { startMailServer } from './mail-server.js';
import type { MailServer } from './mail-server.js';

let dns: DnsServer;
let good: MailServer;
let bad: MailServer;
let ca: string;
let ipv6 = true;

beforeAll(async () => {
  const authorities = await testAuthorities();
  ca = authorities.ca;
  good = await startMailServer({ tls: authorities.credentials.good });
  bad = await startMailServer({ ehlo: '250 no TLS here\r\n' });
  ipv6 = await hasIpv6();
  dns = await startDnsServer({
    'partner.example': { mx: [[20, 'backup.partner.example'], [10, HOST], [10, 'also.partner.example']] },
    [HOST]: { a: ['192.0.2.1'] },
    'also.partner.example': { a: ['192.0.2.2'] },
    'backup.partner.example': { a: ['192.0.2.3'] },
    'implicit.example': { a: ['192.0.2.4'] },
    'null.example': { mx: [[0, '.']], a: ['192.0.2.5'] },
    'empty.example': {},
    'dual.example': { mx: [[10, 'dual-mx.example']] },
    'dual-mx.example': { a: ['192.0.2.1'], aaaa: ['2001:db8::1'] },
    'servfail.example': 'servfail',
    'silent.example': 'silence',
    'half.example': { mx: [[10, HOST], [20, 'broken.example'], [30, 'gone.example']] },
    'broken.example': 'servfail',
    'xn--bcher-kva.example': { a: ['192.0.2.1'] },
  });
});
afterAll(async () => {
  await Promise.all([dns.close(), good.close(), bad.close()]);
});

describe('MX', () => {
  it('has the hosts in the order of their preference', async () => {
    const { lookup, hosts, judgement } = await probed('partner.example');
    expect(lookup).toMatchObject({ found: true, source: 'mx' });
    expect(hosts.map(({ host, preference, address }) => [host, preference, address])).toEqual([
      ['also.partner.example', 10, '192.0.2.2'],
      [HOST, 10, '192.0.2.1'],
      ['backup.partner.example', 20, '192.0.2.3'],
    ]);
    // One host with a certificate of its own name is enough.
    expect(judgement?.hosts.map(({ outcome }) => outcome)).toEqual(['bounce', 'deliver', 'bounce']);
    expect(judgement?.outcome).toBe('deliver');
  });

  it('is asked of a route that wants it, on the port of the route', async () => {
    const report = await probe({ kind: 'host', host: 'partner.example', port: 2525, mxLookup: true }, options());
    expect(report.hosts.map(({ host, port }) => `${host} ${port}`)).toEqual(['also.partner.example 2525', `${HOST} 2525`, 'backup.partner.example 2525']);
  });

  it('is not asked of a route that names the host', async () => {
    const report = await probe({ kind: 'host', host: HOST, port: 2525, mxLookup: false }, options());
    expect([report.lookup.found && report.lookup.source, report.hosts.length]).toEqual(['host', 1]);
  });

  it('is replaced by the address of the domain where there is none', async () => {
    const { lookup, hosts } = await probed('implicit.example');
    expect(lookup).toMatchObject({ found: true, source: 'implicit-mx' });
    expect(hosts.map(({ host, preference, address }) => [host, preference, address])).toEqual([['implicit.example', null, '192.0.2.4']]);
  });

  it('of the null kind says that no mail is taken, whatever the address', async () => {
    const { lookup, hosts, judgement } = await probed('null.example');
    expect([lookup, hosts.length, judgement?.outcome]).toEqual([expect.objectContaining({ found: false, reason: 'null-mx' }), 0, 'undeliverable']);
  });

  it.each([
    ['nowhere.example', 'no-such-domain', 'undeliverable'],
    ['empty.example', 'no-address', 'undeliverable'],
    ['servfail.example', 'dns-failure', 'defer'],
    ['silent.example', 'dns-failure', 'defer'],
  ])('of %s: %s', async (domain, reason, outcome) => {
    const { lookup, judgement } = await probed(domain);
    expect([lookup.found ? '' : lookup.reason, judgement?.outcome]).toEqual([reason, outcome]);
  });

  it('names hosts that cannot be found, and mail still goes to the one that can', async () => {
    const { hosts, judgement } = await probed('half.example');
    expect(hosts.map(({ host, address, failure }) => [host, address, failure?.message ?? null])).toEqual([
      [HOST, '192.0.2.1', null],
      ['broken.example', null, 'no address: DNS answered that it failed (SERVFAIL)'],
      ['gone.example', null, 'no address: the name has no address in DNS'],
    ]);
    expect(judgement?.outcome).toBe('deliver');
  });

  it('waits for hosts that cannot be found before anything bounces', async () => {
    const report = await probe({ kind: 'mx', domain: 'half.example' }, { ...options(() => bad.port), constraints: CONSTRAINT_SETS['ca+name'] });
    expect([report.judgement?.hosts[0]?.outcome, report.judgement?.outcome]).toEqual(['bounce', 'defer']);
  });

  it('of an internationalised domain is asked by its A-labels', async () => {
    const { lookup } = await probed('BÜCHER.example');
    expect(lookup.found && lookup.hosts[0]?.name).toBe('xn--bcher-kva.example');
  });
});

describe('addresses', () => {
  it('of both families are tried', async () => {
    const { hosts } = await probed('dual.example');
    expect(hosts.map(({ address }) => address)).toEqual(['192.0.2.1', '2001:db8::1']);
  });

  it('of one family are tried where one is asked for', async () => {
    const report = await probe({ kind: 'mx', domain: 'dual.example' }, { ...options(), families: [6] });
    expect(report.hosts.map(({ address }) => address)).toEqual(['2001:db8::1']);
  });

  it('beyond the bound are counted, and keep a bounce from being certain', async () => {
    const report = await probe({ kind: 'mx', domain: 'dual.example' }, { ...options(() => bad.port), maxAddresses: 1, constraints: CONSTRAINT_SETS.tls });
    expect([report.hosts.length, report.notTried, report.judgement?.outcome]).toEqual([1, 1, 'defer']);
  });

  it('of IPv6 connect', async () => {
    const server = await startMailServer({}, ipv6 ? '::1' : '127.0.0.1');
    const report = await probe({ kind: 'host', host: ipv6 ? '[IPv6:::1]' : '127.0.0.1', port: server.port, mxLookup: false });
    await server.close();
    expect([report.hosts[0]?.address, report.hosts[0]?.steps.every(({ ok }) => ok)]).toEqual([ipv6 ? '::1' : '127.0.0.1', false]);
  });
});

/** Nobody waits long for what never comes. */
function probed(domain: string): Promise<ProbeReport> {
  const patience = domain === 'silent.example' ? 300 : undefined;
  return probe({ kind: 'mx', domain }, { ...options(undefined, patience), constraints: CONSTRAINT_SETS['ca+name'] });
}

/** Every address is that of a mail server here. */
function options(portOf: () => number = () => good.port, patience: number = 9000): ProbeOptions {
  const resolver = new Resolver({ timeout: patience, tries: 1 });
  resolver.setServers([dns.address]);
  return { ca, dns: resolver, connect: () => net.connect(portOf(), '127.0.0.1') };
}

function hasIpv6(): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(0, '::1', () => server.close(() => resolve(true)));
  });
}
