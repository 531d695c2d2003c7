// A DNS server on loopback with a zone of the tests' own.
import dns2 from 'dns2';

/** What a name answers: records by type, or that something is wrong. `silence`: nothing, ever. */
export type ZoneEntry = { readonly mx?: readonly (readonly [preference: number, exchange: string])[]; readonly a?: readonly string[]; readonly aaaa?: readonly string[]; readonly txt?: readonly string[] } | 'servfail' | 'silence';

export interface DnsServer {
  /** For `--dns` and `setServers`. */
  readonly address: string;
  close(): Promise<void>;
}

const NXDOMAIN = 3;
const SERVFAIL = 2;
const ANYWHERE = { address: '127.0.0.1', port: 0 };

/** @param at - left out: any port of 127.0.0.1 */
export async function startDnsServer(zone: Readonly<Record<string, ZoneEntry>>, at: { readonly address: string; readonly port: number } = ANYWHERE): Promise<DnsServer> {
  const server = dns2.createServer({
    udp: true,
    handle: (request, send) => {
      const [question] = request.questions;
      const entry = question === undefined ? undefined : zone[question.name.toLowerCase()];
      if (entry === 'silence' || question === undefined) return;
      const response = dns2.Packet.createResponseFromRequest(request);
      if (entry === undefined) response.header.rcode = NXDOMAIN;
      else if (entry === 'servfail') response.header.rcode = SERVFAIL;
      else response.answers.push(...answersOf(entry, question));
      void send(response);
    },
  });
  const { udp } = await server.listen({ udp: { ...at } });
  return { address: `${at.address}:${udp!.port}`, close: () => server.close() };
}

type Answer = InstanceType<typeof dns2.Packet>['answers'][number];

function answersOf({ mx = [], a = [], aaaa = [], txt = [] }: Exclude<ZoneEntry, string>, { name, type }: { name: string; type: number }): Answer[] {
  const base = { name, type, class: dns2.Packet.CLASS.IN, ttl: 60 };
  switch (type) {
    case dns2.Packet.TYPE.MX:
      return mx.map(([priority, exchange]) => ({ ...base, priority, exchange }) as unknown as Answer);
    case dns2.Packet.TYPE.A:
      return a.map((address) => ({ ...base, address }) as unknown as Answer);
    case dns2.Packet.TYPE.AAAA:
      return aaaa.map((address) => ({ ...base, address }) as unknown as Answer);
    case dns2.Packet.TYPE.TXT:
      return txt.map((data) => ({ ...base, data }) as unknown as Answer);
    default:
      return [];
  }
}
