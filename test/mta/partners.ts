// The partners' mail servers, of every kind that a policy tells apart, each on an address of its own and all on one port, and the DNS that names them.
import { randomInt } from 'node:crypto';
import type { TLSSocketOptions } from 'node:tls';
import { issue } from '../servers/authority.js';
import type { Issued } from '../servers/authority.js';
import { startDnsServer } from '../servers/dns-server.js';
import type { DnsServer, ZoneEntry } from '../servers/dns-server.js';
import { startReceivingServer } from './receiving-server.js';
import type { ReceivingServer } from './receiving-server.js';

export const PARTNER_KINDS = ['no-starttls', 'self-signed', 'wrong-name', 'expired', 'good', 'tls-1.2-only', 'greylisting', 'refused'] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

/** Nobody listens there. */
type Listening = Exclude<PartnerKind, 'refused'>;
const LISTENING: readonly Listening[] = PARTNER_KINDS.filter((kind) => kind !== 'refused');

export interface PartnersOptions {
  /** More domains, each with the kinds of its MX hosts in the order of preference. */
  readonly domains?: Readonly<Record<string, readonly PartnerKind[]>>;
  /** More names in the DNS. */
  readonly zone?: Readonly<Record<string, ZoneEntry>>;
  /** Where the DNS server listens; left out: 127.0.0.1 and any port. */
  readonly dnsAt?: { readonly address: string; readonly port: number };
  /** Where mail is received; left out: any port. */
  readonly port?: number;
}

export interface Partners {
  /** Of all of them. */
  readonly port: number;
  readonly dns: DnsServer;
  /** The root that the senders trust, in PEM. */
  readonly ca: string;
  readonly servers: Readonly<Record<Listening, ReceivingServer>>;
  /** The address of the host, also of the one where nobody listens. */
  readonly addresses: Readonly<Record<PartnerKind, string>>;
  forget(): void;
  close(): Promise<void>;
}

export function domainOf(kind: PartnerKind): string {
  return `${kind}.example`;
}

export function hostOf(kind: PartnerKind): string {
  return `mx.${domainOf(kind)}`;
}

export async function startPartners({ domains = {}, zone = {}, dnsAt, port = 0 }: PartnersOptions = {}): Promise<Partners> {
  const root = await issue(null, { commonName: 'Partners Root', authority: true, days: [-1000, 1000] });
  const addresses = addressesOfRun();
  const servers: Partial<Record<Listening, ReceivingServer>> = {};
  let common = port;
  for (const kind of LISTENING) {
    const server = await startReceivingServer({ address: addresses[kind], port: common, name: hostOf(kind), tls: await tlsOf(kind, root), greylisting: kind === 'greylisting' });
    common = server.port;
    servers[kind] = server;
  }
  const started = servers as Record<Listening, ReceivingServer>;
  const dns = await startDnsServer({ ...zoneOf(addresses, domains), ...zone }, dnsAt);
  const all = Object.values(started);
  return {
    port: common,
    dns,
    ca: root.pem,
    servers: started,
    addresses,
    forget: () => all.forEach((server) => server.forget()),
    close: async () => {
      await Promise.all([dns.close(), ...all.map((server) => server.close())]);
    },
  };
}

/** Of the network that runs of this moment have to themselves, most likely. */
function addressesOfRun(): Record<PartnerKind, string> {
  const network = `127.${randomInt(1, 255)}.${randomInt(0, 256)}`;
  return Object.fromEntries(PARTNER_KINDS.map((kind, index) => [kind, `${network}.${index + 10}`])) as Record<PartnerKind, string>;
}

function zoneOf(addresses: Readonly<Record<PartnerKind, string>>, domains: Readonly<Record<string, readonly PartnerKind[]>>): Record<string, ZoneEntry> {
  const own = PARTNER_KINDS.flatMap((kind): [string, ZoneEntry][] => [
    [domainOf(kind), { mx: [[10, hostOf(kind)]] }],
    [hostOf(kind), { a: [addresses[kind]] }],
  ]);
  const others = Object.entries(domains).map(([domain, kinds]): [string, ZoneEntry] => [domain, { mx: kinds.map((kind, index) => [(index + 1) * 10, hostOf(kind)]) }]);
  return Object.fromEntries([...own, ...others]);
}

async function tlsOf(kind: Listening, root: Issued): Promise<TLSSocketOptions | null> {
  const host = hostOf(kind);
  const named = (name: string): { commonName: string; names: { type: 'dns'; value: string }[] } => ({ commonName: name, names: [{ type: 'dns', value: name }] });
  const present = ({ pem, key }: Issued, more: TLSSocketOptions = {}): TLSSocketOptions => ({ cert: pem, key, ...more });
  switch (kind) {
    case 'no-starttls':
      return null;
    case 'self-signed':
      return present(await issue(null, named(host)));
    case 'wrong-name':
      return present(await issue(root, named('mail.elsewhere.example')));
    case 'expired':
      return present(await issue(root, { ...named(host), days: [-100, -10] }));
    case 'tls-1.2-only':
      return present(await issue(root, named(host)), { maxVersion: 'TLSv1.2' });
    case 'good':
    case 'greylisting':
      return present(await issue(root, named(host)));
  }
}
