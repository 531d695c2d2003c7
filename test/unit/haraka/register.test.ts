// clauses S-22.1 and S-22.2
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DENY, DENYSOFT } from '../../../src/haraka/haraka-objects.js';
import { register, shutdown } from '../../../src/haraka/register.js';
import { issue } from '../../servers/authority.js';
import { modulesOfHaraka } from './modules-of-haraka.js';
import { standInConnection, standInMail, standInNext, standInPlugin, standInTransaction, textsOf } from './stand-ins.js';
import type { Ended, StandInMail, StandInPlugin } from './stand-ins.js';

const POLICY = JSON.stringify({ domains: ['organisation.example'], addressLists: { all: { requireAuthentication: false, entries: ['*'] } }, orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['inbound', 'outbound'], addressLists: ['all'] }] }] });

const haraka = modulesOfHaraka();

let folder: string;
let plugin: StandInPlugin;
let pushed: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'haraka-'));
  write({ 'smtp-tls-policy.json': POLICY });
  pushed = [];
  plugin = pluginOf('3.3.4');
});

afterEach(() => {
  shutdown.call(plugin);
  rmSync(folder, { recursive: true });
});

function pluginOf(version: string): StandInPlugin {
  const first = [{ plugin: 'smtp-tls-policy/haraka' }];
  return standInPlugin(
    {
      'package.json': { version },
      ...haraka,
      'outbound/hmail': { prototype: haraka['outbound/hmail'] },
      outbound: { net_utils: { get_mx: () => Promise.resolve([{ exchange: 'mx.example', priority: 1 }]) }, delivery_queue: { push: (mail: unknown) => pushed.push(mail) } },
      'outbound/config': { cfg: { enable_tls: true } },
      plugins: { ...haraka.plugins, registered_hooks: { data: first, queue: first, get_mx: first, queue_outbound: first, capabilities: [{ plugin: 'tls' }] } },
    },
    folder,
  );
}

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** Runs what was registered for a hook, the first of it. */
async function run(hook: string, subject: unknown = {}, detail?: unknown): Promise<Ended> {
  const { next, ended } = standInNext();
  const { method } = plugin.hooks.find((one) => one.hook === hook)!;
  (plugin as unknown as Record<string, (...values: unknown[]) => void>)[method]!(next, subject, detail);
  while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return ended[0]!;
}

describe('register', () => {
  it('registers every hook, first where another plugin could end the others, and last where others have to come before', () => {
    register.call(plugin);
    expect(plugin.hooks.map(({ hook, priority }) => [hook, priority])).toEqual([
      ['init_master', -100], ['init_child', -100],
      ['data', -100], ['rcpt_ok', 100], ['data_post', 100], ['queue', -100], ['queue_outbound', -100],
      ['queue_outbound', -100], ['get_mx', -100],
    ]);
    expect(new Set(plugin.hooks.map(({ method }) => method)).size).toBe(plugin.hooks.length);
  });

  it('lets mail in only once there is a policy, and then decides', async () => {
    register.call(plugin);
    expect(await run('rcpt_ok', standInConnection(), { address: 'ann@organisation.example' })).toMatchObject({ code: DENYSOFT, answer: { code: 451 } });
    const mail = standInMail();
    const { method } = plugin.hooks.find(({ hook }) => hook === 'get_mx')!;
    (plugin as unknown as Record<string, (...values: unknown[]) => void>)[method]!(standInNext().next, mail);
    expect(mail.calls.map(([called]) => called)).toEqual(['cancel', 'temp_fail']);
    expect(await run('init_master')).toEqual({ code: undefined, answer: undefined });
    expect(await run('rcpt_ok', standInConnection(), { address: 'ann@organisation.example' })).toMatchObject({ code: DENY, answer: { code: 550 } });
    expect(await run('data', standInConnection())).toEqual({ code: undefined, answer: undefined });
    expect(await run('data_post', standInConnection())).toMatchObject({ code: DENY });
    expect(await run('get_mx', standInMail())).toEqual({ code: undefined, answer: undefined });
  });

  it('queues what it has looked at, in both directions', async () => {
    register.call(plugin);
    await run('init_master');
    const transaction = standInTransaction({ rcptTo: ['ann@partner.example'] });
    const { method } = plugin.hooks.filter(({ hook }) => hook === 'queue_outbound')[1]!;
    const { next, ended } = standInNext();
    (plugin as unknown as Record<string, (...values: unknown[]) => void>)[method]!(next, standInConnection({ transaction }));
    expect([ended, transaction.notes.skip_plugins]).toEqual([[{ code: undefined, answer: undefined }], ['queue/smtp_forward', 'queue/smtp_proxy', 'queue/qmail-queue']]);
  });

  it('uses the queue and the resolver of Haraka', async () => {
    const route = { id: 'r', appliesTo: ['outbound'], addressLists: ['vip'], route: 'relay' };
    write({ 'smtp-tls-policy.json': JSON.stringify({ addressLists: { vip: 'vip@partner.example' }, routes: { relay: { host: 'relays.example', mxLookup: true } }, orgUnits: [{ path: '/', settings: [route] }] }) });
    register.call(plugin);
    await run('init_master');
    expect(await run('get_mx', standInMail({ rcptTo: ['vip@partner.example'] }))).toMatchObject({ answer: [{ exchange: 'mx.example', port: 25 }] });
    const { method } = plugin.hooks.find(({ hook }) => hook === 'get_mx')!;
    const mail: StandInMail = standInMail({ rcptTo: ['vip@partner.example', 'joe@partner.example'] });
    (plugin as unknown as Record<string, (...values: unknown[]) => void>)[method]!(standInNext().next, mail);
    expect(pushed).toHaveLength(2);
  });

  it.each([['inbound = false', ['init_master', 'init_child', 'queue_outbound', 'get_mx']], ['outbound = false', ['init_master', 'init_child', 'data', 'rcpt_ok', 'data_post', 'queue', 'queue_outbound']]])('%s', (options, hooks) => {
    write({ 'smtp-tls-policy.ini': options });
    register.call(plugin);
    expect(plugin.hooks.map(({ hook }) => hook)).toEqual(hooks);
  });

  it('never goes on as if there were no policy where it fails', async () => {
    register.call(plugin);
    await run('init_master');
    const broken = { get transaction(): never { throw new Error('broken'); } };
    expect(await run('data_post', broken)).toMatchObject({ code: DENYSOFT, answer: { code: 451 } });
    const nothing = { get transaction(): never { throw 'broken'; } }; // eslint-disable-line @typescript-eslint/only-throw-error
    expect(await run('data_post', nothing)).toMatchObject({ code: DENYSOFT });
    const stackless = { get transaction(): never { throw Object.assign(new Error('stackless'), { stack: undefined }); } };
    expect(await run('data_post', stackless)).toMatchObject({ code: DENYSOFT });
    expect(textsOf(plugin.logged, 'crit')).toEqual([expect.stringContaining('broken'), 'the policy cannot be applied: broken', 'the policy cannot be applied: stackless']);
  });

  it('ends quietly where it never began', () => {
    expect(() => shutdown.call(standInPlugin())).not.toThrow();
  });
});

describe('Haraka does not start', () => {
  it('in a version that was not tested, unless it is named', () => {
    plugin = pluginOf('3.4.0');
    expect(() => register.call(plugin)).toThrow('was tested with Haraka 3.3, and this is `3.4.0`');
    write({ 'smtp-tls-policy.ini': 'untested_haraka = 3.4.0' });
    expect(() => register.call(plugin)).not.toThrow();
  });

  it('where the CA certificates of partners are none', async () => {
    write({ 'smtp-tls-policy.ini': 'ca_file = partners.pem' });
    expect(() => register.call(plugin)).toThrow('there are no CA certificates in PEM in the file `partners.pem`');
    write({ 'partners.pem': (await issue(null, { commonName: 'Partners Root', authority: true })).pem });
    expect(() => register.call(plugin)).not.toThrow();
  });

  it('where the policy is not valid', async () => {
    write({ 'smtp-tls-policy.json': '{ "orgUnit": [] }' });
    register.call(plugin);
    expect(await run('init_master')).toMatchObject({ code: DENY, answer: expect.stringContaining('the policy is not valid') as string });
  });

  it('but a worker does, whose mail waits: it may be one of several, and the others have the policy before', async () => {
    write({ 'smtp-tls-policy.json': '{ "orgUnit": [] }' });
    register.call(plugin);
    expect(await run('init_child')).toEqual({ code: undefined, answer: undefined });
    expect(textsOf(plugin.logged, 'crit')).toEqual(['this worker has no valid policy: its mail is answered with 451, until there is one']);
    expect(await run('rcpt_ok', standInConnection(), { address: 'ann@organisation.example' })).toMatchObject({ code: DENYSOFT, answer: { code: 451 } });
  });

  it('and a worker does not where another plugin comes first', async () => {
    const given = plugin.haraka_require.bind(plugin);
    plugin = { ...plugin, haraka_require: (name) => (name === 'plugins' ? haraka.plugins : given(name)) };
    register.call(plugin);
    expect(await run('init_child')).toMatchObject({ code: DENY });
  });

  it('where another plugin comes first', async () => {
    const given = plugin.haraka_require.bind(plugin);
    const hooks = { data: [{ plugin: 'hasty' }] };
    plugin = { ...plugin, haraka_require: (name) => (name === 'plugins' ? { ...haraka.plugins, registered_hooks: hooks } : given(name)) };
    register.call(plugin);
    expect(await run('init_master')).toMatchObject({ code: DENY, answer: expect.stringContaining('`hasty` comes before') as string });
  });

  it('where its own modules are not as they should be', async () => {
    const given = plugin.haraka_require.bind(plugin);
    plugin = { ...plugin, haraka_require: (name) => { if (name === 'outbound/config') throw 'gone'; return given(name); } }; // eslint-disable-line @typescript-eslint/only-throw-error
    register.call(plugin);
    expect(await run('init_master')).toEqual({ code: DENY, answer: 'gone' });
  });

  it('without its folder of configuration it looks in that of Haraka', () => {
    plugin = { ...plugin, config: { root_path: folder } };
    expect(() => register.call(plugin)).not.toThrow();
  });
});
