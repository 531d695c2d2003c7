// The probe itself: what it reports of a good server, warnings, versions, options, limits, failures, and progress.
import { X509Certificate } from 'node:crypto';
import net from 'node:net';
import { TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Route } from '../../../src/model/route.js';
import { sessionOf } from '../../../src/node-tls/session.js';
import { judgeProbe } from '../../../src/probe/judgement.js';
import { probe } from '../../../src/probe/probe.js';
import type { ProbeOptions, ProbeProgress } from '../../../src/probe/probe-options.js';
import { HOST, issue, testAuthorities } from '../../servers/authority.js';
import type { TestAuthorities, Wanted } from '../../servers/authority.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';
import { startMailServer } from '../../servers/mail-server.js';
import { loopbackDns, probeScript } from './probe-script.js';

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

const STEPS = ['connect', 'greeting', 'ehlo', 'starttls', 'handshake', 'ehlo-over-tls'];
const hostRoute: Route = { kind: 'host', host: '127.0.0.1', port: 1, mxLookup: false };

describe('a report', () => {
  it('has each step, the words of the server, and the certificates', async () => {
    const report = await probeScript({ tls: authorities.credentials.good }, { ca: authorities.ca, constraints: CONSTRAINT_SETS['ca+name'] });
    const [host] = report.hosts;
    expect([report.hosts.length, report.notTried, report.judgement?.outcome]).toEqual([1, 0, 'deliver']);
    expect(host).toMatchObject({ host: HOST, preference: null, address: '127.0.0.1', implicitTls: false, starttls: 'accepted', failure: null, warnings: [], versions: null });
    expect(host?.steps.map(({ name, ok }) => [name, ok])).toEqual(STEPS.map((step) => [step, true]));
    expect(host?.steps.every(({ durationMs }) => Number.isInteger(durationMs) && durationMs >= 0)).toBe(true);
    expect(host?.steps[2]?.reply).toEqual({ code: 250, lines: ['mx.partner.example greets you', 'PIPELINING', 'STARTTLS'] });
    expect(host?.tls).toMatchObject({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', verificationError: null });
    expect(host?.tls?.chain.map(({ subject, issuer, selfIssued }) => [subject, issuer, selfIssued])).toEqual([
      [`CN=${HOST}`, 'CN=Test Intermediate', false],
      ['CN=Test Intermediate', 'CN=Test Root', false],
      ['CN=Test Root', 'CN=Test Root', true],
    ]);
    expect(host?.tls?.chain[0]).toMatchObject({ commonName: HOST, names: [HOST], key: 'EC prime256v1', daysLeft: 89 });
    expect(host?.tls?.chain[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(host?.tls?.chain[0]?.validTo).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('is plain data', async () => {
    const report = await probeScript({ tls: authorities.credentials.wrongName }, { constraints: CONSTRAINT_SETS['ca+name'] });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('has no judgement unless asked for one', async () => {
    expect((await probeScript({})).judgement).toBe(null);
  });

  it('of a certificate that cannot be read knows none of its verdicts', async () => {
    const unreadable = vi.spyOn(TLSSocket.prototype, 'getPeerCertificate').mockReturnValue({ raw: Buffer.from('no certificate') } as never);
    const report = await probeScript({ tls: authorities.credentials.good }, { ca: authorities.ca });
    unreadable.mockRestore();
    expect([report.hosts[0]?.session, report.hosts[0]?.failure]).toEqual([{ tls: true, version: 'TLSv1.3', certificate: {} }, null]);
    const { outcome, hosts } = judgeProbe(report, CONSTRAINT_SETS.ca);
    expect([judgeProbe(report, CONSTRAINT_SETS.tls).outcome, outcome, hosts[0]?.diagnoses.map(({ cause }) => cause)]).toEqual(['deliver', 'bounce', ['unreadable-certificate']]);
  });

  it('tells of implicit TLS', async () => {
    const [host] = (await probeScript({ implicitTls: true, tls: authorities.credentials.good }, { ca: authorities.ca, versions: true })).hosts;
    expect(host?.steps.map(({ name }) => name)).toEqual(['connect', 'handshake', 'greeting', 'ehlo-over-tls']);
    expect([host?.starttls, host?.session?.tls, host?.versions?.['TLSv1.3']]).toEqual([null, true, 'accepted']);
  });

  it('tells of implicit TLS by its port', async () => {
    const ports: number[] = [];
    const connect: ProbeOptions['connect'] = ({ port }) => {
      ports.push(port);
      return net.connect(1, '127.0.0.1');
    };
    const { hosts } = await probe({ kind: 'host', host: '127.0.0.1', port: 465, mxLookup: false }, { connect });
    expect([ports, hosts[0]?.implicitTls]).toEqual([[465], true]);
  });

  it('shows the certificate that it has for a client, without which such a server is of no use', async () => {
    const { good, clientOnly } = authorities.credentials;
    const shown: unknown[] = [];
    const script: Parameters<typeof probeScript>[0] = {
      tls: { ...good, requestCert: true, rejectUnauthorized: true, ca: authorities.ca },
      onSecure: (socket) => shown.push(socket.getPeerX509Certificate()?.fingerprint256, sessionOf(socket)),
    };
    const outcomeWith = async (options: ProbeOptions): Promise<unknown> =>
      (await probeScript(script, { ca: authorities.ca, constraints: CONSTRAINT_SETS['ca+name'], ...options })).judgement?.outcome;
    expect([await outcomeWith({}), shown]).toEqual(['bounce', []]);
    expect(await outcomeWith({ clientCertificate: clientOnly })).toBe('deliver');
    const { fingerprint256 } = new X509Certificate(clientOnly.cert);
    expect(shown).toEqual([fingerprint256, { tls: true, version: 'TLSv1.3', certificate: { trusted: true, expired: false } }]);
  });

  it('tells of the EHLO name, or an address literal', async () => {
    const server = await startMailServer({ ehlo: '250 no TLS\r\n' });
    const route: Route = { kind: 'host', host: '127.0.0.1', port: server.port, mxLookup: false };
    await probe(route, { clientName: 'client.example' });
    await probe(route);
    await server.close();
    expect(server.commands.filter((command) => command.startsWith('EHLO'))).toEqual(['EHLO client.example', 'EHLO [127.0.0.1]']);
  });

  it('says goodbye', async () => {
    const server = await startMailServer({ tls: authorities.credentials.good });
    await probe({ kind: 'host', host: '127.0.0.1', port: server.port, mxLookup: false });
    await server.close();
    expect(server.commands).toEqual(['EHLO [127.0.0.1]', 'STARTTLS', 'tls EHLO [127.0.0.1]', 'tls QUIT']);
  });
});

describe('warnings', () => {
  const codesOf = async (script: Parameters<typeof probeScript>[0], options: ProbeOptions = {}, host?: string): Promise<string[]> =>
    (await probeScript(script, { ca: authorities.ca, ...options }, host)).hosts[0]!.warnings.map(({ code }) => code);

  it('tell what may not be in order tomorrow or elsewhere', async () => {
    const { credentials } = authorities;
    expect(await codesOf({ tls: credentials.good })).toEqual([]);
    expect(await codesOf({ tls: credentials.good, starttls: '220 go\r\n250 x\r\n' })).toEqual(['plaintext-injection']);
    expect(await codesOf({ tls: credentials.soon })).toEqual(['expires-soon']);
    expect(await codesOf({ tls: credentials.soon }, { expiryWarningDays: 3 })).toEqual([]);
    expect(await codesOf({ tls: credentials.good }, { expiryWarningDays: 100 })).toEqual(['expires-soon']);
    expect(await codesOf({ tls: credentials.expired })).toEqual([]);
    expect(await codesOf({ tls: credentials.commonNameOnly })).toEqual(['common-name-only']);
    expect(await codesOf({ tls: credentials.wildcard })).toEqual([]);
    expect(await codesOf({ tls: credentials.partialWildcard })).toEqual(['partial-wildcard']);
    expect(await codesOf({ tls: credentials.addressName }, {}, '127.0.0.1')).toEqual([]);
    expect(await codesOf({ tls: { ...credentials.weakKey, ciphers: 'ALL:@SECLEVEL=0' } })).toEqual(['weak-key']);
    expect(await codesOf({ tls: { ...credentials.good, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } })).toEqual(['deprecated-version']);
  });

  it('look at every name of a certificate, and at the common name where none is a DNS name', async () => {
    const { credentials, root } = authorities;
    const withNames = async (names: Wanted['names'] & {}): Promise<string[]> => {
      const { pem, key } = await issue(root, { commonName: HOST, names });
      return codesOf({ tls: { cert: pem, key } });
    };
    expect(await withNames([{ type: 'ip', value: '127.0.0.1' }])).toEqual(['common-name-only']);
    const many = Array.from({ length: 200 }, (_, index) => ({ type: 'dns', value: `n${index}.example` }) as const);
    expect(await withNames([...many, { type: 'dns', value: HOST }])).toEqual([]);
    expect(await withNames([{ type: 'dns', value: `${HOST}.` }])).toEqual([]);
    expect(await codesOf({ tls: credentials.good })).toEqual([]);
  });

  it('count bytes that are injected in a packet of their own', async () => {
    const server = net.createServer((socket) => {
      const answers = ['220 hello\r\n', '250-mx\r\n250 STARTTLS\r\n', '220 go ahead\r\n'];
      const answer = (): void => {
        socket.write(answers.shift() ?? '');
        if (answers.length === 0) setImmediate(() => socket.write('RSET\r\n', () => socket.once('data', () => socket.destroy())));
      };
      socket.setNoDelay().on('error', () => undefined).on('data', answer);
      answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { hosts } = await probe({ ...hostRoute, port: (server.address() as net.AddressInfo).port });
    await new Promise((resolve) => server.close(resolve));
    expect(hosts[0]?.warnings).toMatchObject([{ code: 'plaintext-injection', message: expect.stringMatching(/^6 bytes came in plaintext/) as unknown }]);
  });

  it('count the bytes that were injected, and the days that are left', async () => {
    const [injected] = (await probeScript({ tls: authorities.credentials.good, starttls: '220 go\r\nMAIL FROM:<x>\r\nab' })).hosts[0]!.warnings;
    const [soon] = (await probeScript({ tls: authorities.credentials.soon })).hosts[0]!.warnings;
    const day = await issue(null, { commonName: HOST, names: [{ type: 'dns', value: HOST }], days: [-9, 1.5] });
    const [tomorrow] = (await probeScript({ tls: { cert: day.pem, key: day.key } })).hosts[0]!.warnings;
    expect(tomorrow?.message).toContain('expires in 1 day, on');
    expect([injected?.message, soon?.message]).toEqual([expect.stringMatching(/^17 bytes came in plaintext/), expect.stringMatching(/^the certificate of CN=mx\.partner\.example expires in 4 days, on 20/)]);
  });
});

describe('versions', () => {
  it('are found out one by one', async () => {
    const only = async (minVersion: 'TLSv1' | 'TLSv1.2', maxVersion: 'TLSv1.1' | 'TLSv1.3'): Promise<unknown> => {
      const tls = { ...authorities.credentials.good, minVersion, maxVersion, ciphers: 'ALL:@SECLEVEL=0' };
      return (await probeScript({ tls }, { versions: true })).hosts[0]!.versions;
    };
    expect(await only('TLSv1', 'TLSv1.1')).toEqual({ TLSv1: 'accepted', 'TLSv1.1': 'accepted', 'TLSv1.2': 'refused', 'TLSv1.3': 'refused' });
    expect(await only('TLSv1.2', 'TLSv1.3')).toEqual({ TLSv1: 'refused', 'TLSv1.1': 'refused', 'TLSv1.2': 'accepted', 'TLSv1.3': 'accepted' });
  });

  it('are unknown where the handshake fails for a reason of its own', async () => {
    const unknown = { TLSv1: 'unknown', 'TLSv1.1': 'unknown', 'TLSv1.2': 'unknown', 'TLSv1.3': 'unknown' };
    const versionsOf = async (script: Parameters<typeof probeScript>[0]): Promise<unknown> => (await probeScript(script, { versions: true })).hosts[0]!.versions;
    expect(await versionsOf({ handshake: 'drop' })).toEqual(unknown);
    expect(await versionsOf({ handshake: 'reset' })).toEqual(unknown);
    const demanding = { ...authorities.credentials.good, requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' } as const;
    expect(await versionsOf({ tls: demanding })).toMatchObject({ 'TLSv1.2': 'unknown', 'TLSv1.3': 'refused' });
  });

  it('are found out by the ciphers that the server has', async () => {
    const { hosts } = await probeScript({ tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'aNULL:@SECLEVEL=0' } }, { versions: true });
    expect(hosts[0]!.versions).toMatchObject({ 'TLSv1.2': 'accepted', 'TLSv1.3': 'refused' });
  });

  it('are unknown where the server does not answer, and not asked for without STARTTLS', async () => {
    const silent = await probeScript({ handshake: 'silent' }, { versions: true, timeouts: { greeting: 20_000, command: 20_000, handshake: 50 } });
    const plain = await probeScript({ ehlo: '250 no\r\n' }, { versions: true });
    expect([silent.hosts[0]!.versions, plain.hosts[0]!.versions]).toEqual([{ TLSv1: 'unknown', 'TLSv1.1': 'unknown', 'TLSv1.2': 'unknown', 'TLSv1.3': 'unknown' }, null]);
  });
});

describe('a failure', () => {
  it.each<[string, Parameters<typeof probeScript>[0], string, string]>([
    ['of the greeting', { greeting: '421 4.3.2 later\r\n' }, 'refused-for-now', 'the greeting was: 421 4.3.2 later'],
    ['of the greeting under TLS', { implicitTls: true, greeting: '554 no\r\n' }, 'refused-for-good', 'the greeting was: 554 no'],
    ['of a greeting that is none', { greeting: '250 what?\r\n' }, 'not-smtp', 'the greeting was: 250 what?'],
    ['of EHLO, for now', { ehlo: '450 later\r\n' }, 'refused-for-now', 'the answer to EHLO was: 450 later'],
    ['of EHLO and HELO', { ehlo: '502 what?\r\n', helo: '554-not\r\n554 you\r\n' }, 'refused-for-good', 'the answer to HELO was: 554 not / you'],
    ['of an answer to STARTTLS that never comes', { starttls: null }, 'timeout', 'the answer to STARTTLS did not come within the time that it was given'],
    ['of a server that goes away instead of starting TLS', { starttls: '421 4.3.2 shutting down\r\n' }, 'refused-for-now', 'the answer to STARTTLS was: 421 4.3.2 shutting down'],
    ['of EHLO under TLS', { secureEhlo: '421 later\r\n' }, 'refused-for-now', 'the answer to EHLO under TLS was: 421 later'],
  ])('%s', async (_name, script, kind, message) => {
    const { hosts } = await probeScript({ tls: authorities.credentials.good, ...script }, kind === 'timeout' ? { timeouts: { command: 1500 } } : {});
    expect(hosts[0]?.failure).toMatchObject({ kind, message, resultType: null });
  });

  /** A socket that does not get through, and fails as it is told. */
  const failing = (error: unknown): net.Socket => {
    const socket = Object.defineProperty(new net.Socket(), 'connecting', { value: true });
    if (error !== undefined) setImmediate(() => socket.emit('error', error));
    return socket;
  };

  it.each<[string, unknown, object]>([
    ['that takes too long', undefined, { kind: 'timeout', message: 'the connection did not come within the time that it was given', code: null }],
    ['with a code', Object.assign(new Error('connect EHOSTUNREACH'), { code: 'EHOSTUNREACH' }), { kind: 'unreachable', message: 'the connection failed: connect EHOSTUNREACH', code: 'EHOSTUNREACH' }],
    ['without words', 'no words', { kind: 'unreachable', message: 'the connection failed: no words', code: null }],
  ])('of connecting, %s', async (_name, error, expected) => {
    const { hosts } = await probe(hostRoute, { connect: () => failing(error), timeouts: { connect: 50 } });
    expect(hosts[0]?.failure).toMatchObject({ step: 'connect', resultType: null, ...expected });
  });

  it('of a server that answers before it is asked', async () => {
    const failureOf = async (script: Parameters<typeof probeScript>[0]): Promise<unknown> => (await probeScript({ tls: authorities.credentials.good, ...script })).hosts[0]?.failure;
    const greeting = '220 hello\r\n250-mx\r\n250 STARTTLS\r\n220 go ahead\r\n';
    expect(await failureOf({ greeting })).toMatchObject({ step: 'ehlo', kind: 'not-smtp', message: 'the server spoke before it was asked, where the answer to EHLO should have been', resultType: null });
    expect(await failureOf({ ehlo: '250-mx\r\n250 STARTTLS\r\n220 go ahead\r\n' })).toMatchObject({ step: 'starttls', kind: 'not-smtp', resultType: null });
  });

  it('of a connection that is reset', async () => {
    const server = net.createServer((socket) => {
      socket.write('220 hello\r\n');
      socket.once('data', () => socket.resetAndDestroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { hosts } = await probe({ ...hostRoute, port: (server.address() as net.AddressInfo).port });
    await new Promise((resolve) => server.close(resolve));
    expect(hosts[0]?.failure).toMatchObject({ kind: 'closed', code: 'ECONNRESET', resultType: null });
  });

  it('of a server that sends more than anyone would read', async () => {
    const server = await startMailServer({ greeting: `220 x\r\n${'y'.repeat(3_000_000)}` });
    const { hosts } = await probe({ ...hostRoute, port: server.port }, {});
    await server.close();
    expect(hosts[0]?.failure?.kind).toMatch(/^(closed|not-smtp)$/);
  });
});

describe('two addresses of one host, of which the first has no TLS', () => {
  const outcomeBeside = async (script: Parameters<typeof probeScript>[0], options: ProbeOptions = {}): Promise<unknown> => {
    const plain = await startMailServer({ ehlo: '250 no TLS\r\n' });
    const other = await startMailServer({ tls: authorities.credentials.good, ...script });
    const dns = { ...loopbackDns, resolve4: () => Promise.resolve(['192.0.2.1', '192.0.2.2']) };
    const connect: ProbeOptions['connect'] = ({ host }) => net.connect(host === '192.0.2.1' ? plain.port : other.port, '127.0.0.1');
    const route: Route = { kind: 'host', host: HOST, port: 25, mxLookup: false };
    const { judgement } = await probe(route, { ca: authorities.ca, dns, connect, concurrency: 1, constraints: CONSTRAINT_SETS['ca+name'], ...options });
    await Promise.all([plain.close(), other.close()]);
    return [judgement?.outcome, judgement?.hosts.map(({ outcome }) => outcome)];
  };

  it.each<[string, Parameters<typeof probeScript>[0]]>([
    ['is busy once TLS stands', { secureEhlo: '421 4.3.2 busy\r\n' }],
    ['hangs up once TLS stands', { secureEhlo: null }],
    ['is busy before TLS', { ehlo: '451 busy\r\n' }],
  ])('are no bounce where the second %s', async (_name, script) => {
    expect(await outcomeBeside(script)).toEqual(['defer', ['bounce', 'defer']]);
  });

  it('are no bounce where the probe itself ends before the second has answered under TLS', async () => {
    const stop = new AbortController();
    const onProgress = ({ step, ended }: ProbeProgress): void => {
      if (step === 'ehlo-over-tls' && ended === null) setImmediate(() => stop.abort());
    };
    expect(await outcomeBeside({ secureEhlo: '' }, { signal: stop.signal, onProgress })).toEqual(['defer', ['bounce', 'defer']]);
  });
});

describe('a server that goes as soon as it has accepted STARTTLS', () => {
  it.each<[string, (socket: net.Socket) => void]>([
    ['ends', (socket) => socket.end()],
    ['closes', (socket) => socket.destroy()],
    ['resets', (socket) => socket.resetAndDestroy()],
  ])('fails the handshake, and no time runs out for it: it %s', async (_name, leave) => {
    const server = net.createServer((socket) => {
      const answers = ['220 hello\r\n', '250-mx\r\n250 STARTTLS\r\n', '220 go ahead\r\n'];
      const answer = (): void => {
        socket.write(answers.shift() ?? '', () => {
          if (answers.length === 0) setTimeout(() => leave(socket), 5);
        });
      };
      socket.setNoDelay().on('error', () => undefined).on('data', answer);
      answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const route = { ...hostRoute, port: (server.address() as net.AddressInfo).port };
    const { hosts, judgement } = await probe(route, { timeouts: { handshake: 3000 }, constraints: CONSTRAINT_SETS.tls });
    await new Promise((resolve) => server.close(resolve));
    expect(hosts[0]).toMatchObject({ starttls: 'accepted', failure: { step: 'handshake', kind: expect.stringMatching(/^(closed|tls)$/) as unknown, resultType: 'validation-failure' } });
    expect([hosts[0]?.steps.map(({ name, ok }) => `${name} ${ok}`).at(-1), judgement?.outcome]).toEqual(['handshake false', 'bounce']);
  });
});

it('does not listen for ever to a server that has no end', async () => {
  const server = await startMailServer({ ehlo: `250 no TLS\r\n${'y'.repeat(3_000_000)}` });
  const { hosts } = await probe({ ...hostRoute, port: server.port });
  await server.close();
  expect(hosts[0]).toMatchObject({ session: { tls: false }, failure: null });
});

describe('progress', () => {
  it('is told as each step begins and ends', async () => {
    const events: ProbeProgress[] = [];
    await probeScript({ tls: authorities.credentials.good }, { onProgress: (event) => events.push(event) });
    expect(events.map(({ step, ended }) => `${step} ${ended === null ? '...' : String(ended.ok)}`)).toEqual(STEPS.flatMap((step) => [`${step} ...`, `${step} true`]));
  });
});
