// An organisation with Debian's Postfix and the daemon: configured by what `postfix config` prints, sending to the partners and receiving from anybody.
import { randomInt } from 'node:crypto';
import type { PolicyInput } from '../../src/index.js';
import { BOUNCE_FILTER_FILE } from '../../src/postfix/bounce-filter.js';
import type { PostfixConfiguration } from '../../src/postfix/configuration.js';
import type { Credentials } from '../servers/authority.js';
import { startPostfix } from '../servers/postfix.js';
import type { Postfix } from '../servers/postfix.js';
import { startPartners } from './partners.js';
import type { Partners, PartnersOptions } from './partners.js';
import { startDaemon } from './postfix-daemon.js';
import type { DaemonProcess } from './postfix-daemon.js';
import { startReceivingServer } from './receiving-server.js';
import type { ReceivingServer } from './receiving-server.js';

export const ORGANISATION = 'organisation.example';

/** Everybody is on the loopback here: none is in the organisation's own network. */
const OF_STRANGERS = ['-o mynetworks=192.0.2.0/24', '-o local_header_rewrite_clients=permit_mynetworks', '-o smtpd_client_connection_count_limit=0'];

export interface OrganisationOptions {
  readonly policy: PolicyInput | ((partners: Partners) => PolicyInput);
  /** Options of the daemon. */
  readonly daemonOptions?: readonly string[];
  readonly partners?: Omit<PartnersOptions, 'dnsAt'>;
  /** Of the organisation's own server. */
  readonly credentials?: Credentials;
  /** The authority that signs client certificates, in PEM. */
  readonly clientCa?: string;
  /** More of main.cf. */
  readonly main?: Readonly<Record<string, string>>;
}

export interface Organisation {
  readonly policy: PolicyInput;
  readonly partners: Partners;
  readonly daemon: DaemonProcess;
  /** What `postfix config` printed. */
  readonly configuration: PostfixConfiguration;
  /** Listeners: `submission` for its own users, `programs` for programs of the machine by QMQP, `mx` for everybody else, `filtered` the same with a filter before the queue. */
  readonly postfix: Postfix;
  /** Where mail to its own users ends, and reports to them. */
  readonly mailboxes: ReceivingServer;
  stop(): Promise<void>;
}

export async function startOrganisation({ policy, daemonOptions, partners: wanted = {}, credentials, clientCa = '', main = {} }: OrganisationOptions): Promise<Organisation> {
  const network = `127.${randomInt(1, 255)}.${randomInt(0, 256)}`;
  const partners = await startPartners({ ...wanted, dnsAt: { address: `${network}.53`, port: 53 } });
  const mailboxes = await startReceivingServer({ address: `${network}.80`, port: partners.port, name: `mailboxes.${ORGANISATION}`, tls: null });
  const document = typeof policy === 'function' ? policy(partners) : policy;
  const daemon = await startDaemon(document, daemonOptions);
  const configuration = await daemon.configuration('$config_directory/ca.pem');
  const { mainCf, masterCf, bounceFilter } = configuration;
  const postfix = await startPostfix({
    main: {
      myhostname: `mx.${ORGANISATION}`,
      inet_protocols: 'ipv4',
      smtp_tcp_port: String(partners.port),
      relay_domains: ORGANISATION,
      relay_transport: `relay:[${mailboxes.address}]:${partners.port}`,
      ...(credentials === undefined ? {} : { smtpd_tls_cert_file: '$config_directory/cert.pem', smtpd_tls_key_file: '$config_directory/key.pem' }),
    },
    mainText: mainCf + Object.entries(main).map(([name, value]) => `${name} = ${value}\n`).join(''),
    listeners: {
      submission: ['-o smtpd_milters=', '-o smtpd_recipient_restrictions=permit_mynetworks,reject', '-o smtpd_client_connection_count_limit=0'],
      mx: OF_STRANGERS,
      filtered: [...OF_STRANGERS, `-o smtpd_proxy_filter=${mailboxes.address}:${partners.port}`],
    },
    unexamined: 'programs',
    masterText: masterCf,
    files: {
      [BOUNCE_FILTER_FILE]: bounceFilter,
      'ca.pem': partners.ca + clientCa,
      ...(credentials === undefined ? {} : { 'cert.pem': credentials.cert, 'key.pem': credentials.key }),
    },
    nameServer: `${network}.53`,
  });
  return {
    policy: document,
    partners,
    daemon,
    configuration,
    postfix,
    mailboxes,
    stop: async () => {
      await postfix.stop();
      await Promise.all([daemon.stop(), partners.close(), mailboxes.close()]);
    },
  };
}
