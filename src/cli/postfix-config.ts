// `postfix config --policy FILE`: what Postfix is told of a policy, as text, as JSON, or as files.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOUNCE_FILTER_FILE } from '../postfix/bounce-filter.js';
import { postfixConfiguration } from '../postfix/configuration.js';
import type { PostfixConfiguration } from '../postfix/configuration.js';
import { obstacleIn } from '../postfix/postfix-address.js';
import type { DaemonAddresses } from '../postfix/postfix-address.js';
import { isAtLeast, OLDEST_POSTFIX, parsePostfixVersion } from '../postfix/postfix-version.js';
import type { PostfixLimit } from '../postfix/postfix-limits.js';
import { engineFromFile } from './engine-from-file.js';
import { fileError, UsageError } from './failure.js';
import type { ExitCode, Io } from './io.js';
import { commonOptions, readCommandLine } from './options.js';
import { listenOf, listenOptions } from './postfix-options.js';
import { terminalText } from './terminal-text.js';

const OPTIONS = { ...commonOptions, ...listenOptions, policy: { type: 'string' }, 'ca-file': { type: 'string' }, 'postfix-version': { type: 'string' }, write: { type: 'string' } } as const;

/** Files of these names are replaced; the first two are to be appended to main.cf and master.cf. */
const MAIN_FILE = 'smtp-tls-policy-main.cf';
const MASTER_FILE = 'smtp-tls-policy-master.cf';

/** @param args - those after `config` */
export async function printPostfixConfiguration(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, OPTIONS);
  const [operand] = operands;
  if (operand !== undefined) throw new UsageError(`\`${operand}\` is no option; name the policy with --policy FILE`);
  if (values.policy === undefined) throw new UsageError('name the policy: --policy FILE');
  const listen = listenOf(values);
  checkAddresses(listen);
  checkVersion(values['postfix-version']);
  const { policy } = await engineFromFile(values.policy, io, values, 'default');
  const { 'ca-file': caFile, 'postfix-version': postfixVersion } = values;
  const options = { listen, ...(caFile === undefined ? {} : { caFile }), ...(postfixVersion === undefined ? {} : { postfixVersion }) };
  const configuration = postfixConfiguration(policy, options);
  if (values.write !== undefined) await writeFiles(values.write, configuration);
  await io.stdout.write(textOf(configuration, values.json === true, values.write));
  return configuration.limits.some(isNotEnforced) ? 1 : 0;
}

function textOf(configuration: PostfixConfiguration, json: boolean, folder: string | undefined): string {
  if (json) return `${JSON.stringify(configuration)}\n`;
  return folder === undefined ? printed(configuration) : instructions(folder, configuration.limits);
}

function printed({ mainCf, masterCf, bounceFilter }: PostfixConfiguration): string {
  return [`##### main.cf\n\n${mainCf}`, `##### master.cf\n\n${masterCf}`, `##### ${BOUNCE_FILTER_FILE}, beside main.cf\n\n${bounceFilter}`].join('\n');
}

function instructions(folder: string, limits: readonly PostfixLimit[]): string {
  const words = [
    `Written to ${terminalText(folder)}; read ${MAIN_FILE} first, then:`,
    `  cat ${MAIN_FILE} >> /etc/postfix/main.cf`,
    `  cat ${MASTER_FILE} >> /etc/postfix/master.cf`,
    `  cp ${BOUNCE_FILTER_FILE} /etc/postfix/`,
    '  postfix check && postfix reload',
    ...limits.map(({ limit, instead, settings }) => terminalText(`${limit} ${instead} (${settings.join(', ')})`)),
  ];
  return words.map((line) => `${line}\n`).join('');
}

async function writeFiles(folder: string, { mainCf, masterCf, bounceFilter }: PostfixConfiguration): Promise<void> {
  for (const [name, text] of [[MAIN_FILE, mainCf], [MASTER_FILE, masterCf], [BOUNCE_FILTER_FILE, bounceFilter]] as const) {
    const path = join(folder, name);
    await writeFile(path, text).catch((error: unknown) => {
      throw fileError(path, error, 'written');
    });
  }
}

/** HTTP is for others than Postfix. */
function checkAddresses({ http: _, ...listen }: DaemonAddresses): void {
  for (const [protocol, address] of Object.entries(listen)) {
    const obstacle = obstacleIn(address);
    if (obstacle !== null) throw new UsageError(`--${protocol}: ${obstacle}`);
  }
}

function checkVersion(text: string | undefined): void {
  if (text === undefined) return;
  const version = parsePostfixVersion(text);
  if (version === null || !isAtLeast(version, OLDEST_POSTFIX)) throw new UsageError(`--postfix-version ${text}: write 3.6 or a newer one, as postconf mail_version has it`);
}

/** Whether a part of the policy is enforced by nobody. */
function isNotEnforced({ code }: PostfixLimit): boolean {
  return code === 'outbound-is-not-configured' || code === 'inbound-is-not-configured';
}
