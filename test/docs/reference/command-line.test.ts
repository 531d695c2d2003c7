// The page about the command line is what the program prints, and has every command and subcommand.
import { expect, it } from 'vitest';
import { commandLinePage, commandsIn, exitCodes, printed, subcommandsIn } from '../../../docs/reference/generator/command-line.js';

it('is what the program prints', async () => {
  await expect(await commandLinePage()).toMatchFileSnapshot('../../../docs/reference/command-line.md');
});

it('has every command that the program knows', async () => {
  const known = /commands: ([a-z, ]+)\./.exec(await printed([]))?.[1]?.split(', ');
  expect(known?.length).toBeGreaterThan(0);
  expect(commandsIn(await printed(['--help']))).toEqual(known);
});

it('has what a subcommand prints: the help of its command', async () => {
  const found: string[] = [];
  for (const command of commandsIn(await printed(['--help']))) {
    const help = await printed([command, '--help']);
    for (const name of subcommandsIn(command, help)) {
      found.push(`${command} ${name}`);
      expect(await printed([command, name, '--help'])).toBe(help);
    }
  }
  expect(found).toEqual(['audit append', 'audit verify', 'audit show', 'import google', 'postfix config']);
});

it('says of every command what its exit codes mean', async () => {
  const program = await printed(['--help']);
  const without1 = [];
  for (const name of commandsIn(program)) {
    const [well, found, wrong] = exitCodes(await printed([name, '--help']));
    expect([well, wrong]).not.toContain('');
    if (found === '') without1.push(name);
  }
  expect(without1).toEqual(['compile', 'settings']);
});
