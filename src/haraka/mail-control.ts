// One attempt at a queued mail under constraints: every mail host is tried, and the mail bounces at once where TLS was what all of them failed by
// (S-9.4, S-22.6). Haraka by itself knows one level of TLS, gives up at the first host without it, and tries again for days.

import { judgeAttempt } from '../attempt/attempt-outcome.js';
import type { Decision, SmtpReply, Violation } from '../model/decision.js';
import type { TransportConstraints } from '../model/transport.js';
import { join } from '../model/transport.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import { tlsOptionsFor } from '../node-tls/tls-options.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import type { DeliveryMethods, HarakaPlugin, MailExchanger, OutboundSocket, QueuedMail, QueuedRecipient } from './haraka-objects.js';
import { controlSocket } from './socket-control.js';
import { bounceReply, violationBy } from './tls-failure.js';
import { hostName, TriedHost } from './tried-host.js';

export interface MailDemands {
  readonly plugin: HarakaPlugin;
  /** Of a decision with one delivery, whose recipients are those of the mail, in their order. */
  readonly decision: Decision;
  readonly constraints: TransportConstraints;
  /** CA certificates that are trusted instead of Node's own; undefined: those. */
  readonly ca: CaCertificates | undefined;
}

const METHODS: readonly (keyof DeliveryMethods)[] = ['found_mx', 'get_force_tls', 'try_deliver', 'try_deliver_host_on_socket', 'temp_fail', 'bounce'];

/** Haraka delivers the mail in its own way again. */
export function releaseMail(mail: QueuedMail): void {
  for (const method of METHODS) Reflect.deleteProperty(mail, method);
}

/** For this attempt; the next one is asked for anew. */
export function controlMail(mail: QueuedMail, demands: MailDemands): void {
  const attempt = new ControlledAttempt(mail, demands);
  const methods: DeliveryMethods = {
    found_mx: (hosts) => attempt.foundHosts(hosts),
    get_force_tls: () => true,
    try_deliver: () => attempt.tryNext(),
    try_deliver_host_on_socket: (mx, host, port, socket) => attempt.converse(mx, host, port, socket),
    temp_fail: (error, extra) => attempt.failed(error, extra),
    bounce: (error, extra) => attempt.refused(error, extra),
  };
  Object.assign(mail, methods);
}

class ControlledAttempt {
  private readonly mail: QueuedMail;
  private readonly demands: MailDemands;
  /** Haraka's own methods. */
  private readonly haraka: DeliveryMethods;
  private readonly tried: TriedHost[] = [];
  /** Names of the mail hosts, those included whose address cannot be found. */
  private hosts: readonly string[] = [];
  /** The host that is being tried; null before the first, after the last, and once something else than TLS has decided. */
  private current: TriedHost | null = null;

  constructor(mail: QueuedMail, demands: MailDemands) {
    this.mail = mail;
    this.demands = demands;
    this.haraka = Object.getPrototypeOf(mail) as DeliveryMethods;
  }

  foundHosts(hosts: readonly MailExchanger[]): unknown {
    this.hosts = hosts.map(hostName);
    return this.haraka.found_mx.call(this.mail, hosts);
  }

  tryNext(): unknown {
    const [next] = this.mail.mxlist;
    this.current = next === undefined ? null : new TriedHost(next);
    if (this.current !== null) this.tried.push(this.current);
    return this.haraka.try_deliver.call(this.mail);
  }

  converse(mx: MailExchanger, host: string, port: number, socket: OutboundSocket): void {
    const { current } = this;
    current?.reach();
    const { constraints, ca } = this.demands;
    // What `force_tls_hosts` of tls.ini demands holds as well; failing that alone is no violation of the policy.
    const demanded = this.haraka.get_force_tls.call(this.mail, mx) ? join(constraints, HARAKA_FORCED) : constraints;
    const requirements = tlsOptionsFor(demanded, { host: readHostIdentity(hostName(mx))?.text ?? NOBODY, ...(ca === undefined ? {} : { ca }) });
    this.haraka.try_deliver_host_on_socket.call(this.mail, mx, host, port, socket);
    controlSocket(socket, {
      constraints,
      requirements,
      onViolation: (violation) => this.violated(current, violation),
      onDeadEnd: () => {
        if (current !== null && current === this.current) this.withoutStarttls('no EHLO, and so no STARTTLS');
      },
    });
  }

  /** Haraka would try the whole delivery again later. */
  failed(error: string, extra: unknown): unknown {
    if (this.current?.violation) return this.mail.try_deliver();
    if (error.startsWith(NO_STARTTLS)) return this.withoutStarttls(error);
    if (error.startsWith(ALL_TRIED)) return this.conclude(error, extra);
    this.current = null;
    return this.haraka.temp_fail.call(this.mail, error, extra);
  }

  /** The host refused for good, as it also can refuse STARTTLS. */
  refused(error: string, extra: unknown): unknown {
    if (this.current?.violation) return this.mail.try_deliver();
    this.current = null;
    return this.haraka.bounce.call(this.mail, error, extra);
  }

  private withoutStarttls(words: string): unknown {
    this.violated(this.current, violationBy('starttls-not-supported', this.demands.constraints, words));
    return this.mail.try_deliver();
  }

  private violated(host: TriedHost | null, violation: Violation | null): void {
    if (host === null || violation === null) return;
    host.violate(violation);
    this.mail.loginfo(this.demands.plugin, `${host.host}: ${violation.type}: required ${violation.required}, found ${violation.found}`);
  }

  private conclude(error: string, extra: unknown): unknown {
    const names = new Set(this.tried.map(({ host }) => host));
    const unresolved = this.hosts.filter((exchange) => !names.has(exchange)).map((exchange) => new TriedHost({ exchange }));
    const { outcome, decisive } = judgeAttempt([...this.tried, ...unresolved]);
    if (outcome !== 'bounce' || !decisive?.violation) return this.haraka.temp_fail.call(this.mail, error, extra);
    const { violation, host } = decisive;
    const { replyProfile, recipients } = this.demands.decision;
    const replies = recipients.map(({ determinedBy }) => bounceReply(replyProfile, determinedBy, violation));
    for (const [index, recipient] of this.mail.todo.rcpt_to.entries()) failRecipient(recipient, replies[index], host);
    const reasons = new Set(replies.map(({ code, enhancedCode, text }) => `${code} ${enhancedCode} ${text}`));
    return this.haraka.bounce.call(this.mail, [...reasons].join('; '), extra);
  }
}

/** A name that no certificate bears (RFC 6761 section 6.4): for what has none, as a Unix socket. */
const NOBODY = 'name.invalid';

/** TLS, a certificate signed by a trusted CA, and the host name on it. */
const HARAKA_FORCED: TransportConstraints = { tls: 'required', minVersion: null, caSigned: true, hostname: true };

/** The words of Haraka (`tested-haraka.ts` looks for them). */
const NO_STARTTLS = 'No TLS available but required by configuration';
const ALL_TRIED = 'Tried all MXs';

/** Haraka makes the fields of RFC 3464 of what it finds with the recipient. */
function failRecipient(recipient: QueuedRecipient, reply: SmtpReply | undefined, host: string): void {
  Object.assign(recipient, {
    reason: reply?.text,
    dsn_action: 'failed',
    dsn_status: reply?.enhancedCode,
    dsn_code: undefined,
    dsn_msg: undefined,
    dsn_remote_mta: `dns; ${host}`,
    dsn_smtp_code: reply?.code,
    dsn_smtp_extc: reply?.enhancedCode,
    dsn_smtp_response: reply?.text,
  } satisfies Partial<QueuedRecipient>);
}
