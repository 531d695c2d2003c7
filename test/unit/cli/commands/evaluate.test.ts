// `evaluate` and `explain`: one message, many messages, and what has to be said beside them.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/model/decision.js';
import { folderWith, runWith } from '../stand-in-io.js';
import type { Ran, Surroundings } from '../stand-in-io.js';

const POLICY = `
domains: [home.example]
addressLists:
  partners: [partner.example, { value: open.example, requireAuthentication: false }]
routes:
  gateway: { host: gate.example, port: 587 }
  other: { host: other.example, mxLookup: true }
orgUnits:
  - path: /
    settings:
      - { id: trial, mode: testing, appliesTo: [inbound], addressLists: [partners], require: { clientCertificate: true } }
      - { id: partners, appliesTo: [inbound, outbound], addressLists: [partners], require: { minTlsVersion: TLSv1.2 }, route: gateway }
      - { id: second, appliesTo: [outbound], addressLists: [partners], require: { tls: false }, route: other }
`;
const FROM_PARTNER = 'From: Ann <ann@partner.example>\n\nbody\n';
const FROM_STRANGER = 'From: Eve <eve@stranger.example>\n\nbody\n';
const folder = folderWith({
  'policy.yaml': POLICY,
  'partner.eml': FROM_PARTNER,
  'stranger.eml': FROM_STRANGER,
  'trusted.eml': `Authentication-Results: mx.home.example; dmarc=fail header.from=partner.example\n${FROM_PARTNER}`,
  'latin1.eml': Buffer.from('Subject: Gr\xfc\xdfe\nFrom: J\xf6rg <joerg@partner.example>\n\n', 'latin1'),
  'empty.eml': '',
});
const path = (name: string): string => join(folder, name);
const policy = path('policy.yaml');
const inbound = (...words: string[]): Promise<Ran> => runWith(['evaluate', '--inbound', '--rcpt-to', 'me@home.example', policy, ...words]);
const outbound = (...words: string[]): Promise<Ran> => runWith(['evaluate', '--outbound', policy, ...words]);
const decisionOf = ({ out }: Ran): Decision => (JSON.parse(out) as { decision: Decision }).decision;

describe('evaluate one message', () => {
  it('tells a reject, why, and what the other side is told', async () => {
    const { code, out, err } = await inbound(path('partner.eml'), '--session', 'none');
    expect([code, err]).toEqual([1, '']);
    expect(out.split('\n')).toEqual([
      'reject  inbound',
      '  author    `ann@partner.example`',
      '  requires  TLS, TLSv1.2 or later',
      '  answer    550 5.7.10 Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)',
      '  reject `me@home.example`  org unit `/` (default)',
      '    requires  TLS, TLSv1.2 or later',
      '    because   setting `partners` of `/` requires TLS, TLSv1.2 or later',
      '              - entry `partner.example` of list `partners` matches author `ann@partner.example` (not known whether authenticated, which counts as a match)',
      '    testing   setting `trial` of `/` would require TLS, a client certificate signed by a trusted CA; alone it would reject',
      '              - entry `partner.example` of list `partners` matches author `ann@partner.example` (not known whether authenticated, which counts as a match)',
      '    violation required TLS, found no TLS (starttls-not-supported)',
      '    reply     550 5.7.10 Secure transport required: starttls-not-supported: required TLS, found no TLS (setting partners)',
      '',
    ]);
  });

  it('tells an outbound delivery for each recipient', async () => {
    const { code, out } = await outbound('--rcpt-to', 'a@open.example', '--rcpt-to', 'b@home.example', '--rcpt-to', 'nonsense', '--session', 'TLSv1.3,trusted,hostname');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'deliver  outbound',
      '  requires  TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '  deliver `a@open.example`  org unit `/` (default)',
      '    requires  TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    because   setting `partners` of `/` requires TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '              - entry `open.example` of list `partners` matches',
      '    because   setting `second` of `/` requires nothing; TLS is tried, and plaintext is the fallback',
      '              - entry `open.example` of list `partners` matches',
      '    route     host `gate.example`, port 587',
      '    not taken the MX hosts of `other.example`, port 25, of setting `second`',
      '  deliver `b@home.example`  org unit `/` (default)',
      '    requires  nothing; TLS is tried, and plaintext is the fallback',
      '    route     the MX hosts of `home.example`',
      '  deliver `nonsense`  org unit `/` (default)',
      '    requires  TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '    because   setting `partners` of `/` requires TLS, TLSv1.2 or later, a server certificate signed by a trusted CA, a certificate that bears the host name',
      '              - an unknown partner matches every entry of list `partners`',
      '    because   setting `second` of `/` requires nothing; TLS is tried, and plaintext is the fallback',
      '              - an unknown partner matches every entry of list `partners`',
      '    route     host `gate.example`, port 587',
      '    not taken the MX hosts of `other.example`, port 25, of setting `second`',
      '',
    ]);
  });

  it('is pending, with exit code 0, while the connection is not known', async () => {
    const { code, out } = await outbound('--rcpt-to', 'a@partner.example');
    expect([code, out.split('\n')[0]]).toEqual([0, 'pending  outbound']);
  });

  it('bounces with exit code 1, with the codes of the profile that was asked for', async () => {
    const ran = await outbound('--rcpt-to', 'a@partner.example', '--session', 'none', '--reply-profile', 'exchange', '--json');
    expect([ran.code, decisionOf(ran).outcome, decisionOf(ran).recipients[0]?.reply?.enhancedCode]).toEqual([1, 'bounce', '5.7.321']);
    expect(JSON.parse(ran.out)).toMatchObject({ source: null, index: 1 });
  });

  it('takes what else demands secure transport into account', async () => {
    const { out } = await outbound('--rcpt-to', 'a@stranger.example', '--secure-transport');
    expect(out.split('\n').slice(2, 5)).toEqual(['  pending `a@stranger.example`  org unit `/` (default)', '    requires  TLS', '    because   something else demands secure transport']);
  });

  it('reads the authentication results of the trusted id, and lets flags speak first', async () => {
    const settingsOf = (ran: Ran): string[] => decisionOf(ran).recipients.flatMap(({ determinedBy }) => determinedBy.map(({ authenticated }) => authenticated));
    expect(settingsOf(await inbound(path('trusted.eml'), '--json'))).toEqual(['unknown']);
    expect(settingsOf(await inbound(path('trusted.eml'), '--json', '--authserv-id', 'mx.home.example'))).toEqual([]);
    expect(settingsOf(await inbound(path('trusted.eml'), '--json', '--authserv-id', 'mx.other.example'))).toEqual(['unknown']);
    expect(settingsOf(await inbound(path('trusted.eml'), '--json', '--authserv-id', 'mx.home.example', '--dmarc', 'pass:partner.example'))).toEqual(['yes']);
    expect(settingsOf(await inbound(path('partner.eml'), '--json', '--spf', 'pass', '--mail-from', 'x@partner.example'))).toEqual(['yes']);
    expect(settingsOf(await inbound(path('partner.eml'), '--json', '--dkim', 'fail:partner.example'))).toEqual([]);
  });

  it('reads old mail whose bytes are of a charset that nobody names', async () => {
    expect(decisionOf(await inbound(path('latin1.eml'), '--json')).author).toEqual({ known: true, mailboxes: ['joerg@partner.example'] });
  });

  it('shows an unknown author, and a message from standard input', async () => {
    const around: Surroundings = { stdin: 'Subject: x\n\n', stdoutTerminal: true, environment: { NO_COLOR: '1' } };
    const { code, out } = await runWith(['evaluate', '--inbound', '--rcpt-to', 'me@home.example', policy, '-'], around);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 7)).toEqual([
      'pending  inbound',
      '  author    unknown (missing)',
      '  requires  TLS, TLSv1.2 or later',
      '  pending `me@home.example`  org unit `/` (default)',
      '    requires  TLS, TLSv1.2 or later',
      '    because   setting `partners` of `/` requires TLS, TLSv1.2 or later',
      '              - an unknown author matches every entry of list `partners`',
    ]);
  });

  it('paints for a terminal, and makes the text of strangers safe', async () => {
    const words = ['evaluate', '--outbound', policy, '--rcpt-to', '\u001B[2J@x', '--session', 'TLSv1'];
    const { out } = await runWith(words, { stdoutTerminal: true });
    expect(out.split('\n')[0]).toBe('\u001B[1m\u001B[31mbounce\u001B[39m\u001B[22m\u001B[2m  outbound\u001B[22m');
    expect(out).toContain('\u001B[1m`\\x{1B}[2J@x`\u001B[22m');
  });

  it('refuses a message that is empty or not there', async () => {
    expect(await inbound(path('empty.eml'))).toEqual({ code: 2, out: '', err: `smtp-tls-policy evaluate: ${path('empty.eml')}: it is empty, there is no message in it\n` });
    expect(await inbound(path('none.eml'))).toEqual({
      code: 2,
      out: '',
      err: `smtp-tls-policy evaluate: ${path('none.eml')}: cannot be read: there is no such file or folder\n`,
    });
  });
});

describe('explain', () => {
  it('says what applies in the words of evaluate', async () => {
    const words = ['--outbound', '--rcpt-to', 'a@open.example', '--session', 'TLSv1.1', policy];
    const evaluated = (await runWith(['evaluate', ...words])).out.split('\n');
    const explained = (await runWith(['explain', ...words])).out.replace(/\s+/g, ' ');
    const values = evaluated.filter((line) => /^ {4}(?:because|violation|reply|route|requires| )/.test(line)).map((line) => line.slice(14));
    expect(values).toHaveLength(10);
    expect(values.filter((value) => !explained.includes(value))).toEqual([]);
  });

  it('gives the explanation as text and as JSON, with the exit code of the decision', async () => {
    const words = ['explain', '--inbound', '--rcpt-to', 'me@home.example', '--session', 'none', policy, path('partner.eml')];
    const { code, out } = await runWith(words);
    expect(code).toBe(1);
    expect(out).toMatch(/^Inbound mail: reject\n/);
    expect(out).toMatch(/[^\n]\n$/);
    const json = JSON.parse((await runWith([...words, '--json'])).out) as { explanation: { recipients: { settings: { setting: string; reason: string }[] }[] } };
    expect(json.explanation.recipients[0]?.settings.map(({ setting, reason }) => `${setting} ${reason}`)).toEqual(['partners matched', 'second other-direction', 'trial matched']);
  });
});

describe('evaluate many messages', () => {
  const separator = 'From x@y.example Thu Aug 22 12:36:23 2002\n';
  const many = folderWith({
    'b.mbox': `${separator}${FROM_PARTNER}\n${separator}${FROM_STRANGER}\n${separator}Subject: nobody\n\n`,
    'a/two.eml': FROM_STRANGER,
    'a/.DS_Store': 'not mail',
    '.Sent/cur/one': FROM_PARTNER,
    empty: '',
  });
  const run = (words: readonly string[], around: Surroundings = {}): Promise<Ran> =>
    runWith(['evaluate', '--inbound', '--rcpt-to', 'me@home.example', '--session', 'none', policy, ...words], around);

  it('sums up a folder and everything below it', async () => {
    expect(await run([many])).toEqual({
      code: 1,
      err: `${many}: skipped what is no message: 1 hidden file\n`,
      out: [
        `${many}: 6 messages inbound`,
        '',
        'Outcome  Messages   Share',
        'deliver         2  33.3 %',
        'reject          4  66.7 %',
        '',
        'Setting   Defined at  Mode     Messages',
        'partners  /           enforce         4',
        'trial     /           testing         4',
        '',
        'Unknown author  Messages',
        'missing                2',
        '',
      ].join('\n'),
    });
  });

  it('gives machines a line for each, in order of names', async () => {
    const { code, out } = await run([many, '--json']);
    const lines = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { source: string; index: number; decision: Decision });
    expect(code).toBe(1);
    expect(lines.map(({ source, index, decision }) => [source, index, decision.outcome])).toEqual([
      [join(many, '.Sent/cur/one'), 1, 'reject'],
      [join(many, 'a/two.eml'), 1, 'deliver'],
      [join(many, 'b.mbox'), 1, 'reject'],
      [join(many, 'b.mbox'), 2, 'deliver'],
      [join(many, 'b.mbox'), 3, 'reject'],
      [join(many, 'empty'), 1, 'reject'],
    ]);
  });

  it('takes an mbox of one message for a message, and a folder of one for many', async () => {
    const single = folderWith({ 'one.mbox': `${separator}${FROM_STRANGER}` });
    expect((await run([join(single, 'one.mbox')])).out).toMatch(/^deliver {2}inbound\n/);
    expect(await run([single])).toEqual({ code: 0, err: '', out: `${single}: 1 message inbound\n\nOutcome  Messages    Share\ndeliver         1  100.0 %\n` });
  });

  it('shows its progress on a terminal and takes it away', async () => {
    const { err } = await run([join(many, 'b.mbox')], { stderrTerminal: true });
    expect(err).toMatch(/^\r\[#{30}\] 100 % {2}0 messages\r +\r$/);
    expect((await run(['-'], { stdin: `${separator}${FROM_STRANGER}\n${separator}${FROM_STRANGER}`, stderrTerminal: true })).err).toBe('\r0 messages\r          \r');
  });

  it.runIf(process.platform !== 'win32')('reads a pipe that is named, whose size nobody knows', async () => {
    const pipe = join(folderWith({}), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [ran] = await Promise.all([run([pipe], { stderrTerminal: true }), writeFile(pipe, `${separator}${FROM_STRANGER}\n`.repeat(2))]);
    expect([ran.code, ran.out.split('\n')[0], ran.err]).toEqual([0, `${pipe}: 2 messages inbound`, '\r0 messages\r          \r']);
  });

  it('stops when nobody reads any more', async () => {
    const { code, out } = await run([many, '--json'], { closesAfter: 1 });
    expect([code, out.split('\n').length]).toEqual([1, 2]);
  });

  it('refuses a folder without messages', async () => {
    const none = folderWith({ '.hidden': 'x' });
    expect(await run([none])).toEqual({
      code: 2,
      out: '',
      err: `${none}: skipped what is no message: 1 hidden file\nsmtp-tls-policy evaluate: ${none}: there is no message in it\n`,
    });
  });

  it('names the message whose header does not end', async () => {
    const header = `Subject: ${'x'.repeat(16 << 20)}\n\n`;
    expect(await run(['-'], { stdin: `${separator}${FROM_STRANGER}\n${separator}${FROM_STRANGER}\n${separator}${header}` })).toEqual({
      code: 2,
      out: '',
      err: 'smtp-tls-policy evaluate: <stdin>: message 3: its header is longer than 16 MiB, so it is hardly mail; leave it out, or put an empty line between header and body\n',
    });
  });
});

describe('what has to be said beside a message', () => {
  const usage = (message: string): Ran => ({ code: 2, out: '', err: `smtp-tls-policy evaluate: ${message}. See smtp-tls-policy evaluate --help\n` });

  it.each([
    [['p'], 'add --inbound or --outbound'],
    [['--inbound', '--outbound', 'p'], '--inbound and --outbound exclude each other; keep one'],
    [['--inbound'], 'name the policy file'],
    [['--inbound', 'p'], 'name the message: a file, an mbox, a folder, or - for standard input'],
    [['--inbound', 'p', 'm', 'n'], 'one message, mbox or folder at a time; `n` is one too many'],
    [['--inbound', '-', '-'], 'standard input can be the policy or the message, not both'],
    [['--outbound', 'p'], 'who is it to? Add --rcpt-to ADDRESS, once for each envelope recipient; the To field of a message is not the envelope'],
    [['--inbound', 'p', 'm'], 'who is it to? Add --rcpt-to ADDRESS, once for each envelope recipient; the To field of a message is not the envelope'],
    [['--inbound', '--rcpt-to', 'a@b', '--secure-transport', 'p', 'm'], '--secure-transport means nothing for inbound mail; leave it out'],
    [['--outbound', '--rcpt-to', 'a@b', '--spf', 'pass', 'p'], '--spf means nothing for outbound mail; leave it out'],
    [['--outbound', '--rcpt-to', 'a@b', '--authserv-id', 'x', 'p'], '--authserv-id means nothing for outbound mail; leave it out'],
    [['--outbound', '--rcpt-to', 'a@b', '--reply-profile', 'x', 'p'], '--reply-profile x: there is no such profile; profiles: default, rfc3207, postfix, exchange, gmail'],
    [['--outbound', '--rcpt-to', 'a@b', '--session', 'none,x', 'p'], '--session none stands alone: without TLS there is no certificate'],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['evaluate', ...words])).toEqual(usage(message));
  });
});
