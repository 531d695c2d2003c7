// The program as a whole: its commands, its help, and what it says to a wrong call.
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json';
import { runWith } from './stand-in-io.js';

describe('run', () => {
  it('tells its version', async () => {
    expect(await runWith(['--version'])).toEqual({ code: 0, out: `${packageJson.version}\n`, err: '' });
  });

  it('lists its commands', async () => {
    const { code, out, err } = await runWith(['--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: smtp-tls-policy COMMAND \[options\]\n/);
    expect(out).toContain(
      [
        '  check     find every problem of a policy file',
        '  compile   write a policy as a snapshot, which opens in milliseconds',
        '  evaluate  decide about a message, an mbox or a folder of messages',
        '  explain   say for every setting why it applies to a message or why not',
        '  settings  list the effective settings of org units',
        '  test      run the tests of a policy',
      ].join('\n'),
    );
    expect(await runWith(['-h'])).toEqual({ code, out, err });
    expect(await runWith(['help'])).toEqual({ code, out, err });
  });

  it.each(['check', 'compile', 'evaluate', 'explain', 'settings', 'test', 'diff', 'audit', 'import'])('helps with %s, whatever else is wrong', async (command) => {
    const help = await runWith([command, '--help']);
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toMatch(new RegExp(`^Usage: smtp-tls-policy ${command} `));
    expect(help.out).toContain('\nExit codes:\n  0  ');
    expect(await runWith([command, '--no-such-option', '-h'])).toEqual(help);
    expect(await runWith(['help', command])).toEqual(help);
    for (const line of help.out.split('\n')) expect(line.length).toBeLessThanOrEqual(130);
  });

  it('takes --help after -- as an operand', async () => {
    expect(await runWith(['check', '--', '--help'])).toEqual({
      code: 2,
      out: '',
      err: 'smtp-tls-policy check: --help: cannot be read: there is no such file or folder\n',
    });
  });

  it.each([
    [[], 'smtp-tls-policy: name a command; commands: check, compile, evaluate, explain, settings, test, diff, audit, probe, import, postfix. See smtp-tls-policy --help\n'],
    [['chekc'], 'smtp-tls-policy: there is no command `chekc`; commands: check, compile, evaluate, explain, settings, test, diff, audit, probe, import, postfix. See smtp-tls-policy --help\n'],
    [['\u001B[2J'], 'smtp-tls-policy: there is no command `\\x{1B}[2J`; commands: check, compile, evaluate, explain, settings, test, diff, audit, probe, import, postfix. See smtp-tls-policy --help\n'],
    [['check'], 'smtp-tls-policy check: name one policy file. See smtp-tls-policy check --help\n'],
    [['check', 'a', 'b'], 'smtp-tls-policy check: name one policy file. See smtp-tls-policy check --help\n'],
    [['settings'], 'smtp-tls-policy settings: name the policy file. See smtp-tls-policy settings --help\n'],
    [['settings', 'a', '/', '/b'], 'smtp-tls-policy settings: one org unit at a time; `/b` is one too many. See smtp-tls-policy settings --help\n'],
    [['check', '--jsn', 'a'], 'smtp-tls-policy check: there is no option --jsn; options: --json, --color, --no-color, --help, --rule, --testing-since, --testing-days, --at, --no-lint, --sarif. See smtp-tls-policy check --help\n'],
  ])('refuses %j with exit code 2', async (words, err) => {
    expect(await runWith(words)).toEqual({ code: 2, out: '', err });
  });
});
