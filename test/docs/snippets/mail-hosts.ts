// The DNS and the mail hosts that pages find, on loopback: whatever they run connects to port 25 or 587 of a mail host, and gets there.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOST, testAuthorities } from '../../servers/authority.js';
import { startDnsServer } from '../../servers/dns-server.js';
import { startMailServer } from '../../servers/mail-server.js';

export interface MailHosts {
  /** Lead programs of Node to the hosts. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const WITHOUT_TLS = '250-mx.supplier.example\r\n250 PIPELINING\r\n';

/** `partner.example` and `bank.example` share a host that is as it should be; that of `clinic.example` has a certificate for another name; that of `supplier.example` has no TLS. */
export async function startMailHosts(folder: string): Promise<MailHosts> {
  const { ca, credentials } = await testAuthorities();
  const secure = await startMailServer({ tls: credentials.good });
  const plain = await startMailServer({ ehlo: WITHOUT_TLS, starttls: '502 5.5.1 unknown command\r\n' });
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
  const certificates = join(folder, 'ca.pem');
  writeFileSync(certificates, ca);
  return {
    environment: { NODE_EXTRA_CA_CERTS: certificates, SNIPPETS_DNS: dns.address, SNIPPETS_HOSTS: JSON.stringify({ '127.0.0.1': secure.port, '127.0.0.2': plain.port }) },
    close: async () => {
      await Promise.all([dns.close(), secure.close(), plain.close()]);
    },
  };
}
