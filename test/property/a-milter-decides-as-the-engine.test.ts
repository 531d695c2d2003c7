// S-23.7: what the milter answers to the packets of a message is the engine's own decision on that message; and the policy service rejects a recipient only
// if the milter would reject the message whatever its header says (S-20.1).

import { expect, it } from 'vitest';
import { authenticationFrom } from '../../src/index.js';
import type { Session, SmtpReply } from '../../src/index.js';
import { DaemonMetrics } from '../../src/postfix/daemon-metrics.js';
import { MilterDialogue } from '../../src/postfix/milter.js';
import { PolicyDelegationDialogue } from '../../src/postfix/policy-delegation.js';
import { PostfixService } from '../../src/postfix/postfix-service.js';
import { NEGOTIATION_V6, milterBytes, packetsIn } from '../unit/postfix/protocol-bytes.js';
import { RUNS } from './runs.js';
import { assertLaw, engineOf } from './situation.js';

const AUTHSERV_ID = 'mx.here.example';
const TLS: readonly Readonly<Record<string, string>>[] = [{}, { '{tls_version}': 'TLSv1.2' }, { '{tls_version}': 'TLSv1.3', '{cert_subject}': 'mail.partner.example' }];
const SESSIONS: readonly Session[] = [{ tls: false }, { tls: true, version: 'TLSv1.2', certificate: { trusted: false } }, { tls: true, version: 'TLSv1.3', certificate: { trusted: true } }];
const RESULTS = ['', ` ${AUTHSERV_ID}; dmarc=pass header.from=partner.example`, ` ${AUTHSERV_ID}; spf=fail smtp.mailfrom=partner.example`, ' mx.elsewhere.example; dmarc=pass'];

/** Rejections of recipients before the header, for each message: few are rejected whatever the header says. */
const LEAST_FOREGONE = 0.005;

it('the milter answers what the engine decides, and the policy service rejects nothing else', () => {
  const seen = { messages: 0, rejected: 0, accepted: 0, foregone: 0 };
  assertLaw(({ policyCase, cases, choices }, hit) => {
    const engine = engineOf(policyCase, policyCase.written);
    const service = new PostfixService({ engine: () => engine, authservIds: [AUTHSERV_ID], metrics: noMetrics(), log: { log: () => undefined } });
    for (const { message } of cases) {
      const envelope = envelopeOf(message);
      const from = typeof message.from === 'string' && !/\0|\p{Cs}/u.test(message.from) ? message.from : null;
      if (envelope === null) continue;
      const which = choices.below(SESSIONS.length);
      const results = choices.pick(RESULTS);
      const fields = [...(results === '' ? [] : [['Authentication-Results', results] as const]), ...(from === null ? [] : [['From', from] as const]), ['Subject', ' x'] as const];
      const headers = fields.map(([name, value]) => `${name}:${value}\r\n`).join('');
      const decision = hit(engine.evaluate({ envelope, headers, authentication: authenticationFrom(headers, { authservId: AUTHSERV_ID }), session: SESSIONS[which]! }, 'inbound'));
      const dialogue = new MilterDialogue({ packet: 1e6, headerBlock: 1e6, envelope: 1e6 }, (received) => service.judge(received));
      const { output } = dialogue.receive(milterBytes({ negotiation: NEGOTIATION_V6, mailFrom: envelope.mailFrom ?? '', rcptTo: envelope.rcptTo, fields, tls: TLS[which]! }));
      const answers = packetsIn(output).slice(1).map(({ command, data }) => `${command}${data.toString()}`);
      expect(answers, JSON.stringify(headers)).toEqual([decision.reply === null ? 'a' : `y${replyText(decision.reply).replaceAll('%', '%%')}\0`]);
      seen.messages += 1;
      if (decision.reply === null) seen.accepted += 1;
      else seen.rejected += 1;
      for (const recipient of envelope.rcptTo) {
        const action = policyAction(service, envelope.mailFrom, recipient, SESSIONS[which]!);
        if (action === 'DUNNO') continue;
        seen.foregone += 1;
        expect(decision.outcome).toBe('reject');
        expect(engine.evaluate({ envelope: { ...envelope, rcptTo: [recipient] }, headers, session: SESSIONS[which]! }, 'inbound').outcome).toBe('reject');
      }
    }
  }, 0.1, () => seen.foregone / seen.messages > LEAST_FOREGONE);
  expect(seen.messages).toBeGreaterThan(RUNS / 5);
  expect(seen.rejected / seen.messages).toBeGreaterThan(0.1);
  expect(seen.accepted / seen.messages).toBeGreaterThan(0.1);
  expect(seen.foregone / seen.messages).toBeGreaterThan(LEAST_FOREGONE);
});

function policyAction(service: PostfixService, sender: string | null, recipient: string, session: Session): string {
  const dialogue = new PolicyDelegationDialogue(1e6, (attributes) => service.policyAction(attributes));
  const tls = session.tls ? [`encryption_protocol=${session.version}`, `ccert_subject=${session.certificate?.trusted === true ? 'mail.partner.example' : ''}`] : ['encryption_protocol='];
  const lines = ['request=smtpd_access_policy', 'protocol_state=RCPT', `sender=${sender ?? ''}`, `recipient=${recipient}`, ...tls];
  const answer = Buffer.from(dialogue.receive(Buffer.from(`${lines.join('\n')}\n\n`)).output).toString();
  return answer.replace(/^action=|\n\n$/g, '');
}

/** An envelope as Postfix has it: text, on one line. */
function envelopeOf(message: unknown): { mailFrom: string | null; rcptTo: string[] } | null {
  const { mailFrom, rcptTo } = ((message as { envelope?: unknown }).envelope ?? {}) as { mailFrom?: unknown; rcptTo?: unknown };
  const isPath = (path: unknown): path is string => typeof path === 'string' && !/[\0\r\n<>]|\p{Cs}/u.test(path);
  if (!Array.isArray(rcptTo) || rcptTo.length === 0 || !rcptTo.every(isPath)) return null;
  return { mailFrom: isPath(mailFrom) && mailFrom !== '' ? mailFrom : null, rcptTo };
}

function replyText({ code, enhancedCode, text }: SmtpReply): string {
  return `${code} ${enhancedCode} ${text}`;
}

function noMetrics(): DaemonMetrics {
  return new DaemonMetrics({ connections: () => [], policyLoaded: () => 0, policyIsCurrent: () => true });
}

