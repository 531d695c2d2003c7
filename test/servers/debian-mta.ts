// Real mail servers of Debian on loopback, from a configuration of the tests' own, with the users that they look for and nothing installed.
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOST } from './authority.js';
import type { Credentials } from './authority.js';
import { unpack } from './debian-package.js';
import type { UnpackedPackage } from './debian-package.js';
import { folderOf, freePort, listening, startContained, USERS } from './mount-namespace.js';
import { mainCfText, placesOfPostfix, POSTFIX_PROGRAM, postfixCommand, preparePostfixFolders } from './postfix-instance.js';

export type MtaName = 'postfix' | 'exim' | 'opensmtpd';

export interface RunningMta {
  readonly port: number;
  stop(): Promise<void>;
}

/** @param credentials - null: without TLS */
export async function startMta(name: MtaName, credentials: Credentials | null): Promise<RunningMta> {
  const { packageName, program, prepare } = MTAS[name];
  const unpacked = await unpack(packageName, program);
  const folder = mkdtempSync(join(tmpdir(), `smtp-tls-policy-${name}-`));
  chmodSync(folder, 0o755);
  const port = await freePort();
  if (credentials !== null) writeCredentials(folder, credentials);
  const { command, mounts = [] } = prepare({ folder, port, unpacked, tls: credentials !== null });
  const running = startContained({ command, mounts, folder, environment: { LD_LIBRARY_PATH: unpacked.libraries, MAIL_CONFIG: folder } });
  const stop = async (): Promise<void> => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await listening(port, running);
  } catch (error) {
    await stop();
    throw new Error(`${name} did not start`, { cause: error });
  }
  return { port, stop };
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly unpacked: UnpackedPackage;
  readonly tls: boolean;
}

interface Mta {
  readonly packageName: string;
  readonly program: string;
  readonly prepare: (place: Place) => { command: string[]; mounts?: string[] };
}

const MTAS: Readonly<Record<MtaName, Mta>> = {
  postfix: { packageName: 'postfix', program: POSTFIX_PROGRAM, prepare: preparePostfix },
  exim: { packageName: 'exim4-daemon-light', program: 'usr/sbin/exim4', prepare: prepareExim },
  opensmtpd: { packageName: 'opensmtpd', program: 'usr/sbin/smtpd', prepare: prepareOpenSmtpd },
};

function writeCredentials(folder: string, { cert, key }: Credentials): void {
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
}

function preparePostfix({ folder, port, unpacked, tls }: Place): { command: string[] } {
  preparePostfixFolders(folder);
  const settings = {
    ...placesOfPostfix(folder, unpacked),
    myhostname: HOST,
    smtpd_tls_security_level: tls ? 'may' : 'none',
    ...(tls ? { smtpd_tls_cert_file: join(folder, 'cert.pem'), smtpd_tls_key_file: join(folder, 'key.pem') } : {}),
  };
  writeFileSync(join(folder, 'main.cf'), mainCfText(settings));
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'tlsmgr unix - - n 1000 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'anvil unix - - n - 1 anvil',
    'proxymap unix - - n - - proxymap',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  writeFileSync(join(folder, 'master.cf'), `${services.join('\n')}\n`);
  return { command: postfixCommand(folder, unpacked) };
}

function prepareExim({ folder, port, unpacked, tls }: Place): { command: string[] } {
  folderOf(join(folder, 'spool'), USERS['Debian-exim'], USERS['Debian-exim'], 0o700);
  folderOf(join(folder, 'log'), USERS['Debian-exim'], USERS['Debian-exim'], 0o700);
  if (tls) chownSync(join(folder, 'key.pem'), USERS['Debian-exim'], 0);
  const lines = [
    `primary_hostname = ${HOST}`,
    'exim_user = Debian-exim',
    'exim_group = Debian-exim',
    `spool_directory = ${folder}/spool`,
    `log_file_path = ${folder}/log/%slog`,
    `tls_advertise_hosts = ${tls ? '*' : ''}`,
    ...(tls ? [`tls_certificate = ${folder}/cert.pem`, `tls_privatekey = ${folder}/key.pem`] : []),
    'acl_smtp_rcpt = refuse',
    'begin acl',
    'refuse:',
    '  deny',
  ];
  writeFileSync(join(folder, 'exim.conf'), `${lines.join('\n')}\n`);
  return { command: [join(unpacked.folder, 'usr/sbin/exim4'), '-C', join(folder, 'exim.conf'), '-bdf', '-oX', `127.0.0.1.${port}`] };
}

function prepareOpenSmtpd({ folder, port, unpacked, tls }: Place): { command: string[]; mounts: string[] } {
  const lines = [
    ...(tls ? [`pki test cert "${folder}/cert.pem"`, `pki test key "${folder}/key.pem"`] : []),
    `listen on 127.0.0.1 port ${port} hostname ${HOST}${tls ? ' tls pki test' : ''}`,
    'action "out" relay',
    'match for any action "out"',
  ];
  writeFileSync(join(folder, 'smtpd.conf'), `${lines.join('\n')}\n`);
  const mounts = ['/var/lib', '/var/spool', '/run'].map((path) => `mount -t tmpfs tmpfs ${path}`);
  return { command: [join(unpacked.folder, 'usr/sbin/smtpd'), '-d', '-f', join(folder, 'smtpd.conf')], mounts: [...mounts, 'mkdir -p /var/lib/opensmtpd/empty'] };
}
