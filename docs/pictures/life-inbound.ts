// The life of an inbound message, drawn from an example: every outcome and reply in it is the engine's answer when the picture is drawn (S-4, S-5, S-9.5, S-20).

import { authenticationFrom, compilePolicy, fromFields, readFrom } from '../../src/index.js';
import type { Decision, PolicyInput, Session } from '../../src/index.js';
import { picture } from './drawing/picture.js';
import { lifeBlock, lifeDescription } from './life.js';
import type { Ending, Stage } from './life.js';

const policy: PolicyInput = { addressLists: { banks: 'bank.example' }, orgUnits: [{ path: '/', settings: [{ id: 'banks', appliesTo: ['inbound'], addressLists: ['banks'] }] }] };
const envelope = { mailFrom: 'news@bank.example', rcptTo: ['sam@here.example'] };
const AUTHSERV_ID = 'mx.here.example';

const from = 'From: Bank <info@bank.example>';
const authenticated = `Authentication-Results: ${AUTHSERV_ID}; dmarc=pass header.from=bank.example`;
const unauthenticated = `Authentication-Results: ${AUTHSERV_ID}; spf=fail smtp.mailfrom=bank.example; dkim=none; dmarc=fail header.from=bank.example`;

const overTls: Session = { tls: true, version: 'TLSv1.3', certificate: null };
const inPlaintext: Session = { tls: false };

const receptions: readonly { readonly title: string; readonly headers: readonly string[]; readonly session: Session }[] = [
  { title: 'The client used TLS', headers: [from, authenticated], session: overTls },
  { title: 'No TLS; the author is not authenticated', headers: [from, unauthenticated], session: inPlaintext },
  { title: 'No TLS; the author is authenticated', headers: [from, authenticated], session: inPlaintext },
  { title: 'No TLS, and no From: field', headers: [authenticated], session: inPlaintext },
];

/** From the connection to the answer after DATA. */
export function lifeInboundPicture(): string {
  const engine = compilePolicy(policy);
  const stages = inboundStages();
  const endings = receptions.map(({ title, headers, session }) => {
    const block = `${headers.join('\r\n')}\r\n`;
    return endingOf(title, engine.evaluate({ envelope, headers: block, authentication: authenticationFrom(block, { authservId: AUTHSERV_ID }), session }, 'inbound'));
  });
  return picture('life-inbound', { title: 'The life of an inbound message', description: lifeDescription(stages, endings) }, (width) => lifeBlock(stages, endings, width));
}

function inboundStages(): Stage[] {
  const block = `${[from, authenticated].join('\r\n')}\r\n`;
  const reading = readFrom(fromFields(block));
  const { dmarc } = authenticationFrom(block, { authservId: AUTHSERV_ID });
  return [
    { icon: 'route', title: 'Connection', words: 'What the client’s connection is, the server’s own socket tells. What cannot be told counts as no TLS.', lines: ['EHLO mail.bank.example', 'STARTTLS'] },
    { icon: 'list', title: 'Envelope', words: 'Each recipient has an org unit. Where no author could change the outcome any more, a rejection may be the answer to RCPT.', lines: [`MAIL FROM:<${envelope.mailFrom}>`, ...envelope.rcptTo.map((to) => `RCPT TO:<${to}>`)] },
    { icon: 'person', title: 'DATA: the header block', words: 'The author in From: is the partner. The envelope sender never counts.', lines: [from], chips: reading.known ? reading.mailboxes.map((mailbox) => ({ text: mailbox, look: 'brand' })) : [] },
    { icon: 'shield', title: 'Sender authentication', words: 'SPF, DKIM and DMARC, by the receiver’s own results. Unknown counts as a match.', chips: dmarc === undefined ? [] : [{ text: `DMARC ${dmarc.result} for ${dmarc.domain ?? ''}`, look: 'brand' }] },
    { icon: 'gear', title: 'evaluate, with the session', words: 'One answer after DATA, before any byte is handed on.' },
  ];
}

function endingOf(title: string, { outcome, recipients, reply }: Decision): Ending {
  const why = recipients.some(({ determinedBy }) => determinedBy.length > 0) ? '' : 'no setting applies, and ';
  return { title, outcome, words: why + WORDS[outcome], reply };
}

const WORDS: Readonly<Record<Decision['outcome'], string>> = {
  deliver: 'the server takes the message',
  pending: 'the connection is not known',
  bounce: 'the message is returned',
  reject: 'and the sending server tells its sender',
};
