// Mail that goes out: for each attempt at a queued mail, what is required of its connections, and where it goes (S-22.5).

import type { PolicyEngine } from '../engine.js';
import type { Decision, Delivery } from '../model/decision.js';
import type { Message } from '../model/message.js';
import { readProperty } from '../model/property.js';
import type { HostRoute } from '../model/route.js';
import { requiresSomething } from '../model/transport.js';
import { hostIdentity } from '../node-tls/host-identity.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import { DENYSOFT, OK } from './haraka-objects.js';
import type { Connection, HarakaAddress, HarakaPlugin, MailExchanger, Next, QueuedMail } from './haraka-objects.js';
import { controlMail, releaseMail } from './mail-control.js';
import { splitMail } from './mail-split.js';
import { answer, POLICY_UNAVAILABLE } from './smtp-answer.js';

export interface OutboundSurroundings {
  readonly plugin: HarakaPlugin;
  /** The engine that decides now; null: there is none yet. */
  readonly engine: () => PolicyEngine | null;
  readonly ca: CaCertificates | undefined;
  /** Whether Haraka may use TLS at all (`enable_tls` of outbound.ini). */
  readonly tlsEnabled: () => boolean;
  /** The MX hosts of a domain, by Haraka's own resolver. */
  readonly lookUp: (domain: string) => Promise<MailExchanger[]>;
  readonly push: (mail: QueuedMail) => void;
  /** Plugins that would take mail out of the way that the policy controls. */
  readonly otherWays: readonly string[];
}

export class Outbound {
  private readonly surroundings: OutboundSurroundings;

  constructor(surroundings: OutboundSurroundings) {
    this.surroundings = surroundings;
  }

  /** `queue_outbound`: of what the policy requires something, or has a route, Haraka itself delivers every part. */
  queue(next: Next, { transaction }: Connection): unknown {
    if (!transaction) return next();
    const engine = this.surroundings.engine();
    if (engine === null) return answer(next, POLICY_UNAVAILABLE);
    const { deliveries } = decisionOn(engine, transaction.mail_from, transaction.rcpt_to, transaction.notes);
    if (deliveries.some((delivery) => requiresSomething(delivery.constraints) || delivery.route?.kind === 'host')) {
      transaction.notes.skip_plugins.push(...this.surroundings.otherWays);
    }
    return next();
  }

  /** `get_mx`: at the begin of each attempt, those after a restart included, so that the policy of that time decides. */
  begin(next: Next, mail: QueuedMail): unknown {
    const engine = this.surroundings.engine();
    if (engine === null) return this.postpone(next, mail, 'the policy is not loaded yet');
    const { mail_from: mailFrom, rcpt_to: recipients, notes } = mail.todo;
    const decision = decisionOn(engine, mailFrom, recipients, notes);
    const [delivery, ...others] = decision.deliveries;
    if (delivery === undefined || others.length > 0) {
      splitMail(mail, decision.deliveries, this.surroundings.push);
      return undefined;
    }
    if (!requiresSomething(delivery.constraints)) releaseMail(mail);
    else if (this.surroundings.tlsEnabled()) this.control(mail, decision, delivery);
    else return this.postpone(next, mail, 'the policy requires TLS, and `enable_tls` is false in outbound.ini');
    return this.direct(next, mail, delivery);
  }

  private control(mail: QueuedMail, decision: Decision, { constraints }: Delivery): void {
    const { plugin, ca } = this.surroundings;
    controlMail(mail, { plugin, decision, constraints, ca });
  }

  private direct(next: Next, mail: QueuedMail, { route }: Delivery): unknown {
    if (route?.kind !== 'host') return next();
    if (!route.mxLookup) return next(OK, [hostOf(route)]);
    return this.lookUp(mail, route).then(
      (hosts) => next(OK, hosts),
      (error: unknown) => this.postpone(next, mail, `the mail hosts of the route to ${route.host} cannot be found: ${String(error)}`),
    );
  }

  private async lookUp(mail: QueuedMail, { host, port }: HostRoute): Promise<MailExchanger[]> {
    const hosts = await this.surroundings.lookUp(host);
    if (hosts.length === 0) throw new Error('it has neither MX records nor addresses');
    for (const exchanger of hosts) exchanger.port = port;
    return mail.sort_mx(hosts);
  }

  /** Haraka's own retry rules hold; what is wrong is for the administrator to mend. */
  private postpone(next: Next, mail: QueuedMail, why: string): unknown {
    releaseMail(mail);
    mail.logerror(this.surroundings.plugin, `not delivered for now: ${why}`);
    return next(DENYSOFT, why);
  }
}

/** Without the brackets of an address literal. */
function hostOf({ host, port }: HostRoute): MailExchanger {
  return { exchange: hostIdentity(host).text, port, priority: 0 };
}

function decisionOn(engine: PolicyEngine, mailFrom: HarakaAddress, recipients: readonly HarakaAddress[], notes: unknown): Decision {
  const message: Message = { envelope: { mailFrom: mailFrom.address, rcptTo: recipients.map(({ address }) => address) } };
  // By another plugin: REQUIRETLS, a content rule (S-7.1).
  const secureTransport = readProperty(readProperty(notes, 'smtp_tls_policy'), 'secure_transport');
  return engine.evaluate(secureTransport === undefined ? message : { ...message, secureTransport: secureTransport as boolean }, 'outbound');
}
