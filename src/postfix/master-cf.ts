// Services for master.cf: clones of the SMTP client, one for each org unit whose settings differ, and one for each set of constraints (S-23).

import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { safeText } from '../model/safe-text.js';
import type { TransportConstraints } from '../model/transport.js';
import { BOUNCE_FILTER_FILE } from './bounce-filter.js';
import { commented } from './comment.js';
import type { ListenAddress } from './listen-address.js';
import { socketmap } from './postfix-address.js';
import { constraintTransports, orgUnitTransports } from './transports.js';
import type { ConstraintTransport, OrgUnitTransport } from './transports.js';

export function masterCf(policy: Policy, address: ListenAddress): string {
  return [
    HEADING,
    ...orgUnitTransports(policy).map((transport) => orgUnitService(transport, address)),
    commented('By recipient: address entries and alternate secure routes. What is checked is in the name; the list is the same for every policy.'),
    ...constraintTransports.map((transport) => constraintService(transport)),
  ].join('\n');
}

const HEADING = commented(
  'smtp-tls-policy: append this to master.cf. Each service is the SMTP client of Postfix with a TLS policy of its own. For all of them:',
  '  smtp_delivery_status_filter         a violation of the policy bounces at the first attempt, and nothing else does (S-9.4)',
  '  smtp_mx_*_limit=0                   every MX host is tried before it does; the defaults are 2 sessions and 5 addresses',
  '  smtp_fallback_relay=                no host takes the mail past the policy',
  '  smtp_tls_per_site=                  no older table does: Postfix would ask it where smtp_tls_policy_maps is empty, and it beats the level',
  '  smtp_connection_cache_*, *_reuse    a connection is used for one message: Postfix finds an open one by where mail goes, whatever TLS level it has',
);

function orgUnitService({ name, orgUnit, orgUnits, policyMap }: OrgUnitTransport, address: ListenAddress): string {
  const below = orgUnits.length === 1 ? '' : `, and of what is below and changes nothing: org units in all: ${orgUnits.length}`;
  return commented(`Senders of ${safeText(quote(orgUnit), NAME_LENGTH)}${below}.`) + service(name, [`smtp_tls_policy_maps=${socketmap(address, policyMap)}`, ...SHARED]);
}

const NAME_LENGTH = 200;

function constraintService({ name, constraints }: ConstraintTransport): string {
  return service(name, ['smtp_tls_policy_maps=', ...constraintOptions(constraints), ...SHARED]);
}

/** Where nothing is required, the level stays that of main.cf, which may be a stricter one. */
function constraintOptions({ tls, minVersion, hostname }: TransportConstraints): string[] {
  if (tls === 'opportunistic') return [];
  return [
    ...(hostname ? ['smtp_tls_security_level=verify', 'smtp_tls_verify_cert_match=hostname', 'smtp_tls_servername=hostname'] : ['smtp_tls_security_level=encrypt']),
    ...(minVersion === null ? [] : [`smtp_tls_mandatory_protocols=>=${minVersion}`]),
  ];
}

const SHARED: readonly string[] = [
  `smtp_delivery_status_filter=regexp:$config_directory/${BOUNCE_FILTER_FILE}`,
  'smtp_mx_session_limit=0',
  'smtp_mx_address_limit=0',
  'smtp_fallback_relay=',
  'smtp_tls_per_site=',
  'smtp_connection_cache_on_demand=no',
  'smtp_connection_cache_destinations=',
  'smtp_tls_connection_reuse=no',
];

/** Not in a chroot: there it would see neither the socket of the daemon nor the CA certificates. */
function service(name: string, options: readonly string[]): string {
  return `${name} unix - - n - - smtp\n${['syslog_name=postfix/$service_name', ...options].map((option) => `  -o ${option}\n`).join('')}`;
}
