// Lines for main.cf, with comments that say what each is for and what this policy cannot have of Postfix (S-23).

import { compileContent } from '../compile/compiled-policy.js';
import type { Policy } from '../model/policy.js';
import { safeText } from '../model/safe-text.js';
import { contentOf } from '../policy/parsed-policy.js';
import { commented } from './comment.js';
import type { ListenAddress } from './listen-address.js';
import { postfixAddress, socketmap } from './postfix-address.js';
import type { DaemonAddresses } from './postfix-address.js';
import { HEEDS_TLS_REQUIRED, isAtLeast } from './postfix-version.js';
import type { PostfixVersion } from './postfix-version.js';
import type { PostfixLimit } from './postfix-limits.js';
import { ROOT_TRANSPORT, SENDER_TRANSPORT_MAP, TRANSPORT_MAP } from './transports.js';

export interface MainCfOptions {
  readonly listen: DaemonAddresses;
  readonly limits: readonly PostfixLimit[];
  /** The authorities that sign certificates, in PEM. */
  readonly caFile: string;
  readonly version: PostfixVersion;
}

export function mainCf(policy: Policy, { listen, limits, caFile, version }: MainCfOptions): string {
  const { socketmap: maps, milter, 'policy-service': policyService } = listen;
  return [
    HEADING,
    commented(...limitLines(limits)),
    ...(maps === undefined ? [] : [outboundLines(maps, caFile), ...tlsRequiredLines(version)]),
    ...(milter === undefined && policyService === undefined ? [] : [inboundLines(policy, caFile)]),
    ...(milter === undefined ? [] : [milterLines(milter)]),
    ...(policyService === undefined ? [] : [policyServiceLines(policyService)]),
  ].join('\n');
}

const HEADING = commented(
  'smtp-tls-policy: append this to main.cf, and take out what it sets above. Postfix 3.6 or newer (`protocols=>=TLSv1.2`). A service of master.cf in a chroot, as in Debian, finds Unix sockets below the queue directory alone, by a path that is relative to it.',
);

function limitLines(limits: readonly PostfixLimit[]): string[] {
  const always = ALWAYS.flatMap((text) => ['', text]);
  if (limits.length === 0) return ['What Postfix cannot express of this policy: nothing.', ...always];
  return ['What Postfix cannot express of this policy, and what is done instead:', ...limits.flatMap((limit) => ['', ...limitText(limit)]), ...always];
}

/** Whatever the policy says. */
const ALWAYS: readonly string[] = [
  'Postfix knows the outcome at the last host that it tried. If that host violates the policy and another was not reached, mail bounces that the policy would try again (S-9.4).',
  'One TLS policy holds for a destination. Where this policy requires something, its level takes the place of the one you have, of `dane` too. Where it requires nothing, your level holds, and a table behind the socketmap is asked: if you have one for MTA-STS, add it to smtp_tls_policy_maps of those services in master.cf that have a socketmap there, behind it. Leave it empty where it is empty: what a table answers there would take the place of what the service checks.',
];

/** The limit, what is done instead, and the settings that it is about. */
function limitText({ settings, limit, instead }: PostfixLimit): string[] {
  const shown = settings.slice(0, MAX_SETTINGS).map((setting) => safeText(setting, NAME_LENGTH));
  const more = settings.length > MAX_SETTINGS ? [`  and ${settings.length - MAX_SETTINGS} more`] : [];
  return [`${limit} ${instead} This is about:`, ...shown.map((setting) => `  ${setting}`), ...more];
}

const MAX_SETTINGS = 20;
const NAME_LENGTH = 200;

function outboundLines(address: ListenAddress, caFile: string): string {
  return [
    commented(
      'Outbound. The sender chooses the transport of its org unit; the recipient another, where the domain says too little. Tables of your own for transport_maps come before: what they answer is not under this policy unless they name a transport of smtp-tls-policy. Domains in mydestination, relay_domains and the virtual ones are your own to Postfix, and the sender chooses nothing for them: keep domains of partners out.',
    ),
    `sender_dependent_default_transport_maps = ${socketmap(address, SENDER_TRANSPORT_MAP)}\n`,
    `transport_maps = ${socketmap(address, TRANSPORT_MAP)}\n`,
    commented('For senders whom Postfix asks no table about: it passes over the tables where an address of local mail is not UTF-8. They belong to the root (S-6.2).'),
    `default_transport = ${ROOT_TRANSPORT}\n`,
    commented('The TLS policy is looked up by where mail goes next. A relay host would be that for all mail, and no partner could be told from another.'),
    'relayhost =\n',
    'sender_dependent_relayhost_maps =\n',
    commented('TLS is tried where nothing is required (S-9.6). Keep a stricter level if you have one: it holds wherever the policy requires nothing.'),
    'smtp_tls_security_level = may\n',
    commented('The authorities that sign certificates of partners.'),
    `smtp_tls_CAfile = ${caFile}\n`,
    commented('With `yes` what bounces would be tried again.'),
    'soft_bounce = no\n',
  ].join('');
}

/** Whoever may write a message could take it out of the policy. */
function tlsRequiredLines(version: PostfixVersion): string[] {
  if (!isAtLeast(version, HEEDS_TLS_REQUIRED)) return [];
  return [
    commented(
      'With `yes`, the default, a message with the field `TLS-Required: no` (RFC 8689) is sent without a look at any TLS policy. Postfix before 3.10 knows neither the field nor this parameter, and postconf calls it unused: --postfix-version leaves it out.',
    ) + 'tls_required_enable = no\n',
  ];
}

function inboundLines(policy: Policy, caFile: string): string {
  const certificate = commented('Client certificates are required by this policy. Postfix tells of those alone that an authority in this file has signed.');
  return [
    commented('Inbound. TLS is offered to everyone, if smtpd_tls_chain_files or the like names a certificate of yours; the policy decides who must take it. Keep a stricter level if you have one.'),
    'smtpd_tls_security_level = may\n',
    ...(asksForCertificates(policy) ? [certificate, 'smtpd_tls_ask_ccert = yes\n', `smtpd_tls_CAfile = ${caFile}\n`] : []),
  ].join('');
}

function asksForCertificates(policy: Policy): boolean {
  const units = [...compileContent(contentOf(policy)).units.values()];
  return units.some(({ inbound }) => inbound.all.some(({ testing, constraints }) => !testing && constraints.caSigned));
}

function milterLines(address: ListenAddress): string {
  return [
    commented('The milter sees TLS, envelope and From: together, which nothing else in Postfix does. Without it mail is refused for now (4.7.1), never accepted unseen.'),
    `smtpd_milters = ${postfixAddress(address)}\n`,
    'milter_default_action = tempfail\n',
    'milter_protocol = 6\n',
    commented('Postfix hands a header field to milters up to a NUL, and delivers the whole of it: an author behind a NUL would be unseen (S-4.6).'),
    'message_reject_characters = \\0\n',
    commented('With `yes` Postfix would write a From: field into a message that has none, before the milter sees it, and an author who is unknown would look known (S-4.3).'),
    'always_add_missing_headers = no\n',
    commented(
      'Mail that your own users and programs hand in is outbound mail. If they use the same smtpd as other servers, leave their networks out of it, with lines such as `192.0.2.0/24 DISABLE` in the file:',
      '  smtpd_milter_maps = cidr:$config_directory/own-networks.cidr',
      'and for a submission service in master.cf:',
      '  -o smtpd_milters= -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject',
      'Mail that a content filter hands back is judged already, and comes without TLS. For its listener in master.cf:',
      '  -o smtpd_milters= -o smtpd_recipient_restrictions=permit_mynetworks,reject',
      'A filter before the queue (smtpd_proxy_filter) cannot be in the same smtpd: Postfix would show no header to the milter, which refuses such mail for now (4.7.1). Use content_filter.',
    ),
  ].join('');
}

function policyServiceLines(address: ListenAddress): string {
  return [
    commented(
      'Early, at RCPT: what no From: can change. It saves the message and decides nothing that the milter would not. A recipient without a domain is refused, for Postfix completes it only when the policy has judged. Put your own restrictions that refuse before it, and what permits behind it.',
    ),
    `smtpd_recipient_restrictions = permit_mynetworks, reject_non_fqdn_recipient, check_policy_service ${postfixAddress(address)}\n`,
    'smtpd_policy_service_default_action = 451 4.3.5 Server configuration problem\n',
  ].join('');
}
