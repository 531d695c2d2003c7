// The life of an outbound message, drawn from an example: every outcome, reply and report in it is the engine's answer when the picture is drawn (S-9, S-10, S-21).

import { compilePolicy, dsnFields, enforce } from '../../src/index.js';
import type { Decision, Message, PolicyInput, Session } from '../../src/index.js';
import { constraintChips, OUTCOME_LOOKS, routeWords } from './constraint-words.js';
import { picture } from './drawing/picture.js';
import { lifeBlock, lifeDescription } from './life.js';
import type { Ending, Stage } from './life.js';

const policy: PolicyInput = { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }] }] };
const message: Message = { envelope: { mailFrom: 'sam@here.example', rcptTo: ['ann@partner.example'] } };

const good = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } } as const satisfies Session;

/** What the connection to the mail host can turn out to be; null: there was none. */
const connections: readonly { readonly title: string; readonly session: Session | null }[] = [
  { title: 'TLSv1.3, and the certificate is right', session: good },
  { title: 'A host cannot be reached', session: null },
  { title: 'No host offers STARTTLS', session: { tls: false } },
  { title: 'The certificates bear other names', session: { ...good, certificate: { ...good.certificate, hostnameMatches: false } } },
];

/** From the queue to delivery, bounce or retry. */
export function lifeOutboundPicture(): string {
  const pending = compilePolicy(policy).evaluate(message, 'outbound');
  const stages = outboundStages(pending);
  const endings = connections.map(({ title, session }) => endingOf(title, session === null ? pending : enforce(pending, session)));
  return picture('life-outbound', { title: 'The life of an outbound message', description: lifeDescription(stages, endings) }, (width) => lifeBlock(stages, endings, width));
}

function outboundStages(pending: Decision): Stage[] {
  const [recipient] = pending.recipients;
  const route = recipient?.route ?? null;
  return [
    { icon: 'person', title: 'A message in the queue', words: 'The envelope tells sender and recipients. Each recipient is decided on its own.', lines: [`MAIL FROM:<${message.envelope.mailFrom ?? ''}>`, ...message.envelope.rcptTo.map((to) => `RCPT TO:<${to}>`)] },
    { icon: 'gear', title: 'evaluate, before the connection', words: 'The policy says what the connection must be. It is not known yet.', chips: [outcomeChip(pending), ...constraintChips(pending.constraints)] },
    { icon: 'route', title: 'Connect', words: route === null ? 'No route is known.' : `To ${routeWords(route)}. Nothing but EHLO and STARTTLS is said until the connection is known.`, lines: ['EHLO', 'STARTTLS'] },
    { icon: 'shield', title: 'enforce, before MAIL FROM', words: 'The decision meets what the connection really is. A host that violates is left, and every other one is tried.' },
  ];
}

function endingOf(title: string, decision: Decision): Ending {
  const [recipient] = decision.recipients;
  const report = recipient === undefined ? null : dsnFields(recipient);
  const lines = report === null ? [] : [`Action: ${report.action}`, `Status: ${report.status}`];
  return { title, outcome: decision.outcome, words: WORDS[decision.outcome], reply: recipient?.reply ?? null, lines };
}

const WORDS: Readonly<Record<Decision['outcome'], string>> = {
  deliver: 'the message is sent over this connection',
  pending: 'it waits, and the MTA’s own retry rules hold',
  bounce: 'at the first attempt, with a report to the sender',
  reject: 'the message is refused',
};

function outcomeChip({ outcome }: Decision): NonNullable<Stage['chips']>[number] {
  const { look, icon } = OUTCOME_LOOKS[outcome];
  return { text: outcome, icon, look };
}
