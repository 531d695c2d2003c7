// How a real Haraka with the installed plugin begins, goes on and ends (clauses S-22.1, S-22.2 and S-22.7): what it refuses to start with, how a policy is
// replaced, and what becomes of a queue that was left.
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue } from '../servers/authority.js';
import type { Issued } from '../servers/authority.js';
import { send } from './client.js';
import { fateOf, observations, OBSERVER } from './haraka-observer.js';
import { harakaThatEnds, installPackage, startHaraka, until } from './haraka-process.js';
import type { HarakaOptions, HarakaProcess, InstalledPackage } from './haraka-process.js';
import { outboundPolicy, sampleMessage, SENDER } from './outbound-cases.js';
import { startPartners } from './partners.js';
import type { Partners } from './partners.js';

let partners: Partners;
let installed: InstalledPackage;
let own: Issued;

beforeAll(async () => {
  partners = await startPartners({ domains: { 'organisation.example': ['good'] } });
  installed = await installPackage();
  own = await issue(null, { commonName: 'mx.organisation.example' });
});

afterAll(async () => {
  await installed.remove();
  await partners.close();
});

describe('Haraka does not start', () => {
  const policy = { 'smtp-tls-policy.json': JSON.stringify(outboundPolicy('tls')) };

  it.each([
    ['without a policy', {}, {}, 'there is no policy in'],
    ['with options that are misspelt', { ...policy, 'smtp-tls-policy.ini': '; options\nreply_profil = gmail\n' }, {}, 'smtp-tls-policy.ini:2: there is no option `reply_profil` in [main]; did you mean `reply_profile`?'],
    ['with a policy that is not valid', { 'smtp-tls-policy.yaml': 'orgUnits:\n  - path: /\n    setings: []\n' }, {}, /smtp-tls-policy\.yaml:3:5: error: unknown-key: .*settings/],
    ['with another plugin that can send mail out of sight', { ...policy, plugins: 'hasty\nsmtp-tls-policy/haraka\n' }, { hasty: "exports.register = function () { this.register_hook('get_mx', 'hasty', -100); };\nexports.hasty = (next) => next();\n" }, '`hasty` comes before `smtp-tls-policy/haraka` at the hook get_mx'],
  ])('%s', async (_how, config, plugins, said) => {
    const { code, log } = await harakaThatEnds(options({ config, plugins }));
    expect(code).not.toBe(0);
    if (typeof said === 'string') expect(log).toContain(said);
    else expect(log).toMatch(said);
  });
});

describe('a Haraka that runs', () => {
  let haraka: HarakaProcess;

  beforeAll(async () => {
    haraka = await startHaraka(options({ config: { 'smtp-tls-policy.json': JSON.stringify(outboundPolicy('tls+ca')), 'smtp-tls-policy.ini': 'ca_file = partners.pem\n', 'outbound.ini': 'local_mx_ok=true\ntemp_fail_intervals=1h\n' } }));
  });

  afterAll(async () => {
    await haraka.remove();
  });

  it('says at its start what the administrator has to know', async () => {
    await haraka.logged('`queue/smtp_forward` would deliver outbound mail in a way of its own');
    expect(haraka.log()).toContain('the plugin `tls` is not in config/plugins');
  });

  it('delivers what the policy requires something of itself, and leaves the rest to whoever forwards it', async () => {
    await submit('forwarded@elsewhere.example');
    await submit('kept@good.example');
    expect(await fateOf(haraka, 'kept@good.example')).toMatchObject({ event: 'delivered' });
    // The server to which everything is forwarded is the one without TLS.
    expect(partners.servers['no-starttls'].messages.flatMap(({ rcptTo }) => rcptTo)).toEqual(['forwarded@elsewhere.example']);
  });

  it('keeps the policy where the new one is not valid, and says what is wrong with it, and where', async () => {
    const begin = haraka.log().length;
    await haraka.write('smtp-tls-policy.json', '{\n  "orgUnits": [{ "path": "/", "setings": [] }],\n  "addressLists": { "a": ["x y@"] }\n}\n');
    await haraka.logged('the policy before goes on deciding', begin);
    expect(haraka.log().slice(begin)).toMatch(/smtp-tls-policy\.json:2:\d+: error: unknown-key: /);
    expect(haraka.log().slice(begin)).toMatch(/smtp-tls-policy\.json:3:\d+: error: invalid-entry: /);
    await submit('before@self-signed.example');
    expect(await fateOf(haraka, 'before@self-signed.example')).toMatchObject({ event: 'bounced', failures: 0 });
  });

  it('decides by the new one where it is', async () => {
    const begin = haraka.log().length;
    await haraka.write('smtp-tls-policy.json', JSON.stringify(outboundPolicy('tls')));
    await haraka.logged(/the policy of \S+ decides/, begin);
    await submit('after@self-signed.example');
    expect(await fateOf(haraka, 'after@self-signed.example')).toMatchObject({ event: 'delivered', failures: 0 });
  });

  it('judges mail that waited in the queue by the policy that decides when it is tried again', async () => {
    await submit('waiting@greylisting.example');
    expect(await fateOf(haraka, 'waiting@greylisting.example')).toMatchObject({ event: 'deferred' });
    const { folder } = haraka;
    await until(async () => (await haraka.queue()).find(({ attempts }) => attempts === 1));
    await haraka.stop();
    await makeDue(join(folder, 'queue'));
    // Without the CA of the partners the certificate is that of nobody.
    haraka = await startHaraka(options({ folder, config: { 'smtp-tls-policy.json': JSON.stringify(outboundPolicy('tls+ca')), 'smtp-tls-policy.ini': '' } }));
    await until(() => observations(haraka).find(({ event }) => event === 'bounced'));
    expect(observations(haraka)[0]).toMatchObject({ event: 'bounced', rcptTo: ['waiting@greylisting.example'], failures: 1, reason: expect.stringMatching(/^550 5\.7\.5 .*certificate-not-trusted/) as string });
    expect(partners.servers.greylisting.messages).toEqual([]);
  });

  async function submit(recipient: string): Promise<void> {
    expect(await send({ port: haraka.port, tls: null }, { mailFrom: SENDER, rcptTo: [recipient], bytes: sampleMessage(recipient) })).toMatchObject({ accepted: true });
  }
});

describe('a Haraka that may not use TLS', () => {
  // As the plugin karma does at this hook, where a mail of the queue has no results.
  const lenient = 'exports.hook_deny = (next, { results }) => (results ? next() : next(OK));\nexports.hook_get_mx = (next) => next();\n';

  it('keeps mail for which the policy requires it, whatever plugins overrule', async () => {
    const config = { 'smtp-tls-policy.json': JSON.stringify(outboundPolicy('tls')), 'outbound.ini': 'local_mx_ok=true\nenable_tls=false\n', plugins: 'smtp-tls-policy/haraka\nrelay\nobserver\nlenient\n' };
    const haraka = await startHaraka(options({ config, plugins: { lenient } }));
    try {
      await send({ port: haraka.port, tls: null }, { mailFrom: SENDER, rcptTo: ['overruled@no-starttls.example'], bytes: sampleMessage('overruled') });
      expect(await fateOf(haraka, 'overruled@no-starttls.example')).toMatchObject({ event: 'deferred', failures: 0 });
      expect(partners.servers['no-starttls'].messages.filter(({ rcptTo }) => rcptTo.includes('overruled@no-starttls.example'))).toEqual([]);
    } finally {
      await haraka.remove();
    }
  });
});

function options({ config, plugins = {}, folder }: Pick<HarakaOptions, 'config' | 'plugins' | 'folder'>): HarakaOptions {
  const more = {
    plugins: 'smtp-tls-policy/haraka\nrelay\nobserver\nqueue/smtp_forward\n',
    'relay.ini': '[relay]\nacl=true\n',
    relay_acl_allow: '127.0.0.1/32\n',
    'smtp_forward.ini': `enable_outbound=true\nhost=${partners.addresses['no-starttls']}\nport=${partners.port}\n`,
    'partners.pem': partners.ca,
    // Shows its certificate to every server, and then looks at no server's by itself.
    'tls.ini': '[main]\nmutual_tls=true\n',
    'tls_cert.pem': own.pem,
    'tls_key.pem': own.key,
  };
  return { installed, dns: partners.dns.address, mailPort: partners.port, plugins: { observer: OBSERVER, ...plugins }, config: { ...more, ...config }, ...(folder === undefined ? {} : { folder }) };
}

/** As the hour after which it is tried again had passed. */
async function makeDue(queue: string): Promise<void> {
  for (const file of await readdir(queue)) {
    const [arrival, , ...rest] = file.split('_');
    await rename(join(queue, file), join(queue, [arrival, arrival, ...rest].join('_')));
  }
}
