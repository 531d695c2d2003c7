// An instance of Debian's Postfix with folders of its own: what every instance has, whatever it is configured to do.
import { join } from 'node:path';
import type { UnpackedPackage } from './debian-package.js';
import { folderOf, USERS } from './mount-namespace.js';

/** The program whose libraries are those of all of Postfix. */
export const POSTFIX_PROGRAM = 'usr/lib/postfix/sbin/smtpd';

export function preparePostfixFolders(folder: string): void {
  for (const name of ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'saved', 'trace', 'private']) {
    folderOf(join(folder, 'queue', name), USERS.postfix, 0, 0o700);
  }
  folderOf(join(folder, 'queue', 'pid'), 0, 0, 0o755);
  folderOf(join(folder, 'queue', 'maildrop'), USERS.postfix, USERS.postdrop, 0o730);
  folderOf(join(folder, 'queue', 'public'), USERS.postfix, USERS.postdrop, 0o710);
  folderOf(join(folder, 'data'), USERS.postfix, 0, 0o700);
}

/** main.cf of an instance: where everything is. */
export function placesOfPostfix(folder: string, unpacked: UnpackedPackage): Record<string, string> {
  return {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    command_directory: join(unpacked.folder, 'usr/sbin'),
    daemon_directory: join(unpacked.folder, 'usr/lib/postfix/sbin'),
    shlib_directory: join(unpacked.folder, 'usr/lib/postfix'),
    meta_directory: join(unpacked.folder, 'etc/postfix'),
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    import_environment: `MAIL_CONFIG LD_LIBRARY_PATH=${unpacked.libraries}`,
    maillog_file: join(folder, 'mail.log'),
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    alias_maps: '',
    alias_database: '',
  };
}

export function mainCfText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

export function postfixCommand(folder: string, unpacked: UnpackedPackage): string[] {
  return [join(unpacked.folder, 'usr/lib/postfix/sbin/master'), '-c', folder, '-d'];
}
