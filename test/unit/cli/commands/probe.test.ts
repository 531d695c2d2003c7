// `probe`: targets, requirements, a policy, `--all`, what is printed, and exit codes. Servers and DNS are on loopback.
import { Resolver } from 'node:dns/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOST, testAuthorities } from '../../../servers/authority.js';
import type { TestAuthorities } from '../../../servers/authority.js';
import { startDnsServer } from '../../../servers/dns-server.js';
import type { DnsServer } from '../../../servers/dns-server.js';
import { startMailServer } from '../../../servers/mail-server.js';
import type { MailServer } from '../../../servers/mail-server.js';
import { readProbeRequest } from '../../../../src/cli/probe-request.js';
import { folderWith, runWith, standInIo } from '../stand-in-io.js';
import type { Ran, Surroundings } from '../stand-in-io.js';

let authorities: TestAuthorities;
let dns: DnsServer;
let good: MailServer;
let plain: MailServer;
let selfSigned: MailServer;
let folder: string;

beforeAll(async () => {
  authorities = await testAuthorities();
  good = await startMailServer({ tls: authorities.credentials.good });
  plain = await startMailServer({ ehlo: '250 no TLS\r\n' });
  selfSigned = await startMailServer({ tls: authorities.credentials.selfSigned });
  dns = await startDnsServer({
    'partner.example': { mx: [[10, HOST]] },
    [HOST]: { a: ['127.0.0.1'] },
    'clinic.example': { mx: [[10, HOST]] },
    'other.example': { mx: [[10, 'mx.other.example']] },
    'mx.other.example': { a: ['127.0.0.1'] },
    'null.example': { mx: [[0, '.']] },
    'relay.example': { a: ['127.0.0.1'] },
    'silent.example': 'silence',
    'half.example': { mx: [[10, HOST], [20, 'gone.example']] },
    'two.example': { mx: [[10, 'dual.example']] },
    'dual.example': { a: ['127.0.0.1', '127.0.0.2'] },
  });
  const { clientOnly } = authorities.credentials;
  folder = folderWith({ 'ca.pem': authorities.ca, 'cert.pem': clientOnly.cert, 'key.pem': clientOnly.key, 'other-key.pem': authorities.credentials.good.key, 'policy.yaml': policyText() });
});
afterAll(async () => {
  await Promise.all([dns.close(), good.close(), plain.close(), selfSigned.close()]);
});

function policyText(): string {
  return `
domains: [us.example]
addressLists:
  partners: "partner.example, boss@other.example, null.example, *.example.net"
routes:
  relay: { host: relay.example, port: ${plain.port} }
orgUnits:
  - path: /
    settings:
      - { id: partners, appliesTo: [outbound], addressLists: [partners], route: relay }
  - path: /Direct
    settings:
      - { id: partners, appliesTo: [outbound], addressLists: [partners] }
      - { id: confidential, appliesTo: [outbound-secure-transport], mode: testing, require: { minTlsVersion: TLSv1.3 } }
users: { ann@us.example: /Direct }
`;
}

function run(words: readonly string[], around: Surroundings = {}): Promise<Ran> {
  return runWith(['probe', '--dns', dns.address, '--ca', `${folder}/ca.pem`, ...words], around);
}

describe('one target', () => {
  it('that is in order ends with 0, and its report is readable', async () => {
    const { code, out, err } = await run([`${HOST}:${good.port}`]);
    expect([code, err]).toEqual([0, '']);
    expect(out.replaceAll(/\d+ ms/g, 'N ms').replaceAll(String(good.port), 'PORT').replaceAll(/([0-9A-F]{2}:){31}[0-9A-F]{2}/g, 'FINGERPRINT').replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE').replaceAll(/ {2,}N ms/g, '  N ms')).toBe(
      `deliver  host \`mx.partner.example\`, port PORT
  requires       TLS, a server certificate signed by a trusted CA, a certificate that bears the host name
  hosts          1 found by name

  deliver mx.partner.example  127.0.0.1 port PORT
    connect  N ms
    greeting  N ms  220 mx.partner.example ESMTP
    ehlo  N ms  250 mx.partner.example greets you (and 2 more lines)
    starttls  N ms  220 go ahead
    handshake  N ms
    ehlo-over-tls  N ms  250 mx.partner.example
    tls            TLSv1.3, TLS_AES_256_GCM_SHA384
    certificate    CN=mx.partner.example, EC prime256v1
                   names: mx.partner.example
                   issuer: CN=Test Intermediate
                   valid from DATE to DATE (89 days left)
                   SHA-256 FINGERPRINT
    signed by      CN=Test Intermediate, EC prime256v1
                   valid from DATE to DATE (499 days left)
    signed by      CN=Test Root, EC prime256v1
                   valid from DATE to DATE (999 days left)
    verdicts       chain trusted: yes, host name matches: yes, expired: no

Mail through \`mx.partner.example\` is delivered under these requirements.
`,
    );
  });

  it('of a domain goes to its MX hosts, on the port that is asked for', async () => {
    const { code, out } = await run(['--port', String(good.port), 'partner.example']);
    expect(code).toBe(0);
    expect(out).toContain('the MX hosts of `partner.example`');
    expect(out).toContain(`127.0.0.1 port ${good.port}, preference 10`);
  });

  it.each(['127.0.0.1', '[127.0.0.1]', '[IPv6:::ffff:127.0.0.1]'])('%s is an address, on the port that is asked for', async (address) => {
    const { code, out } = await run(['--json', '--require', 'tls', '--port', String(good.port), address]);
    const { route } = JSON.parse(out) as { route: { port: number } };
    expect([code, route.port]).toEqual([0, good.port]);
  });

  it('that would bounce ends with 1, and says why and what to do', async () => {
    const { code, out } = await run([`${HOST}:${selfSigned.port}`]);
    expect(code).toBe(1);
    expect(out).toMatch(/^bounce {2}host/);
    expect(out).toContain('violation      required server certificate signed by a trusted CA, found certificate not signed by a trusted CA (certificate-not-trusted)');
    expect(out).toContain('why            The certificate of mx.partner.example is signed by itself, not by a CA.');
    expect(out).toContain('remedies       1. Have the server present a certificate for servers from a public CA that bears the name mx.partner.example.');
    expect(out).toContain('As a last resort switch off `caSignedCertificate` in the setting.');
    expect(out).toContain('makes every mail through `mx.partner.example` bounce at the first attempt.');
  });

  it('is judged by the requirements that are asked for', async () => {
    const codes = async (server: MailServer): Promise<number[]> => {
      const words = [['--require', 'nothing'], ['--require', 'tls'], ['--require', 'tls,hostname'], ['--require', 'ca'], ['--require', 'tls', '--min-version', 'TLSv1.3'], []];
      return Promise.all(words.map(async (flags) => (await run([...flags, `${HOST}:${server.port}`])).code));
    };
    expect(await Promise.all([good, selfSigned, plain].map(codes))).toEqual([
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 1, 0, 1],
      [0, 1, 1, 1, 1, 1],
    ]);
  });

  it('of which nothing can be told ends with 2', async () => {
    const closed = await startMailServer({});
    await closed.close();
    const unreached = await run([`127.0.0.1:${closed.port}`]);
    const nothing = await run(['nowhere.example']);
    const none = await run(['null.example']);
    expect([unreached.code, nothing.code, none.code]).toEqual([2, 2, 2]);
    expect(unreached.out).toMatch(/^defer .*\n[^]*failure {8}the connection failed: connect ECONNREFUSED/);
    expect(nothing.out).toContain('hosts          there is no domain `nowhere.example` in DNS');
    expect(none.out).toMatch(/^undeliverable[^]*takes no mail \(a null MX record\)/);
  });

  it('leaves no question to DNS open when it ends', async () => {
    const cancel = vi.spyOn(Resolver.prototype, 'cancel');
    const silent = await run(['--timeout', '0.2', 'silent.example']);
    expect([silent.code, cancel.mock.calls.length]).toEqual([2, 1]);
    expect(process.getActiveResourcesInfo()).not.toContain('QueryReqWrap');
    await run(['--all', '-'], { stdin: '{' });
    expect(cancel).toHaveBeenCalledTimes(2);
    cancel.mockRestore();
  });

  it('is printed as a line of JSON for machines', async () => {
    const { code, out } = await run(['--json', '--versions', `${HOST}:${good.port}`]);
    const report = JSON.parse(out) as { judgement: { outcome: string }; hosts: { versions: Record<string, string> }[] };
    expect([code, out.endsWith('}\n'), report.judgement.outcome, report.hosts[0]?.versions['TLSv1.3']]).toEqual([0, true, 'deliver', 'accepted']);
  });

  it('shows what it does on a terminal, and clears up', async () => {
    const { err } = await run([`${HOST}:${good.port}`], { stderrTerminal: true });
    expect(err).toMatch(/^\rlooking for mail hosts \.\.\.\rmx\.partner\.example \[127\.0\.0\.1\]: connect \.\.\./);
    expect(err).toMatch(/handshake done, \d+ ms/);
    expect(err).toMatch(/\r +\r$/);
  });

  it('fits a terminal of 80 columns, but for a fingerprint, which stays whole', async () => {
    const { out } = await run(['--color', `${HOST}:${selfSigned.port}`], { stdoutTerminal: true, columns: 80 });
    const long = stripVTControlCharacters(out).split('\n').filter((line) => line.length > 80);
    expect(long).toEqual([expect.stringMatching(/^ +(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/)]);
    expect(stripVTControlCharacters(out)).toContain('a certificate\n                 that bears the host name');
  });

  it('counts hosts, and their addresses where they are more or fewer', async () => {
    const { out } = await run(['--port', String(plain.port), 'two.example']);
    expect(out).toContain('hosts          1 found by MX records, with 2 addresses');
  });

  it('hands no byte of a server to the terminal', async () => {
    const hostile = await startMailServer({ tls: authorities.credentials.good, greeting: Buffer.from('220 \u001B[31m\u0007\u009B\u202E\u007F\r\n') });
    const watched = await run([`${HOST}:${hostile.port}`], { stderrTerminal: true, stdoutTerminal: true, columns: 80, environment: { NO_COLOR: '1' } });
    const machine = await run(['--json', `${HOST}:${hostile.port}`]);
    await hostile.close();
    expect(watched.out).toContain('220 \\x{1B}[31m\\x{7}');
    expect([watched.out, watched.err, machine.out].map((text) => /[^\n\r -~]/.exec(text))).toEqual([null, null, null]);
  });

  it('is in colour where that is asked for', async () => {
    const { out } = await run(['--color', `${HOST}:${selfSigned.port}`]);
    expect(out).toContain('\u001B[31mbounce\u001B[39m');
  });

  it('shows versions and warnings', async () => {
    const soon = await startMailServer({ tls: { ...authorities.credentials.soon, maxVersion: 'TLSv1.2' } });
    const { out } = await run(['--versions', `${HOST}:${soon.port}`]);
    await soon.close();
    expect(out).toContain('versions       TLSv1 refused, TLSv1.1 refused, TLSv1.2 accepted, TLSv1.3 refused');
    expect(out).toMatch(/warning {8}the certificate of CN=mx\.partner\.example expires in 4 days/);
  });

  it('presents a client certificate', async () => {
    const demanding = await startMailServer({ tls: { ...authorities.credentials.good, requestCert: true, rejectUnauthorized: true, ca: authorities.ca } });
    const without = await run([`${HOST}:${demanding.port}`]);
    const withOne = await run(['--client-cert', `${folder}/cert.pem`, '--client-key', `${folder}/key.pem`, `${HOST}:${demanding.port}`]);
    await demanding.close();
    expect([without.code, withOne.code]).toEqual([1, 0]);
    expect(without.out).toContain('takes no connection without a client certificate');
  });

  it.each([['--ipv4'], ['--ehlo', 'client.example'], ['--timeout', '5']])('takes %s %s', async (...flags) => {
    expect((await run([...flags, `[IPv6:::ffff:127.0.0.1]:${good.port}`])).code).not.toBe(undefined);
    expect((await run([...flags, '--require', 'tls', `127.0.0.1:${good.port}`])).code).toBe(0);
  });
});

describe('with a policy', () => {
  it('goes where the policy sends the mail, and says which setting requires what', async () => {
    const { code, out } = await run(['--policy', `${folder}/policy.yaml`, '--from', 'bob@us.example', 'partner.example']);
    expect(code).toBe(1);
    expect(out).toMatch(/^bounce {2}host `relay\.example`, port/);
    expect(out).toMatch(/because {8}.*partners.* requires TLS/);
  });

  it('asks for the sender in the org unit of the sender', async () => {
    const { code, out } = await run(['--port', String(good.port), '--policy', `${folder}/policy.yaml`, '--from', 'ann@us.example', 'partner.example']);
    expect([code, out.split('\n')[0]]).toEqual([0, 'deliver  the MX hosts of `partner.example`']);
  });

  it('counts settings in testing mode as enforced, as --all does', async () => {
    const policy = { addressLists: { p: 'partner.example' }, routes: { relay: { host: 'relay.example', port: plain.port } }, orgUnits: [{ path: '/', settings: [{ id: 'trial', mode: 'testing', appliesTo: ['outbound'], addressLists: ['p'], route: 'relay' }] }] };
    const { code, out } = await run(['--policy', '-', '--from', '<>', 'partner.example'], { stdin: JSON.stringify(policy) });
    expect(code).toBe(1);
    expect(out).toMatch(/^bounce {2}host `relay\.example`/);
    expect(out).toMatch(/because {8}setting `trial` of `\/` requires TLS, .* \(still in testing mode\)\n/);
    expect(out).not.toContain('wait until the connection is known');
  });

  it('takes the alternate secure route for a setting in testing mode, and prints the decision by which it judged', async () => {
    const policy = { addressLists: { p: 'partner.example' }, routes: { relay: { host: 'relay.example', port: plain.port } }, alternateSecureRoute: 'relay', orgUnits: [{ path: '/', settings: [{ id: 'trial', mode: 'testing', appliesTo: ['outbound'], addressLists: ['p'] }] }] };
    const { code, out } = await run(['--json', '--port', String(good.port), '--policy', '-', '--from', '<>', 'partner.example'], { stdin: JSON.stringify(policy) });
    const { route, judgement, decision } = JSON.parse(out) as { route: object; judgement: { constraints: object }; decision: { recipients: { route: object; constraints: object; testing: object[] }[] } };
    expect([code, route]).toEqual([1, { kind: 'host', host: 'relay.example', port: plain.port, mxLookup: false }]);
    expect(decision.recipients).toMatchObject([{ route, constraints: judgement.constraints, testing: [] }]);
  });

  it('lets a setting in testing mode take the place of what it overrides', async () => {
    const require = { caSignedCertificate: false, validateHostname: false };
    const policy = { addressLists: { p: 'partner.example' }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['p'] }] }, { path: '/Direct', settings: [{ id: 's', mode: 'testing', appliesTo: ['outbound'], addressLists: ['p'], require }] }], users: { 'ann@us.example': '/Direct' } };
    const outcome = async (from: string): Promise<unknown> => (await run(['--port', String(selfSigned.port), '--policy', '-', '--from', from, 'partner.example'], { stdin: JSON.stringify(policy) })).code;
    expect([await outcome('ann@us.example'), await outcome('bob@us.example')]).toEqual([0, 1]);
  });

  it('tests a host for a recipient', async () => {
    const { code, out } = await run(['--json', '--policy', `${folder}/policy.yaml`, '--from', '<>', '--to', 'boss@other.example', `${HOST}:${good.port}`]);
    const { decision, judgement } = JSON.parse(out) as { decision: { recipients: { recipient: string }[] }; judgement: { constraints: object } };
    expect([code, decision.recipients[0]?.recipient, judgement.constraints]).toEqual([0, 'boss@other.example', { tls: 'required', minVersion: null, caSigned: true, hostname: true }]);
  });

  it('asks for secure transport, which settings may wait for', async () => {
    const stdin = JSON.stringify({ routes: { relay: { host: 'relay.example', port: good.port } }, orgUnits: [{ path: '/', settings: [{ id: 'confidential', appliesTo: ['outbound-secure-transport'], require: { validateHostname: false }, route: 'relay' }] }] });
    const asked = async (...flags: readonly string[]): Promise<Ran> => run([...flags, '--port', String(plain.port), '--policy', '-', '--from', '<>', 'partner.example'], { stdin });
    const [without, secure] = [await asked(), await asked('--secure-transport')];
    expect([without.code, without.out.split('\n')[0]]).toEqual([0, 'deliver  the MX hosts of `partner.example`']);
    expect([secure.code, secure.out.split('\n')[0]]).toEqual([0, `deliver  host \`relay.example\`, port ${good.port}`]);
    expect(secure.out).toMatch(/because {8}something else demands secure transport, so TLS is required in any case\n {2}because {8}setting `confidential` of `\/` requires TLS/);
  });

  it('takes a recipient in the domain, however either is written', async () => {
    const codes = ['bob@partner.example', 'bob@PARTNER.example'].map(async (to) => (await run(['--port', String(good.port), '--policy', `${folder}/policy.yaml`, '--from', 'ann@us.example', '--to', to, 'Partner.Example.'])).code);
    expect(await Promise.all(codes)).toEqual([0, 0]);
  });

  it('that is not valid ends with 2', async () => {
    const { code, err } = await runWith(['probe', '--policy', '-', '--from', '<>', 'a.example'], { stdin: 'setings: []' });
    expect([code, err]).toEqual([2, expect.stringContaining('error unknown-key') as unknown]);
  });
});

describe('--all', () => {
  it('lists who would bounce if the policy went live now', async () => {
    const { code, out, err } = await run(['--port', String(good.port), '--all', `${folder}/policy.yaml`], { stderrTerminal: true });
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n').map((line) => line.split(/ {2,}/).slice(0, 4).join(' | ').replace(', a server certificate signed by a trusted CA, a certificate that bears the host name', ' ...'));
    expect(lines.map((line) => line.replace(String(plain.port), 'PORT'))).toEqual([
      'Outcome | Partner | Mail goes to | Requires',
      ...['*.example.net', 'boss@other.example', 'null.example', 'partner.example'].map((partner) => `bounce | ${partner} | host \`relay.example\`, port PORT | TLS ...`),
      'bounce | boss@other.example | the MX hosts of `other.example` | TLS ...',
      // What the setting in testing mode demands of confidential mail.
      'bounce | boss@other.example | the MX hosts of `other.example` | TLS, TLSv1.3 or later ...',
      'undeliverable | null.example | the MX hosts of `null.example` | TLS ...',
      'undeliverable | null.example | the MX hosts of `null.example` | TLS, TLSv1.3 or later ...',
      'deliver | partner.example | the MX hosts of `partner.example` | TLS ...',
      'deliver | partner.example | the MX hosts of `partner.example` | TLS, TLSv1.3 or later ...',
      '',
      '4 partners would bounce if the policy went live now; 3 could not be tested.',
      '',
      'Not tested, as they name no domain of their own: *, *.example.net',
    ]);
    expect(err).toContain('0 %  0 of 5 entries');
    expect(err).toContain('100 %  4 of 4 routes');
  });

  it('is a line of JSON for each', async () => {
    const { out } = await run(['--json', '--port', String(good.port), '--all', `${folder}/policy.yaml`]);
    const reports = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { partners: string[]; judgement: { outcome: string } | null });
    expect(reports.map(({ judgement }) => judgement?.outcome)).toEqual(['bounce', 'bounce', 'bounce', 'undeliverable', 'undeliverable', 'deliver', 'deliver', undefined]);
    expect(reports.at(-1)).toEqual({ partners: ['*', '*.example.net'], route: null, judgement: null, untested: 'no-domain-of-its-own' });
    expect(reports[5]?.partners).toEqual(['partner.example']);
  });

  it('counts settings in testing mode as enforced, and ends with 0 where nobody would bounce', async () => {
    const policy = (mode: string): string => `{ "addressLists": { "p": "partner.example" }, "orgUnits": [{ "path": "/", "settings": [{ "id": "s", "mode": "${mode}", "appliesTo": ["outbound"], "addressLists": ["p"] }] }] }`;
    const testing = await run(['--port', String(plain.port), '--all', '-'], { stdin: policy('testing') });
    const fine = await run(['--port', String(good.port), '--all', '-'], { stdin: policy('enforce') });
    expect([testing.code, fine.code]).toEqual([1, 0]);
    expect(fine.out).toContain('No partner would bounce if the policy went live now.');
  });

  it('tests the alternate secure route, and what each requires, once', async () => {
    const policy = {
      addressLists: { inbound: ['list.example'], literal: ['[127.0.0.1]'] },
      routes: { relay: { host: 'relay.example', port: plain.port } },
      alternateSecureRoute: 'relay',
      orgUnits: [{ path: '/', settings: [{ id: 'in', appliesTo: ['inbound'], addressLists: ['inbound'] }, { id: 'out', appliesTo: ['outbound'], addressLists: ['literal'], mode: 'testing' }] }],
    };
    const { code, out } = await run(['--json', '--all', '-'], { stdin: JSON.stringify(policy) });
    const reports = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { partners: string[]; route: { host: string }; judgement: { constraints: { caSigned: boolean } } });
    expect(code).toBe(1);
    expect(reports.map(({ partners, route, judgement }) => [partners, route.host, judgement.constraints.caSigned])).toEqual([
      [['*'], 'relay.example', false],
      [['[127.0.0.1]'], 'relay.example', true],
    ]);
  });

  it('names every partner, and is a list where a table is too wide for the terminal', async () => {
    const partners = Array.from({ length: 9 }, (_value, index) => `partner-${index}.example`);
    const policy = { addressLists: { p: partners }, routes: { relay: { host: 'relay.example', port: plain.port } }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['p'], route: 'relay' }] }] };
    const { out } = await run(['--no-color', '--all', '-'], { stdin: JSON.stringify(policy), stdoutTerminal: true, columns: 80 });
    expect(partners.filter((partner) => !out.includes(partner))).toEqual([]);
    expect(out).toMatch(/^bounce {2}partner-0\.example, [^]*\n {8}partner-\d\.example[^]*\n {2}mail goes to {3}host `relay\.example`[^]*\n {2}why/);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('says why nothing can be told of a partner, not what is wrong at a host that it reached', async () => {
    const policy = { addressLists: { p: 'half.example' }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['p'] }] }] };
    const { code, out } = await run(['--port', String(plain.port), '--all', '-'], { stdin: JSON.stringify(policy) });
    expect([code, out.split('\n')[1]]).toEqual([2, expect.stringMatching(/^defer .* gone\.example: no address/) as unknown]);
  });

  it('ends with 2 where nobody would bounce, but not everyone could be tested', async () => {
    const policy = (partners: string): string => JSON.stringify({ addressLists: { p: partners }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['p'] }] }] });
    const all = async (partners: string, ...flags: readonly string[]): Promise<Ran> => run(['--port', String(good.port), ...flags, '--all', '-'], { stdin: policy(partners) });
    const wildcards = await all('*.example.net');
    const some = await all('partner.example, *.example.net, nowhere.example');
    const machine = await all('*.example.net', '--json');
    expect([wildcards.code, some.code, machine.code]).toEqual([2, 2, 2]);
    expect(wildcards.out).toContain('No partner that could be tested would bounce if the policy went live now; 1 could not be tested.');
    expect(some.out).toContain('No partner that could be tested would bounce if the policy went live now; 2 could not be tested.');
    expect(JSON.parse(machine.out)).toEqual({ partners: ['*.example.net'], route: null, judgement: null, untested: 'no-domain-of-its-own' });
  });

  it('has nothing to do where nothing is required', async () => {
    const { code, out } = await run(['--all', '-'], { stdin: '{}' });
    expect([code, out]).toEqual([0, 'Outcome  Partner  Mail goes to  Requires  Why\n\nThe policy requires nothing of mail to anyone: there is nothing to test.\n']);
  });
});

describe('what is handed to the server and to the clock', () => {
  it.each([
    ['client.example', 'EHLO client.example'],
    ['Bücher.example', 'EHLO xn--bcher-kva.example'],
    ['[IPv6:2001:DB8::1]', 'EHLO [IPv6:2001:db8::1]'],
  ])('--ehlo %s is said as %s', async (name, command) => {
    const before = plain.commands.length;
    await run(['--ehlo', name, `${HOST}:${plain.port}`]);
    expect(plain.commands.slice(before)[0]).toBe(command);
  });

  it('the whole has time for every step, however long a step may take', async () => {
    const limits = async (...flags: readonly string[]): Promise<unknown> => {
      const { options } = await readProbeRequest([...flags, 'a.example'], standInIo());
      return [options.timeouts?.greeting, options.timeLimit];
    };
    expect([await limits(), await limits('--timeout', '5'), await limits('--timeout', '60')]).toEqual([[undefined, undefined], [5000, 120_000], [60_000, 720_000]]);
  });

  it('help says what the limits are', async () => {
    const { out } = await runWith(['probe', '--help']);
    expect(out).toContain('ends after 120 seconds, or 12 times --timeout if that is more');
  });
});

describe('a wrong call', () => {
  it.each([
    [[], 'name the domain or host to probe, or --all POLICY'],
    [['a.example', 'b.example'], '`b.example` is one too many'],
    [['a b'], '`a b` is neither a domain nor a host'],
    [['ann@a.example'], '`ann@a.example` is an address'],
    [['a.example:0'], '`0` is no port'],
    [['a.example:70000'], '`70000` is no port'],
    [['--port', '587', 'a.example:25'], '`a.example:25` has a port already; leave --port out'],
    [['--port', 'x', 'a.example'], '`x` is no port'],
    [['--require', 'everything', 'a.example'], '`everything` is not known; words: nothing, tls, ca, hostname'],
    [['--require', 'nothing,ca', 'a.example'], '`nothing` stands alone'],
    [['--min-version', 'SSLv3', 'a.example'], 'there is no such version; versions: TLSv1, TLSv1.1, TLSv1.2, TLSv1.3'],
    [['--from', 'x@y.example', 'a.example'], '--from means nothing without --policy FILE'],
    [['--secure-transport', 'a.example'], '--secure-transport means nothing without --policy FILE'],
    [['--all', 'p.yaml', '--secure-transport'], '--secure-transport means nothing with --all'],
    [['--policy', 'p.yaml', 'a.example'], 'who sends the mail? Add --from ADDRESS'],
    [['--policy', 'p.yaml', '--from', '<>', 'a.example:25'], 'add --to ADDRESS'],
    [['--policy', 'p.yaml', '--from', '<>', '--require', 'tls', 'a.example'], '--require means nothing with --policy'],
    [['--policy', 'p.yaml', '--from', '<>', '--to', 'bob@b.example', 'a.example'], '--to bob@b.example: this address is not in `a.example`; leave --to out, name `b.example` instead, or name the host to test as HOST:PORT'],
    [['--policy', 'p.yaml', '--from', '<>', '--to', 'bob@mx.a.example', 'a.example'], 'name `mx.a.example` instead'],
    [['--policy', 'p.yaml', '--from', '<>', '--to', 'bob', 'a.example'], '`bob` is no valid address; write --to user@example.com'],
    [['--policy', 'p.yaml', '--from', 'not an address', 'a.example'], '--from not an address: this is no valid address'],
    [['--all', 'p.yaml', 'a.example'], 'leave `a.example` out'],
    [['--all', 'p.yaml', '--from', '<>'], '--from means nothing with --all'],
    [['--ipv4', '--ipv6', 'a.example'], '--ipv4 and --ipv6 exclude each other'],
    [['--client-cert', 'c.pem', 'a.example'], '--client-cert and --client-key go together'],
    [['--dns', 'localhost', 'a.example'], 'write the IP address of the server'],
    [['--ehlo', 'a b', 'a.example'], '--ehlo a b: write a host name, or an address literal as'],
    [['--ehlo', '192.0.2.1', 'a.example'], '--ehlo 192.0.2.1: write a host name, or an address literal as'],
    [['--timeout', '0', 'a.example'], 'write seconds'],
    [['--ca', '-', 'a.example'], 'come from files'],
    [['--ca', '/no/such/file', 'a.example'], '/no/such/file: cannot be read: there is no such file or folder'],
  ])('%j: %s', async (words, message) => {
    const { code, out, err } = await runWith(['probe', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('with files that cannot be used', async () => {
    const none = folderWith({ 'empty.pem': 'nothing' });
    const empty = await runWith(['probe', '--ca', `${none}/empty.pem`, 'a.example']);
    const mixed = await runWith(['probe', '--client-cert', `${folder}/cert.pem`, '--client-key', `${folder}/other-key.pem`, 'a.example']);
    expect([empty.code, mixed.code]).toEqual([2, 2]);
    expect(empty.err).toContain('empty.pem: there is no CERTIFICATE in PEM in it');
    expect(mixed.err).toContain('other-key.pem: cannot be used');
  });

  it.each([
    ['', 'ca.pem: is empty; it must have a CERTIFICATE in PEM'],
    [' \n', 'ca.pem: is empty'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n', 'ca.pem: there is no whole CERTIFICATE in PEM in it'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'ca.pem: certificate 1 of 1 in it cannot be read'],
  ])('with %j for CA certificates, which trusts nobody, and never everybody', async (content, message) => {
    const { code, out, err } = await runWith(['probe', '--ca', `${folderWith({ 'ca.pem': content })}/ca.pem`, `${HOST}:${good.port}`]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('with a recipient whose mail goes nowhere', async () => {
    const { code, err } = await run(['--policy', `${folder}/policy.yaml`, '--from', '<>', '--to', 'nobody', `${HOST}:25`]);
    expect([code, err]).toEqual([2, expect.stringContaining('`nobody` is no valid address') as unknown]);
  });

  it('that asks for help gets it', async () => {
    const { code, out } = await runWith(['probe', '--help']);
    expect([code, out.startsWith('Usage: smtp-tls-policy probe [options] DOMAIN|HOST[:PORT]')]).toEqual([0, true]);
  });
});
