// The DNS and the mail hosts that pages find, on loopback: whatever they run connects to port 25 or 587 of a mail host, and gets there.
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { HOST, testAuthorities } from '../../servers/authority.js';
import type { Credentials } from '../../servers/authority.js';
import { startDnsServer } from '../../servers/dns-server.js';
import { startMailServer } from '../../servers/mail-server.js';

export interface MailHosts {
  /** Lead programs of Node to the hosts. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const WITHOUT_TLS = '250-mx.supplier.example\r\n250 PIPELINING\r\n';

/** `partner.example` and `bank.example` share a host that is as it should be, and takes mail; that of `clinic.example` has a certificate for another name; that of `supplier.example` has no TLS. */
export async function startMailHosts(folder: string): Promise<MailHosts> {
  const { ca, credentials } = await testAuthorities();
  const secure = await startMailbox(credentials.good);
  const plain = await startMailServer({ ehlo: WITHOUT_TLS, starttls: '502 5.5.1 unknown command\r\n' }, '127.0.0.2');
  const dns = await startDnsServer({
    'partner.example': { mx: [[10, HOST]] },
    'bank.example': { mx: [[10, HOST]] },
    'clinic.example': { mx: [[10, 'mx.clinic.example']] },
    'supplier.example': { mx: [[10, 'mx.supplier.example']] },
    'relay.example.com': { a: ['127.0.0.1'] },
    [HOST]: { a: ['127.0.0.1'] },
    'mx.clinic.example': { a: ['127.0.0.1'] },
    'mx.supplier.example': { a: ['127.0.0.2'] },
  });
  // Blocks that need a certificate find it beside the folder of their page.
  for (const [name, pem] of Object.entries({ ca, ...credentials.good })) writeFileSync(join(folder, `${name}.pem`), pem);
  return {
    environment: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'), SNIPPETS_DNS: dns.address, SNIPPETS_HOSTS: JSON.stringify({ '127.0.0.1': secure.port, '127.0.0.2': plain.port }) },
    close: async () => {
      await Promise.all([dns.close(), secure.close(), plain.close()]);
    },
  };
}

/** Takes every message and throws it away. */
async function startMailbox(credentials: Credentials): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = new SMTPServer({ ...credentials, name: HOST, authOptional: true, disableReverseLookup: true, onData: (stream, _session, callback) => stream.resume().on('end', () => callback()) });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
