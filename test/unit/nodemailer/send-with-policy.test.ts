// Deliveries, mail hosts and routes; messages; and what is misuse.
import { Readable } from 'node:stream';
import net from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { Decision, PolicyEngine, PolicyInput } from '../../../src/index.js';
import { sendWithPolicy } from '../../../src/nodemailer/index.js';
import type { OutboundMessage, SendOptions } from '../../../src/nodemailer/index.js';
import { holdEngine } from '../../../src/snapshot/index.js';
import { startScriptedServer } from './scripted-server.js';
import type { ScriptedServer } from './scripted-server.js';
import { anyTls, free, hostsOf, RAW, SENDER, sending } from './sending.js';

const servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(...args: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...args);
  servers.push(server);
  return server;
}

/** Each host by an address of its own, and who answers there: a server, or nobody. */
function network(hosts: Readonly<Record<string, ScriptedServer | null>>): Partial<SendOptions> {
  const names = Object.keys(hosts);
  return {
    resolver: { ...hostsOf(...names), resolve4: (name) => Promise.resolve([`192.0.2.${names.indexOf(name)}`]) },
    connect: ({ host = '' }) => {
      const server = hosts[names[Number(host.split('.')[3])]!];
      if (server === null || server === undefined) throw new Error('nobody is there');
      return net.connect(server.port, '127.0.0.1');
    },
  };
}

const noTls = (): Promise<ScriptedServer> => start();
const greylisting = (): Promise<ScriptedServer> => start({ answers: { RCPT: ['451 4.7.1 later'] } });

describe('several mail hosts', () => {
  it('are tried in the order of their preference, until one takes the message', async () => {
    const [first, second, third] = [await greylisting(), await start(), await start()];
    const { recipients } = await sending(free, 25, undefined, network({ mx1: null, mx2: first, mx3: second, mx4: third }));
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', host: 'mx3', address: '192.0.2.2' });
    expect([first, second, third].map(({ connections }) => connections)).toEqual([1, 1, 0]);
  });

  it('all violate: the first of them makes the reply, and the mail bounces', async () => {
    const { recipients } = await sending(anyTls, 25, undefined, network({ mx1: await noTls(), mx2: await noTls() }));
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'violation', host: 'mx1', fields: { remoteMta: 'dns; mx1' } });
  });

  it.each([
    ['could not be reached', null],
    ['failed for now', 421],
  ])('one violates and one %s: the mail waits', async (_name, other) => {
    const second = other === null ? null : await start({ answers: { greeting: ['421 4.3.2 later'] } });
    const { recipients, decision, report } = await sending(anyTls, 25, undefined, network({ mx1: await noTls(), mx2: second }));
    expect(recipients[0]).toMatchObject({ outcome: 'retry', host: 'mx2' });
    expect(decision.outcome).toBe('pending');
    expect(report).toBeNull();
  });

  it('the word of a host that refuses a recipient for good is the last', async () => {
    const last = await start();
    const refusing = await start({ answers: { RCPT: ['550 5.1.1 no such user'] } });
    const { recipients } = await sending(free, 25, undefined, network({ mx1: await greylisting(), mx2: refusing, mx3: last }));
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', host: 'mx2' });
    expect(last.connections).toBe(0);
  });

  it('no other host is asked where one may have taken the message', async () => {
    const [vanishing, other] = [await start({ answers: { '.': 'drop' } }), await start()];
    const { recipients } = await sending(free, 25, undefined, network({ mx1: vanishing, mx2: other }));
    expect(recipients[0]).toMatchObject({ outcome: 'retry', host: 'mx1', mayBeDelivered: true });
    expect(other.connections).toBe(0);
  });

  it('recipients that one host refuses for now are for the next, and no others', async () => {
    const first = await start({ answers: { 'RCPT TO:<eve@partner.example>': ['452 4.2.2 full'] } });
    const second = await start();
    const { recipients } = await sending(free, 25, ['bob@partner.example', 'eve@partner.example'], network({ mx1: first, mx2: second }));
    expect(recipients).toMatchObject([{ outcome: 'delivered', host: 'mx1' }, { outcome: 'delivered', host: 'mx2' }]);
    expect(second.commands.filter((command) => command.startsWith('RCPT'))).toEqual(['RCPT TO:<eve@partner.example>']);
  });

  it('more of them than may be tried: no bounce', async () => {
    const [first, second] = [await noTls(), await noTls()];
    const { recipients } = await sending(anyTls, 25, undefined, { ...network({ mx1: first, mx2: second }), maxAddresses: 1 });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: 'partner.example: its mail hosts have more addresses than may be tried' });
    const refusing = await start({ answers: { greeting: ['554 no'] } });
    expect((await sending(anyTls, 25, undefined, { ...network({ mx1: refusing, mx2: second }), maxAddresses: 1 })).recipients[0]!.outcome).toBe('retry');
    expect(second.connections).toBe(0);
  });

  it('of one preference share the load', async () => {
    const resolver = { ...hostsOf(), resolveMx: () => Promise.resolve(['mx1', 'mx2', 'mx3'].map((exchange) => ({ exchange, priority: 10 }))) };
    const server = await start();
    const used = new Set<string>();
    for (let times = 0; times < 40 && used.size < 3; times++) {
      const [one] = (await sending(free, server.port, undefined, { resolver })).recipients;
      if (one!.outcome === 'delivered') used.add(one!.host);
    }
    expect([...used].sort()).toEqual(['mx1', 'mx2', 'mx3']);
  });

  it('that stand behind this server are not tried (RFC 5321 section 5.1)', async () => {
    const [before, behind] = [await greylisting(), await start()];
    const hosts = { mx1: before, 'mx.here.example': await start(), mx3: behind };
    expect((await sending(free, 25, undefined, network(hosts))).recipients[0]).toMatchObject({ outcome: 'retry', host: 'mx1' });
    expect(behind.connections + hosts['mx.here.example'].connections).toBe(0);
    expect((await sending(anyTls, 25, undefined, { ...network({ mx0: await noTls(), 'mx.here.example': null, mx2: behind }), maxAddresses: 2 })).recipients[0]).toMatchObject({ outcome: 'bounced', host: 'mx0' });
    const { recipients } = await sending(free, 25, undefined, network({ 'mx.here.example': null, mx2: behind }));
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'no-route', host: null, fields: { status: '5.4.6', remoteMta: null } });
  });
});

describe('what DNS says', () => {
  const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));
  const answers = (more: Partial<NonNullable<SendOptions['resolver']>>): Partial<SendOptions> => ({ resolver: { ...hostsOf(), ...more } });

  it.each<[string, Partial<SendOptions>, object]>([
    ['that the domain takes no mail', answers({ resolveMx: () => Promise.resolve([{ exchange: '', priority: 0 }]) }), { outcome: 'bounced', cause: 'no-route', reply: { code: 556, enhancedCode: '5.1.10' } }],
    ['that there is no such domain', answers({ resolveMx: failing('ENOTFOUND') }), { outcome: 'bounced', cause: 'no-route', reply: { code: 550, enhancedCode: '5.1.2' } }],
    ['that the domain has no host', answers({ resolve4: () => Promise.resolve([]) }), { outcome: 'bounced', cause: 'no-route', fields: { status: '5.1.2' } }],
    ['nothing for now', answers({ resolveMx: failing('ESERVFAIL') }), { outcome: 'retry', host: null }],
    ['that a host has no address', { resolver: { ...hostsOf('mx1'), resolve4: failing('ENOTFOUND') } }, { outcome: 'retry', host: 'mx1', reason: 'mx1: no address: the name has no address in DNS' }],
  ])('%s', async (_name, more, expected) => {
    expect((await sending(free, 25, undefined, more)).recipients[0]).toMatchObject(expected);
  });

  it('of a host that this server is: the mail would loop', async () => {
    const { recipients } = await sending(free, 25, ['bob@mx.here.example'], answers({}));
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'no-route', fields: { status: '5.4.6' } });
  });

  it('of a domain without MX records is that it stands for itself', async () => {
    const server = await start();
    expect((await sending(free, server.port, undefined, answers({}))).recipients[0]).toMatchObject({ outcome: 'delivered', host: 'partner.example' });
  });
});

describe('alternate secure routes', () => {
  const policy = (route: NonNullable<PolicyInput['routes']>[string]): PolicyEngine =>
    compilePolicy({
      routes: { secure: route },
      addressLists: { partners: 'partner.example' },
      orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require: { tls: false }, route: 'secure' }] }],
    });

  it('are a host and its port', async () => {
    const server = await start();
    const { recipients } = await sending(policy({ host: 'gateway.example', port: server.port }), 25);
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', host: 'gateway.example' });
  });

  it('are the mail hosts of a name', async () => {
    const server = await start();
    const { recipients } = await sending(policy({ host: 'gateways.example', port: server.port, mxLookup: true }), 25);
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', host: 'mx.partner.example' });
  });

  it('that do not exist are for the admin to mend, and the mail waits', async () => {
    const resolver = { ...hostsOf(), resolveMx: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) };
    const { recipients } = await sending(policy({ host: 'gateways.example', mxLookup: true }), 25, undefined, { resolver });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('gateways.example') });
  });

  it('whose mail hosts are this server loop, and the mail waits', async () => {
    const { recipients } = await sending(policy({ host: 'gateways.example', mxLookup: true }), 25, undefined, { resolver: hostsOf('mx.here.example') });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: expect.stringContaining('the mail loops back') });
  });

  it('with more mail hosts than may be tried are no reason to bounce', async () => {
    const server = await start();
    const { recipients } = await sending(policy({ host: 'gateways.example', port: server.port, mxLookup: true }), 25, undefined, { ...network({ mx1: null, mx2: null }), maxAddresses: 1 });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', host: 'gateways.example' });
  });

  it('may have the name of this server: an admin said so', async () => {
    const server = await start();
    expect((await sending(policy({ host: 'mx.here.example', port: server.port }), 25)).recipients[0]!.outcome).toBe('delivered');
  });
});

describe('recipients', () => {
  it('that are no addresses bounce, and the others are not concerned', async () => {
    const server = await start();
    const wrong = ['', 'bob', ' bob@partner.example', 'bob@partner.example>\r\nRCPT TO:<eve@evil.example', '"a<b"@partner.example'];
    const { recipients, report } = await sending(free, server.port, ['bob@partner.example', ...wrong]);
    expect(recipients.map(({ outcome }) => outcome)).toEqual(['delivered', ...wrong.map(() => 'bounced')]);
    for (const one of recipients.slice(1)) expect(one).toMatchObject({ cause: 'no-route', fields: { status: '5.1.3' } });
    expect(server.commands.filter((command) => command.startsWith('RCPT'))).toEqual(['RCPT TO:<bob@partner.example>']);
    expect(report!.envelope).toEqual({ mailFrom: null, rcptTo: [SENDER] });
  });

  it('of one delivery share a connection; those with other constraints have their own', async () => {
    const server = await start();
    const engine = compilePolicy({
      addressLists: { eve: 'eve@partner.example' },
      orgUnits: [{ path: '/', settings: [{ id: 'eve', appliesTo: ['outbound'], addressLists: ['eve'] }] }],
    });
    const { recipients } = await sending(engine, server.port, ['ann@partner.example', 'eve@partner.example', 'bob@partner.example']);
    expect(recipients.map(({ recipient, outcome }) => [recipient, outcome])).toEqual([['ann@partner.example', 'delivered'], ['eve@partner.example', 'bounced'], ['bob@partner.example', 'delivered']]);
    expect(server.connections).toBe(2);
    expect(server.messages).toHaveLength(1);
  });

  it('who are internal go where their own domain goes', async () => {
    const server = await start();
    const { recipients } = await sending(compilePolicy({ domains: ['partner.example'] }), server.port);
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', host: 'mx.partner.example' });
  });

  /** Engines decide as they should; what calls itself one may not. */
  const deciding = (change: (decision: Decision) => Partial<Decision>): PolicyEngine => ({
    ...free,
    evaluate: (message, direction) => {
      const decision = free.evaluate(message, direction);
      return { ...decision, ...change(decision) };
    },
  });

  it.each<[string, PolicyEngine, string]>([
    ['that are in no delivery', deciding(() => ({ deliveries: [] })), 'it is in no delivery'],
    ['whose route is none', deciding(({ deliveries }) => ({ deliveries: deliveries.map((one) => ({ ...one, route: { kind: 'mx', domain: 'no domain' } })) })), 'the delivery failed: `host` must be'],
    ['who are to have less than their delivery', deciding(({ deliveries }) => ({ deliveries: deliveries.map((one) => ({ ...one, constraints: anyTls.evaluate({ envelope: { mailFrom: SENDER, rcptTo: ['a@b.example'] } }, 'outbound').constraints })) })), 'mx.partner.example: the delivery requires'],
    ['with constraints that are none', deciding(({ deliveries }) => ({ deliveries: deliveries.map((one) => ({ ...one, constraints: { ...one.constraints, tls: 'REQUIRED' as never } })) })), 'mx.partner.example: the constraints must be'],
    ['beside a recipient that does not exist', deciding(() => ({ deliveries: [{ recipients: [7], route: null, constraints: free.evaluate({ envelope: { mailFrom: null, rcptTo: [] } }, 'outbound').constraints, maxAttempts: null }] })), 'it is in no delivery'],
  ])('%s are for a retry', async (_name, engine, reason) => {
    const server = await start();
    const { recipients } = await sending(engine, server.port);
    expect(recipients).toHaveLength(1);
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: expect.stringContaining(reason) });
  });
});

describe('the report', () => {
  it.each([null, ''])('is none where the message is a report (reverse-path %j)', async (mailFrom) => {
    const server = await start();
    const { recipients, report } = await sendWithPolicy(anyTls, { envelope: { mailFrom, rcptTo: ['bob@partner.example'] }, raw: RAW }, { name: 'mx.here.example', resolver: hostsOf('mx1'), port: server.port });
    expect(recipients[0]!.outcome).toBe('bounced');
    expect(report).toBeNull();
  });

  it('can be sent as it is, and has what was asked for', async () => {
    const server = await start();
    const options = { report: { from: 'daemon@here.example', returned: 'message' as const } };
    const { report } = await sending(anyTls, server.port, undefined, options);
    const { recipients } = await sendWithPolicy(free, { envelope: report!.envelope, raw: report!.message }, { name: 'mx.here.example', resolver: hostsOf('mx1'), port: server.port });
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', recipient: SENDER });
    expect(server.messages[0]).toContain('From: Mail Delivery System <daemon@here.example>');
    expect(server.messages[0]).toContain(`Content-Type: message/rfc822\r\n\r\n${RAW}`);
    expect(server.commands).toContain('MAIL FROM:<>');
    expect(server.messages[0]).toMatch(/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000\r$/m);
    expect(server.messages[0]).toMatch(/^Message-ID: <[0-9a-f-]{36}@mx\.here\.example>\r$/m);
  });

  it('of a server with the longest of names can be made', async () => {
    const server = await start();
    const name = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;
    const { report } = await sending(anyTls, server.port, undefined, { name });
    expect(Buffer.from(report!.message).toString()).toContain(`@${name}>\r\n`);
  });

  it('of a server that is named by its address has an id all the same', async () => {
    const server = await start();
    const { report } = await sending(anyTls, server.port, undefined, { name: '[127.0.0.1]' });
    expect(Buffer.from(report!.message).toString()).toMatch(/^Message-ID: <[0-9a-f-]{36}@127\.0\.0\.1>\r$/m);
  });
});

describe('a message', () => {
  const sendTo = async (message: (envelope: { mailFrom: string; rcptTo: string[] }) => OutboundMessage, engine: Parameters<typeof sendWithPolicy>[0] = free): Promise<ScriptedServer> => {
    const server = await start();
    await sendWithPolicy(engine, message({ mailFrom: SENDER, rcptTo: ['bob@partner.example'] }), { name: 'mx.here.example', resolver: hostsOf('mx1'), port: server.port });
    return server;
  };

  it.each<[string, () => string | Uint8Array | AsyncIterable<string | Uint8Array>]>([
    ['text', () => RAW],
    ['bytes', () => new Uint8Array(Buffer.from(RAW))],
    ['a stream', () => Readable.from([Buffer.from(RAW.slice(0, 20)), Buffer.from(RAW.slice(20))])],
    ['a stream of texts', () => Readable.from([RAW.slice(0, 20), RAW.slice(20)])],
  ])('can be %s', async (_name, raw) => {
    expect((await sendTo((envelope) => ({ envelope, raw: raw() }))).messages).toEqual([RAW]);
  });

  it('has line ends of SMTP alone, for everyone, and the report gives it back so', async () => {
    const raw = 'From: <me@here.example>\nSubject: hello\r\n\r\nbare\rCR, bare\nLF\r\r\n.\r.\r\n\n';
    const right = 'From: <me@here.example>\r\nSubject: hello\r\n\r\nbare\r\nCR, bare\r\nLF\r\n\r\n..\r\n..\r\n\r\n';
    expect((await sendTo((envelope) => ({ envelope, raw }))).messages).toEqual([right]);
    const server = await start();
    const { report } = await sending(anyTls, server.port, undefined, { report: { returned: 'message' } }, raw);
    expect(Buffer.from(report!.message).toString()).toContain(right.replaceAll('..\r\n', '.\r\n'));
  });

  it('can be the mail options of nodemailer', async () => {
    const mail = { from: SENDER, to: 'Bob <bob@partner.example>', bcc: 'eve@partner.example', subject: 'hello', text: 'The body.' };
    const server = await sendTo(() => ({ mail }));
    expect(server.commands.filter((command) => /^(MAIL|RCPT)/.test(command))).toEqual(['MAIL FROM:<me@here.example> SIZE', 'RCPT TO:<bob@partner.example>', 'RCPT TO:<eve@partner.example>'].map((command) => command.replace(' SIZE', '')));
    expect(server.messages[0]).toContain('To: Bob <bob@partner.example>\r\n');
    expect(server.messages[0]).not.toContain('eve');
  });

  it('of nodemailer can have an envelope of its own, and the null reverse-path', async () => {
    const server = await sendTo(() => ({ mail: { from: SENDER, envelope: { from: false, to: ['bob@partner.example'] }, text: 'x' } }));
    expect(server.commands).toContain('MAIL FROM:<>');
  });

  it('is decided by the engine that is held at the moment', async () => {
    const holder = holdEngine(anyTls);
    expect((await sendTo((envelope) => ({ envelope, raw: RAW }), holder)).messages).toEqual([]);
    holder.replace(free);
    expect((await sendTo((envelope) => ({ envelope, raw: RAW }), holder)).messages).toEqual([RAW]);
  });
});

describe('misuse', () => {
  const envelope = { mailFrom: SENDER, rcptTo: ['bob@partner.example'] };
  const options = { name: 'mx.here.example', connect: vi.fn() };

  it.each<[string, unknown, unknown, unknown]>([
    ['no engine', {}, { envelope, raw: RAW }, options],
    ['nothing that holds one', { engine: null }, { envelope, raw: RAW }, options],
    ['no options', free, { envelope, raw: RAW }, undefined],
    ['no name', free, { envelope, raw: RAW }, {}],
    ['a name that is none', free, { envelope, raw: RAW }, { ...options, name: 'mx\r\nQUIT' }],
    ['a name of digits', free, { envelope, raw: RAW }, { ...options, name: '1.2.3' }],
    ['no recipients', free, { envelope: { ...envelope, rcptTo: [] }, raw: RAW }, options],
    ['recipients that are no list', free, { envelope: { ...envelope, rcptTo: 'bob@partner.example' }, raw: RAW }, options],
    ['a recipient that is no text', free, { envelope: { ...envelope, rcptTo: ['a@b.example', null] }, raw: RAW }, options],
    ['no envelope', free, { raw: RAW }, options],
    ['no reverse-path', free, { envelope: { rcptTo: ['a@b.example'] }, raw: RAW }, options],
    ['a reverse-path that would break the command', free, { envelope: { ...envelope, mailFrom: 'a@b>\r\nRCPT TO:<c@d' }, raw: RAW }, options],
    ['no message', free, { envelope }, options],
    ['mail options without a recipient', free, { mail: { from: SENDER, text: 'x' } }, options],
    ['a port that is none', free, { envelope, raw: RAW }, { ...options, port: 70_000 }],
    ['no time at all', free, { envelope, raw: RAW }, { ...options, timeouts: { connect: 0 } }],
    ['no address at all', free, { envelope, raw: RAW }, { ...options, maxAddresses: 0 }],
    ['nothing at once', free, { envelope, raw: RAW }, { ...options, concurrency: 0 }],
    ['certificates that are none', free, { envelope, raw: RAW }, { ...options, ca: 'nothing' }],
    ['a misspelt option', free, { envelope, raw: RAW }, { ...options, requireTLS: true }],
    ['a misspelt time', free, { envelope, raw: RAW }, { ...options, timeouts: { setup: 5 } }],
    ['a misspelt wish for the report', free, { envelope, raw: RAW }, { ...options, report: { return: 'message' } }],
    ['a demand that is neither made nor not made', free, { envelope, raw: RAW }, { ...options, requireTls: 'yes' }],
    ['null for an engine', null, { envelope, raw: RAW }, options],
    ['a report from nobody', free, { envelope, raw: RAW }, { ...options, report: { from: 'nobody' } }],
  ])('%s is a TypeError, and nothing is sent', async (_name, engine, message, given) => {
    await expect(sendWithPolicy(engine as never, message as never, given as never)).rejects.toThrow(TypeError);
    expect(options.connect).not.toHaveBeenCalled();
  });

  it('a stream that fails is its caller\'s', async () => {
    const raw = Readable.from((async function* () {
      await Promise.resolve();
      yield 'From: a';
      throw new Error('the disk is gone');
    })());
    await expect(sendWithPolicy(free, { envelope, raw }, options)).rejects.toThrow('the disk is gone');
  });
});

describe('a signal', () => {
  it('given before: nothing is sent, and everything is for a retry', async () => {
    const server = await start();
    const { recipients } = await sending(free, server.port, ['bob@partner.example', 'ann@other.example'], { signal: AbortSignal.abort() });
    expect(recipients).toMatchObject([{ outcome: 'retry' }, { outcome: 'retry' }]);
    expect(server.connections).toBe(0);
  });

  it.each([
    ['while the server is slow to greet', 'greeting', false],
    ['while the server thinks about a recipient', 'RCPT', false],
    ['while the server thinks about the message', '.', true],
  ])('%s ends the attempt', async (_name, silentAt, mayBeDelivered) => {
    const [server, other] = [await start({ answers: { [silentAt]: 'silence' } }), await start()];
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const { recipients } = await sending(free, 25, undefined, { ...network({ mx1: server, mx2: other }), signal: stop.signal });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', mayBeDelivered });
    expect(other.connections).toBe(0);
  });

  it('while a connection comes about leaves it open whether the host violates', async () => {
    const stop = new AbortController();
    const pending = (): net.Socket => {
      setTimeout(() => stop.abort(), 50);
      return new net.Socket().connect({ host: 'nowhere.example', port: 1, lookup: () => undefined, autoSelectFamily: false });
    };
    const { recipients } = await sending(anyTls, 25, undefined, { connect: pending, signal: stop.signal });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: 'mx.partner.example: sending was ended' });
  });

  it('after everything is done changes nothing', async () => {
    const server = await start();
    const stop = new AbortController();
    const { recipients } = await sending(free, server.port, undefined, { signal: stop.signal });
    stop.abort();
    expect(recipients[0]!.outcome).toBe('delivered');
  });
});
