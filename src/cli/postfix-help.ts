// What `postfix --help` prints.

import { REPLY_PROFILES } from '../evaluate/reply.js';
import { DEFAULT_LIMITS, DEFAULT_LISTEN, PROTOCOLS } from '../postfix/daemon-options.js';
import type { Protocol } from '../postfix/daemon-options.js';
import { LOG_LEVELS } from '../postfix/event-log.js';
import { listenAddressWords } from '../postfix/listen-address.js';

const WHAT: Readonly<Record<Protocol, string>> = {
  socketmap: 'smtp_tls_policy_maps, transport_maps and sender_dependent_default_transport_maps',
  'policy-service': 'check_policy_service: rejects at RCPT what no header can change',
  milter: 'smtpd_milters: rejects by envelope, TLS session and header',
  http: '/healthz, and /metrics for Prometheus',
};

const listeners = PROTOCOLS.map((protocol) => `  ${`--${protocol} ADDRESS`.padEnd(26)}${WHAT[protocol]} (${listenAddressWords(DEFAULT_LISTEN[protocol])})`);

export const postfixHelp: string = `Usage: smtp-tls-policy postfix [options] --policy FILE
       smtp-tls-policy postfix config [options] --policy FILE

Serves a policy to Postfix until it is told to end. FILE is a JSON or YAML file or a snapshot. It is followed: when it changes, or a
file of entries that it names, or on SIGHUP, the new policy takes over between two requests. One that is not valid changes nothing.
SIGTERM and SIGINT end the daemon once what has begun is answered.

\`config\` prints what Postfix is to be told: lines for main.cf and master.cf, and a filter that makes bounces of TLS violations, with
comments that say what Postfix cannot express of this policy and what is done instead. Name the listeners as for the daemon.

Listeners (named: those alone; none named: all four, each at its default):
${listeners.join('\n')}

ADDRESS is HOST:PORT, [IPV6]:PORT or unix:PATH. Port 0 is one that the system chooses; the log tells it.

Options:
  --policy FILE             the policy
  --authserv-id ID          your own authserv-id, once for each: Authentication-Results fields that bear it are trusted (milter)
  --reply-profile NAME      reply codes: ${REPLY_PROFILES.join(', ')}
  --socket-mode MODE        permissions of Unix sockets, in octal (default ${DEFAULT_LIMITS.socketMode.toString(8).padStart(4, '0')})
  --max-connections NUMBER  of each protocol (default ${DEFAULT_LIMITS.connections})
  --max-request BYTES       of a request of socketmap or of the policy service (default ${DEFAULT_LIMITS.request})
  --max-packet BYTES        of a packet of a milter, which is a header field at the most (default ${DEFAULT_LIMITS.packet})
  --max-header BYTES        of a header block; the author of a longer one is unknown (default ${DEFAULT_LIMITS.headerBlock})
  --idle-timeout SECONDS    after which a connection on which nothing comes is closed (default ${DEFAULT_LIMITS.idleMs / 1000})
  --stop-timeout SECONDS    for what has begun when the daemon is to end (default ${DEFAULT_LIMITS.graceMs / 1000})
  --log-level LEVEL         ${LOG_LEVELS.join(', ')} (default info); debug tells every request
  -h, --help                this text

Options of config:
  --policy FILE             the policy: JSON, YAML, a snapshot, or - for standard input
  --ca-file FILE            CA certificates that sign those of partners (default /etc/ssl/certs/ca-certificates.crt)
  --postfix-version VERSION as postconf mail_version has it, 3.6 or newer; left out: the newest that is known of
  --write FOLDER            three files instead, to be appended to main.cf and master.cf and to lie beside them
  --json                    one JSON object: mainCf, masterCf, bounceFilter, limits

The log is one JSON object a line on standard output: time, level, event, and what belongs to the event.

Exit codes:
  0  ended by SIGTERM or SIGINT; config: done
  1  config: done, and a part of the policy is enforced nowhere, for want of a listener
  2  wrong usage, or the policy cannot be read or is not valid, or an address cannot be listened at
`;
