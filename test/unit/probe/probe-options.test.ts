// What callers do wrong, and what an empty list of CA certificates is.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../src/model/route.js';
import { probe } from '../../../src/probe/probe.js';
import type { ProbeOptions } from '../../../src/probe/probe-options.js';
import { testAuthorities } from '../../servers/authority.js';
import type { TestAuthorities } from '../../servers/authority.js';
import { probeScript } from './probe-script.js';

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

const hostRoute: Route = { kind: 'host', host: '127.0.0.1', port: 1, mxLookup: false };

it('trusts nobody where the list of CA certificates is empty', async () => {
  const { hosts } = await probeScript({ tls: authorities.credentials.good }, { ca: [] });
  expect(hosts[0]?.session).toMatchObject({ certificate: { trusted: false } });
});

describe('refuses', () => {
  it.each<[string, unknown, ProbeOptions]>([
    ['a route that is none', { kind: 'nothing' }, {}],
    ['no route', null, {}],
    ['a domain that is none', { kind: 'mx', domain: 'a b' }, {}],
    ['a host that is none', { kind: 'host', host: '', port: 25, mxLookup: false }, {}],
    ['port 0', { ...hostRoute, port: 0 }, {}],
    ['port 65536', { ...hostRoute, port: 65_536 }, {}],
    ['an MX port that is none', { kind: 'mx', domain: 'a.example' }, { port: 70_000 }],
    ['no concurrency', hostRoute, { concurrency: 0 }],
    ['no addresses', hostRoute, { maxAddresses: 0.5 }],
    ['a time-out that is none', hostRoute, { timeouts: { connect: -1 } }],
    ['a time limit that is none', hostRoute, { timeLimit: Number.NaN }],
    ['a time-out that Node takes for none', hostRoute, { timeouts: { handshake: 2_147_483_648 } }],
    ['a time limit that Node takes for none', hostRoute, { timeLimit: 1e12 }],
    ['no family of addresses', hostRoute, { families: [] }],
    ['a family that is none', hostRoute, { families: [5 as 4] }],
    ['a date that is none', hostRoute, { now: new Date('never') }],
    ['a warning that is none', hostRoute, { expiryWarningDays: Number.NaN }],
    ['CA certificates that are none', hostRoute, { ca: '' }],
    ['a list of CA certificates that are none', hostRoute, { ca: [''] }],
    ['an EHLO name that breaks the line', hostRoute, { clientName: 'a\r\nQUIT' }],
  ])('%s', async (_name, route, options) => {
    await expect(probe(route as Route, options)).rejects.toThrow(TypeError);
  });

  it('and names the bound', async () => {
    await expect(probe(hostRoute, { timeouts: { dns: 3e9 } })).rejects.toThrow('`timeouts.dns` is at most 2147483647 milliseconds (24 days), not 3000000000');
  });

  it('a client certificate that cannot be used, and says that it is that', async () => {
    const { good, selfSigned } = authorities.credentials;
    for (const clientCertificate of [{ cert: 'x', key: 'y' }, { cert: good.cert, key: selfSigned.key }, 'good' as never]) {
      const refusal = probe(hostRoute, { clientCertificate });
      await expect(refusal).rejects.toThrow(TypeError);
      await expect(refusal).rejects.toThrow(/^`clientCertificate` must be a certificate and its private key, both in PEM: ./);
    }
  });

  it.each<[string, object, RegExp]>([
    ['a signal that is none', { signal: {} }, /^`signal` must be an AbortSignal, not an object/],
    ['no signal', { signal: null }, /^`signal` must be an AbortSignal, not null/],
    ['a date in words', { now: 'x' }, /^`now` must be a valid Date, not the text `x`/],
    ['one family alone', { families: 4 }, /^`families` must be a list of 4, 6 or both/],
  ])('%s, in words of its own', async (_name, options, message) => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const refusal = probe(hostRoute, options);
    await expect(refusal).rejects.toThrow(TypeError);
    await expect(refusal).rejects.toThrow(message);
    expect(timers).not.toHaveBeenCalled();
    timers.mockRestore();
  });
});
