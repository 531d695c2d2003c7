// The text of the configuration; that Postfix takes it is tested with Postfix.
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { commented } from '../../../src/postfix/comment.js';
import { postfixConfiguration } from '../../../src/postfix/configuration.js';
import type { ListenAddress } from '../../../src/postfix/listen-address.js';
import { postfixAddress } from '../../../src/postfix/postfix-address.js';
import { constraintTransports, orgUnitTransports } from '../../../src/postfix/transports.js';

const socketmap: ListenAddress = { kind: 'tcp', host: '127.0.0.1', port: 4711 };
const milter: ListenAddress = { kind: 'unix', path: '/run/milter.sock' };
const policyService: ListenAddress = { kind: 'tcp', host: '::1', port: 4712 };

const { policy } = compilePolicy({
  addressLists: { partners: 'partner.example' },
  orgUnits: [
    { path: '/', settings: [{ id: 'all', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] },
    { path: '/Board', settings: [{ id: 'board', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.3' } }] },
    { path: '/Works' },
    { path: '/Yard' },
  ],
});

/** What is no comment. */
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('main.cf', () => {
  it('has what the addresses are for', () => {
    expect(lines(postfixConfiguration(policy, { listen: { socketmap, milter, 'policy-service': policyService } }).mainCf)).toEqual([
      'sender_dependent_default_transport_maps = socketmap:inet:127.0.0.1:4711:sender-transport',
      'transport_maps = socketmap:inet:127.0.0.1:4711:transport',
      'default_transport = tls-root',
      'relayhost =',
      'sender_dependent_relayhost_maps =',
      'smtp_tls_security_level = may',
      'smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt',
      'soft_bounce = no',
      'tls_required_enable = no',
      'smtpd_tls_security_level = may',
      'smtpd_milters = unix:/run/milter.sock',
      'milter_default_action = tempfail',
      'milter_protocol = 6',
      'message_reject_characters = \\0',
      'always_add_missing_headers = no',
      'smtpd_recipient_restrictions = permit_mynetworks, reject_non_fqdn_recipient, check_policy_service inet:[::1]:4712',
      'smtpd_policy_service_default_action = 451 4.3.5 Server configuration problem',
    ]);
  });

  it('has no more', () => {
    const { mainCf, masterCf, limits } = postfixConfiguration(policy, { listen: { milter } });
    expect(lines(mainCf).map((line) => line.split(' ')[0])).toEqual([
      'smtpd_tls_security_level',
      'smtpd_milters',
      'milter_default_action',
      'milter_protocol',
      'message_reject_characters',
      'always_add_missing_headers',
    ]);
    expect([masterCf, limits.map(({ code }) => code)]).toEqual(['', ['outbound-is-not-configured']]);
    expect(lines(postfixConfiguration(policy, { listen: { socketmap } }).mainCf)).not.toContain('smtpd_tls_security_level = may');
    expect(lines(postfixConfiguration(policy, { listen: { 'policy-service': policyService } }).mainCf)).toHaveLength(3);
  });

  it('has the parameters of the version', () => {
    const textFor = (postfixVersion: string): string => postfixConfiguration(policy, { listen: { socketmap }, postfixVersion }).mainCf;
    expect(['3.6', '3.7.11', '3.9.14', '3.10', '3.10.2', '3.12-20260821', '4.0'].map((version) => textFor(version).includes('tls_required_enable = no'))).toEqual([false, false, false, true, true, true, true]);
    for (const version of ['3.5.25', '2.11', '3', 'new', '']) expect(() => textFor(version)).toThrow(TypeError);
  });

  it('asks for client certificates where a setting in force requires them', () => {
    const requiring = (mode: 'enforce' | 'testing'): string => {
      const engine = compilePolicy({
        addressLists: { partners: 'partner.example' },
        orgUnits: [{ path: '/', settings: [{ id: 'client', mode, appliesTo: ['inbound'], addressLists: ['partners'], require: { clientCertificate: true } }] }],
      });
      return postfixConfiguration(engine.policy, { listen: { milter }, caFile: '/etc/partners.pem' }).mainCf;
    };
    expect(lines(requiring('enforce'))).toEqual(expect.arrayContaining(['smtpd_tls_ask_ccert = yes', 'smtpd_tls_CAfile = /etc/partners.pem']));
    expect(requiring('testing')).not.toContain('smtpd_tls_ask_ccert');
  });

  it('names every setting that a limit is about, or the first of many', () => {
    const many = (count: number): string => {
      const settings = Array.from({ length: count }, (_, index) => ({ id: `s${index + 10}`, appliesTo: ['outbound' as const], addressLists: ['partners'], require: { validateHostname: false } }));
      const engine = compilePolicy({ addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings }] });
      return postfixConfiguration(engine.policy, { listen: { socketmap } }).mainCf;
    };
    expect(many(20)).toContain('#   s29 at /\n#\n');
    expect(many(22)).toContain('#   s29 at /\n#   and 2 more\n#\n');
    const unwrapped = postfixConfiguration(policy, { listen: { socketmap, milter } }).mainCf.replaceAll('\n# ', ' ');
    expect(unwrapped).toContain('What Postfix cannot express of this policy: nothing.\n');
    // What no policy changes is said always: the outcome at the last host, and one TLS policy for a destination (DANE, MTA-STS).
    expect(unwrapped).toContain('mail bounces that the policy would try again (S-9.4).');
    expect(unwrapped).toContain('its level takes the place of the one you have, of `dane` too.');
    expect(unwrapped).toContain('Leave it empty where it is empty: what a table answers there would take the place of what the service checks.');
  });
});

it.each<ListenAddress>([
  { kind: 'tcp', host: '127.0.0.1', port: 0 },
  { kind: 'unix', path: '/run/a b' },
  { kind: 'unix', path: '/run/$a' },
  { kind: 'unix', path: '/run/a\nsmtpd_milters =' },
])('Postfix cannot be told of %j', (address) => {
  expect(() => postfixConfiguration(policy, { listen: { socketmap: address } })).toThrow(TypeError);
  expect(() => postfixConfiguration(policy, { listen: { milter: address } })).toThrow(TypeError);
  expect(() => postfixConfiguration(policy, { listen: { 'policy-service': address } })).toThrow(TypeError);
});

describe('master.cf', () => {
  const { masterCf } = postfixConfiguration(policy, { listen: { socketmap } });

  it('has a service for every transport that the maps answer with', () => {
    const services = lines(masterCf).filter((line) => !line.startsWith(' ')).map((line) => line.split(' ')[0]);
    expect(services).toEqual([...orgUnitTransports(policy), ...constraintTransports].map(({ name }) => name));
    expect(lines(masterCf).filter((line) => line === '  -o smtp_delivery_status_filter=regexp:$config_directory/smtp-tls-policy-bounces.regexp')).toHaveLength(services.length);
  });

  it.each(['smtp_fallback_relay=', 'smtp_tls_per_site=', 'smtp_tls_connection_reuse=no'])('no transport inherits what main.cf may have for %s', (option) => {
    const services = lines(masterCf).filter((line) => !line.startsWith(' '));
    expect(lines(masterCf).filter((line) => line === `  -o ${option}`)).toHaveLength(services.length);
  });

  it('says whose mail a transport takes', () => {
    expect(masterCf).toContain('# Senders of `/`, and of what is below and changes nothing: org units in all: 3.\ntls-root unix');
    expect(masterCf).toMatch(/# Senders of `\/Board`\.\ntls-ou-\w+ unix/);
  });

  it('checks what the name of a transport says', () => {
    const optionsOf = (name: string): string[] => new RegExp(`^${name} unix[^]*?\\n\\n`, 'm').exec(`${masterCf}\n\n`)![0].split('\n').filter((line) => /security_level|protocols|match|servername/.test(line)).map((line) => line.slice(5));
    expect(optionsOf('tls-may')).toEqual([]);
    expect(optionsOf('tls-encrypt')).toEqual(['smtp_tls_security_level=encrypt']);
    expect(optionsOf('tls-encrypt-1.3')).toEqual(['smtp_tls_security_level=encrypt', 'smtp_tls_mandatory_protocols=>=TLSv1.3']);
    expect(optionsOf('tls-verify-1.2')).toEqual(['smtp_tls_security_level=verify', 'smtp_tls_verify_cert_match=hostname', 'smtp_tls_servername=hostname', 'smtp_tls_mandatory_protocols=>=TLSv1.2']);
  });
});

it.each<[ListenAddress, string]>([
  [{ kind: 'tcp', host: '127.0.0.1', port: 1 }, 'inet:127.0.0.1:1'],
  [{ kind: 'tcp', host: '0.0.0.0', port: 1 }, 'inet:127.0.0.1:1'],
  [{ kind: 'tcp', host: '::', port: 1 }, 'inet:[::1]:1'],
  [{ kind: 'tcp', host: '2001:db8::1', port: 1 }, 'inet:[2001:db8::1]:1'],
  [{ kind: 'unix', path: '/run/a.sock' }, 'unix:/run/a.sock'],
])('an address in the words of Postfix: %j', (address, words) => {
  expect(postfixAddress(address)).toBe(words);
});

it('comments are broken between words, and examples are not', () => {
  const word = 'x'.repeat(60);
  expect(commented(`${word} ${word}`, `  ${word} ${word}`, '')).toBe(`# ${word}\n# ${word}\n#   ${word} ${word}\n#\n`);
});
