// What the daemon answers, whatever the protocol: always from one engine, and never `not found` when something is wrong (S-23.1).

import type { PolicyEngine } from '../engine.js';
import type { Decision } from '../model/decision.js';
import { foregoneReply } from '../reception/foregone-reply.js';
import type { DaemonMetrics } from './daemon-metrics.js';
import { errorText } from './event-log.js';
import type { EventLog } from './event-log.js';
import { decideInbound, sessionOf } from './inbound.js';
import { addressOfInternal } from './internal-address.js';
import type { MapAnswer } from './map-answer.js';
import type { MilterMessage, MilterVerdict } from './milter.js';
import { OutboundMaps } from './outbound-maps.js';
import type { PolicyAction, PolicyAttributes } from './policy-delegation.js';
import type { SocketmapRequest } from './socketmap.js';
import { SENDER_TRANSPORT_MAP, TLS_POLICY_MAP, TRANSPORT_MAP } from './transports.js';

export interface PostfixServiceOptions {
  /** The engine that decides now; asked once for each request or message. */
  readonly engine: () => PolicyEngine;
  /** The receiver's own, whose Authentication-Results fields count. */
  readonly authservIds: readonly string[];
  readonly metrics: DaemonMetrics;
  readonly log: EventLog;
}

export class PostfixService {
  private readonly options: PostfixServiceOptions;
  /** Made anew when another engine decides. */
  private maps: { readonly engine: PolicyEngine; readonly maps: OutboundMaps } | null = null;

  constructor(options: PostfixServiceOptions) {
    this.options = options;
  }

  /** Never throws: trouble defers the mail. */
  lookUp(request: SocketmapRequest): MapAnswer {
    const answer = this.attempt('socketmap', () => this.answerOf(request), { status: 'temporary', reason: 'the policy could not be asked; see the log of the daemon' } as const);
    this.count('socketmap', answer.status, { map: request.map, key: request.key, ...answer });
    return answer;
  }

  /** Never throws: trouble defers the mail. */
  policyAction(attributes: PolicyAttributes): PolicyAction {
    const action = this.attempt('policy-service', () => this.actionOf(attributes), POLICY_TROUBLE);
    const kind = action === DUNNO ? 'dunno' : action === POLICY_TROUBLE ? 'defer' : 'reject';
    this.count('policy-service', kind, { sender: attributes.get('sender'), recipient: attributes.get('recipient'), action });
    return action;
  }

  /** Never throws: trouble defers the mail. */
  judge(message: MilterMessage): MilterVerdict {
    const verdict = this.attempt('milter', () => this.verdictOn(message), { kind: 'tempfail' } as const);
    this.count('milter', verdict.kind, { queueId: message.queueId });
    return verdict;
  }

  private answerOf({ map, key }: SocketmapRequest): MapAnswer {
    if (map === TRANSPORT_MAP) return this.outbound.transport(key);
    if (map === SENDER_TRANSPORT_MAP) return this.outbound.senderTransport(key);
    if (map.startsWith(TLS_POLICY_MAP)) return this.outbound.tlsPolicy(map.slice(TLS_POLICY_MAP.length), key);
    return { status: 'permanent', reason: 'there is no map of this name; see `smtp-tls-policy postfix config`' };
  }

  /** Only a recipient is asked about, and only what no header could change is answered: the author is not known here (S-20.1). */
  private actionOf(attributes: PolicyAttributes): PolicyAction {
    const recipient = addressOfInternal(attributes.get('recipient') ?? '');
    if (attributes.get('protocol_state') !== 'RCPT') return DUNNO;
    const mailFrom = addressOfInternal(attributes.get('sender') ?? '');
    const reply = foregoneReply(this.options.engine(), { mailFrom: mailFrom === '' ? null : mailFrom, recipient, session: sessionOf(attributes) });
    if (reply === null) return DUNNO;
    this.options.metrics.decisions.add({ direction: 'inbound', outcome: 'reject' });
    this.options.log.log('info', 'reject', { protocol: 'policy-service', client: attributes.get('client_address'), mailFrom, rcptTo: [recipient], reply });
    return `${reply.code} ${reply.enhancedCode} ${reply.text}`;
  }

  private verdictOn(message: MilterMessage): MilterVerdict {
    const decision = decideInbound(this.options.engine(), message, this.options.authservIds);
    this.options.metrics.decisions.add({ direction: 'inbound', outcome: decision.outcome });
    const { reply } = decision;
    if (reply === null) return { kind: 'accept' };
    this.options.log.log('info', 'reject', { protocol: 'milter', ...logFields(message, decision), reply });
    return { kind: 'reply', reply };
  }

  private get outbound(): OutboundMaps {
    const engine = this.options.engine();
    if (this.maps?.engine !== engine) this.maps = { engine, maps: new OutboundMaps(engine) };
    return this.maps.maps;
  }

  private attempt<T>(protocol: string, answer: () => T, trouble: T): T {
    try {
      return answer();
    } catch (error) {
      this.options.metrics.troubles.add({ protocol });
      this.options.log.log('error', 'trouble', { protocol, error: errorText(error) });
      return trouble;
    }
  }

  private count(protocol: string, answer: string, fields: Readonly<Record<string, unknown>>): void {
    this.options.metrics.requests.add({ protocol, answer });
    this.options.log.log('debug', 'request', { protocol, answer, ...fields });
  }
}

const DUNNO = 'DUNNO';
const POLICY_TROUBLE = '451 4.7.0 the policy could not be asked; try again later';

/** A line of the log has the first few of many recipients and authors. */
function logFields({ queueId, mailFrom, rcptTo, session }: MilterMessage, { author, recipients }: Decision): Readonly<Record<string, unknown>> {
  const settings = new Set(recipients.filter(({ outcome }) => outcome === 'reject').flatMap(({ determinedBy }) => determinedBy.map(({ setting }) => setting)));
  const authors = author?.known === true ? author.mailboxes.slice(0, MOST_LOGGED) : [];
  return { queueId, mailFrom: mailFrom ?? '', rcptTo: rcptTo.slice(0, MOST_LOGGED), recipients: rcptTo.length, authors, session, settings: [...settings].slice(0, MOST_LOGGED) };
}

const MOST_LOGGED = 20;
