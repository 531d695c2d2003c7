// A message, sent as a policy decides: to each recipient over a connection that meets the recipient's constraints, or not at all.

import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { PolicyEngine } from '../engine.js';
import { worstOutcome } from '../evaluate/judgement.js';
import type { Decision } from '../model/decision.js';
import { inParallel } from '../probe/time-limit.js';
import { nonDeliveryReport } from '../report/non-delivery-report.js';
import type { NonDeliveryReport, ReportOptions } from '../report/non-delivery-report.js';
import { engineNow } from '../snapshot/engine-source.js';
import type { EngineSource } from '../snapshot/engine-source.js';
import { runDelivery } from './delivery-run.js';
import { prepareMessage } from './outbound-message.js';
import type { OutboundMessage, PreparedMessage } from './outbound-message.js';
import { toRetry } from './recipient-outcome.js';
import type { RecipientOutcome } from './recipient-outcome.js';
import { sendSettings } from './send-options.js';
import type { SendOptions, SendSettings } from './send-options.js';
import type { RecipientResult, SendResult } from './send-result.js';

/**
 * Sends a message as the policy decides: looks up the mail hosts of every delivery, makes a connection of its own for each, and sends nothing of the
 * envelope over one that does not meet the constraints. Every mail host is tried, and every address of it, before a recipient bounces; alternate secure
 * routes are taken. It makes one attempt: what is for later, the queue of the caller sends again.
 *
 * Every recipient has exactly one result, whatever servers and networks do (S-21.2). No connection is kept or used twice.
 *
 * @param source - an engine, or what holds the one of the moment (`holdEngine`, `followPolicyFile`); one engine decides the message, whole
 * @param message - an envelope with the bytes of the message, or mail options of nodemailer; the bytes are the same for everyone
 * @param options - `name` is the host name of this mail server
 * @throws TypeError (as a rejection) for an envelope or an option that makes no sense; the error of Node for CA certificates that cannot be used; what
 * the stream of the message, or nodemailer as it makes the message, fails with. In all of these nothing was sent.
 * @example
 * const { recipients, report } = await sendWithPolicy(engine, { envelope: { mailFrom, rcptTo }, raw }, { name: 'mx.example.com' });
 * for (const one of recipients) if (one.outcome === 'retry') queue.later(one.recipient, one.reason);
 * if (report !== null) await sendWithPolicy(engine, { envelope: report.envelope, raw: report.message }, { name: 'mx.example.com' });
 * @see clauses S-8.5, S-9.4, S-9.6 and S-21; RFC 5321 section 5.1, RFC 3207
 */
export async function sendWithPolicy(source: EngineSource, message: OutboundMessage, options: SendOptions): Promise<SendResult> {
  const engine = engineNow(source);
  const stop = new AbortController();
  // Everything that is waited for at a time listens to it, and takes its listener away.
  setMaxListeners(0, stop.signal);
  const settings = sendSettings(options, stop.signal);
  const { signal } = options;
  const abort = (): void => stop.abort();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  try {
    const prepared = await prepareMessage(message);
    // What makes no sense in a report is found before anything is sent.
    nonDeliveryReport([], reportOptions(prepared, settings));
    return await send(engine, prepared, settings);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

async function send(engine: PolicyEngine, message: PreparedMessage, settings: SendSettings): Promise<SendResult> {
  const { envelope } = message;
  const decision = engine.evaluate({ envelope, secureTransport: settings.secureTransport || settings.requireTls }, 'outbound');
  const outcomes = await outcomesOf(decision, message, settings);
  const recipients = outcomes.map(({ decision: carriedOut }) => carriedOut);
  return {
    recipients: outcomes.map(({ result }) => result),
    decision: { ...decision, outcome: worstOutcome(recipients), recipients },
    report: reportOf(outcomes.map(({ result }) => result), message, settings),
  };
}

/** In the order of the envelope. */
async function outcomesOf(decision: Decision, message: PreparedMessage, settings: SendSettings): Promise<RecipientOutcome[]> {
  const { deliveries, recipients, replyProfile: profile } = decision;
  const outcomes = await inParallel(deliveries, settings.concurrency, (delivery) => {
    const concerned = delivery.recipients.flatMap((index) => recipients[index] ?? []);
    return runDelivery({ delivery, recipients: concerned, message, profile }, settings);
  });
  const all = new Map(outcomes.flatMap((some) => [...some]));
  return recipients.map((recipient) => all.get(recipient) ?? toRetry(recipient, 'it is in no delivery'));
}

function reportOf(results: readonly RecipientResult[], message: PreparedMessage, settings: SendSettings): NonDeliveryReport | null {
  const failed = results.filter((result) => result.outcome === 'bounced');
  return nonDeliveryReport(failed, reportOptions(message, settings));
}

function reportOptions({ envelope, bytes }: PreparedMessage, { name, report }: SendSettings): ReportOptions {
  return {
    mailFrom: envelope.mailFrom,
    reportingMta: name,
    date: new Date().toUTCString().replace('GMT', '+0000'),
    messageId: `<${randomUUID()}@${name.replace(/[[\]]/g, '')}>`,
    original: bytes,
    ...report,
  };
}
