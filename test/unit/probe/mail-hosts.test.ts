// Mail hosts, whatever the resolver answers: records that are none, families that were not asked, hosts beyond the bound.
import { Resolver } from 'node:dns/promises';
import net from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../src/model/route.js';
import { probe } from '../../../src/probe/probe.js';
import { HOST } from '../../servers/authority.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';
import { startMailServer } from '../../servers/mail-server.js';
import { loopbackDns } from './probe-script.js';

const hostNamed: Route = { kind: 'host', host: HOST, port: 25, mxLookup: false };

describe('mail hosts', () => {
  it('hold whatever the resolver does', async () => {
    const broken = { ...loopbackDns, resolveMx: (): never => { throw new Error('broken'); } };
    const odd = { ...loopbackDns, resolveMx: () => Promise.resolve('nonsense' as never) };
    const hanging = { ...loopbackDns, resolveMx: () => new Promise<never>(() => undefined) };
    const code = (name: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(name), { code: name }));
    const refusing = { ...loopbackDns, resolveMx: code('EREFUSED') };
    const halfway = { ...loopbackDns, resolveMx: code('ENODATA'), resolve4: code('ESERVFAIL') };
    const lookups = await Promise.all([broken, odd, hanging, refusing, halfway].map(async (dns) => (await probe({ kind: 'mx', domain: 'a.example' }, { dns, timeouts: { dns: 50 }, connect: () => net.connect(1, '127.0.0.1') })).lookup));
    expect(lookups).toEqual([
      { found: false, reason: 'dns-failure', message: 'the MX records of `a.example` could not be looked up: DNS could not be asked: broken' },
      { found: false, reason: 'dns-failure', message: 'the MX records of `a.example` could not be looked up: DNS answered with what is no such record' },
      { found: false, reason: 'dns-failure', message: 'the MX records of `a.example` could not be looked up: DNS did not answer in time' },
      { found: false, reason: 'dns-failure', message: 'the MX records of `a.example` could not be looked up: DNS could not be asked: EREFUSED' },
      { found: false, reason: 'dns-failure', message: '`a.example` has no MX record, and its address could not be looked up: DNS answered that it failed (SERVFAIL)' },
    ]);
  });

  it.each<[string, unknown]>([
    ['a record that is none', [null]],
    ['an exchange that is no text', [{ exchange: 42, priority: 1 }]],
    ['a preference that is no number', [{ exchange: HOST, priority: '1' }]],
    ['a preference out of range', [{ exchange: HOST, priority: Number.NaN }]],
    ['a good record beside one that is none', [{ exchange: HOST, priority: 1 }, undefined]],
    ['a getter that throws', [{ get exchange(): string { throw new Error('no'); }, priority: 1 }]],
  ])('hold for MX records with %s', async (_name, records) => {
    const dns = { ...loopbackDns, resolveMx: () => Promise.resolve(records as never) };
    const { lookup, judgement } = await probe({ kind: 'mx', domain: 'a.example' }, { dns, constraints: CONSTRAINT_SETS.tls });
    expect([lookup, judgement?.outcome]).toEqual([expect.objectContaining({ reason: 'dns-failure' }), 'defer']);
  });

  it('hold for addresses that are none, and for one that comes twice', async () => {
    const addressesOf = async (answer: unknown): Promise<unknown> => {
      const dns = { ...loopbackDns, resolve4: () => Promise.resolve(answer as never) };
      return (await probe(hostNamed, { dns, connect: () => net.connect(1, '127.0.0.1') })).hosts.map(({ address, failure }) => address ?? failure?.message);
    };
    expect(await addressesOf(['192.0.2.1', '192.0.2.1'])).toEqual(['192.0.2.1']);
    for (const odd of [[null], ['not an address'], ['2001:db8::1'], [{ toString: () => '192.0.2.1' }], [Symbol('x')], {}]) {
      expect(await addressesOf(odd)).toEqual(['no address: DNS answered with what is no such record']);
    }
  });

  it('hold for a resolver that fails with what is no error', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the point
    const dns = { ...loopbackDns, resolve4: () => Promise.reject(Object.create(null)) };
    expect((await probe(hostNamed, { dns })).hosts[0]?.failure?.message).toBe('no address: DNS could not be asked: an object');
  });

  it('take MX records that name no host for what they are', async () => {
    const dns = { ...loopbackDns, resolveMx: () => Promise.resolve([{ exchange: '192.0.2.1', priority: 1 }, { exchange: '\u001b[2J', priority: 2 }, { exchange: '', priority: 3 }]) };
    const { hosts } = await probe({ kind: 'mx', domain: 'a.example' }, { dns });
    expect(hosts.map(({ host, failure }) => [host, failure?.message])).toEqual([
      ['192.0.2.1', 'no address: the MX record names no host'],
      ['\\x{1B}[2J', 'no address: the MX record names no host'],
    ]);
  });

  it('count the MX hosts whose addresses were never looked up, as one of them may take the mail', async () => {
    const server = await startMailServer({ ehlo: '250 no TLS\r\n' });
    const records = [1, 2, 3].map((priority) => ({ exchange: `mx${priority}.example`, priority }));
    const dns = { ...loopbackDns, resolveMx: () => Promise.resolve(records) };
    const report = await probe({ kind: 'mx', domain: 'a.example' }, { dns, port: server.port, maxAddresses: 1, constraints: CONSTRAINT_SETS.tls });
    await server.close();
    expect([report.hosts.map(({ host }) => host), report.notTried, report.judgement?.outcome]).toEqual([['mx1.example'], 2, 'defer']);
  });

  it('leave no question to DNS open behind them', async () => {
    const cancel = vi.spyOn(Resolver.prototype, 'cancel');
    vi.spyOn(Resolver.prototype, 'resolveMx').mockReturnValue(new Promise(() => undefined));
    try {
      const { lookup } = await probe({ kind: 'mx', domain: 'a.example' }, { timeouts: { dns: 50 } });
      expect([lookup.found, cancel.mock.calls.length]).toEqual([false, 1]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('tell what a family of addresses that was not asked, or not answered, leaves open', async () => {
    const code = (name: string) => (): Promise<never> => Promise.reject(Object.assign(new Error(name), { code: name }));
    const server = await startMailServer({ ehlo: '250 no TLS\r\n' });
    const connect = (): net.Socket => net.connect(server.port, '127.0.0.1');
    const only6 = { ...loopbackDns, resolve4: code('ENODATA'), resolve6: () => Promise.resolve(['2001:db8::1']) };
    const half = { ...loopbackDns, resolve6: code('ESERVFAIL') };
    const named = await probe(hostNamed, { dns: only6, families: [4] });
    const implicit = await probe({ kind: 'mx', domain: 'a.example' }, { dns: only6, families: [4], constraints: CONSTRAINT_SETS.tls });
    const halved = await probe(hostNamed, { dns: half, connect, constraints: CONSTRAINT_SETS.tls });
    await server.close();
    expect(named.hosts[0]?.failure?.message).toBe('no address: the name has no IPv4 address in DNS, and IPv6 was not asked for');
    expect(implicit).toMatchObject({
      lookup: { found: false, reason: 'no-address-of-family', message: '`a.example` has neither an MX record nor an address of the family that was asked for' },
      judgement: { outcome: 'defer', consequence: 'Nothing can be said about `a.example` yet: `a.example` has neither an MX record nor an address of the family that was asked for.' },
    });
    const message = 'the IPv6 addresses could not be looked up: DNS answered that it failed (SERVFAIL)';
    expect(halved.lookup).toMatchObject({ hosts: [{ addresses: ['127.0.0.1'], failure: message }] });
    // The host was reached, and so the mail bounces (S-9.4); the warning says that there may be more of it.
    expect([halved.hosts[0]?.warnings, halved.judgement?.outcome]).toEqual([[{ code: 'addresses-unknown', message }], 'bounce']);
  });

  it('know localhost without DNS', async () => {
    const { lookup } = await probe({ kind: 'host', host: 'localhost', port: 1, mxLookup: false }, { dns: { ...loopbackDns, resolve4: () => Promise.reject(new Error('asked')) } });
    expect(lookup).toMatchObject({ hosts: [{ addresses: ['127.0.0.1', '::1'] }] });
  });
});
