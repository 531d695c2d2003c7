// An explanation as text that a postmaster understands at once: the outcome and why, then the recipients (S-11.2).

import type { AuthorReading, Decision, Outcome, RecipientDecision } from '../model/decision.js';
import { constraintWords, NOTHING_REQUIRED, violationWords } from './constraint-words.js';
import type { Explanation } from './explanation.js';
import { recipientLines, replyLine } from './recipient-words.js';
import { few, quoted } from './visible-text.js';

const WIDTH = 110;
const MAX_RECIPIENTS_NAMED = 10;

/**
 * The explanation in plain text, lines ending in a line feed. Recipients that fare alike share a section. Text from the message is shown with
 * its control characters and bidi controls written `\x{HEX}`, and cut where it is long.
 *
 * @example renderExplanation(engine.explain(message, 'inbound')) // 'Inbound mail: reject\nThe connection is not what is required: ...'
 * @see clauses S-10.3 and S-11.2
 */
export function renderExplanation(explanation: Explanation): string {
  const { decision } = explanation;
  const lines = [
    headline(decision),
    whyLine(decision),
    ...(decision.reply === null ? [] : [`Reply after DATA: ${replyLine(decision.reply)}`]),
    ...(decision.author === null ? [] : [`Author: ${authorWords(decision.author)}`]),
    ...recipientGroups(explanation).flatMap(groupLines),
  ];
  return lines.map((line) => `${wrapped(line)}\n`).join('');
}

function headline({ direction, outcome, recipients }: Decision): string {
  const mail = direction === 'inbound' ? 'Inbound mail' : 'Outbound mail';
  const affected = recipients.filter((recipient) => recipient.outcome === outcome).length;
  if (affected === recipients.length) return `${mail}: ${outcome}`;
  const count = `${affected} of ${recipients.length} recipients`;
  return outcome === 'reject' ? `${mail}: reject, for ${count}; SMTP answers once after DATA` : `${mail}: ${outcome} for ${count}`;
}

/** Of the first recipient that has the outcome and something required. */
function whyLine({ outcome, recipients, direction }: Decision): string {
  const recipient = recipients.find((candidate) => candidate.outcome === outcome && candidate.constraints.tls === 'required');
  if (recipient === undefined) return `Required: ${NOTHING_REQUIRED}.`;
  const [violation] = recipient.violations;
  if (violation !== undefined) return `The connection is not what is required: ${violationWords(violation)}.`;
  const required = constraintWords(recipient.constraints, direction);
  return outcome === 'pending' ? `The connection is not known yet; it must have ${required}.` : `The connection has what is required: ${required}.`;
}

function authorWords(author: AuthorReading): string {
  if (author.known) return few(author.mailboxes.map(quoted)).join(', ');
  switch (author.reason) {
    case 'missing':
      return 'unknown, for no From: field names a mailbox';
    case 'malformed':
      return 'unknown, for the From: field cannot be read for certain';
  }
}

interface RecipientGroup {
  readonly outcome: Outcome;
  readonly names: string[];
  readonly lines: readonly string[];
}

/** In the order of their first recipients. */
function recipientGroups({ decision, recipients }: Explanation): RecipientGroup[] {
  const groups = new Map<string, RecipientGroup>();
  decision.recipients.forEach((recipient: RecipientDecision, index) => {
    const lines = recipientLines(recipient, recipients[index]?.settings ?? [], decision.direction);
    const key = [recipient.outcome, ...lines].join('\n');
    const group = groups.get(key) ?? { outcome: recipient.outcome, names: [], lines };
    group.names.push(quoted(recipient.recipient));
    groups.set(key, group);
  });
  return [...groups.values()];
}

function groupLines({ outcome, names, lines }: RecipientGroup): string[] {
  const title = names.length === 1 ? 'Recipient' : `${names.length} recipients`;
  return ['', `${title} ${few(names, MAX_RECIPIENTS_NAMED).join(', ')}: ${outcome}`, ...lines.map((line) => `  ${line}`)];
}

/** Broken at blanks; what follows is indented below the text. A word that is longer than a line stays whole. */
function wrapped(line: string): string {
  const lead = line.slice(0, line.search(/[^ -]/));
  const indent = ' '.repeat(lead.endsWith('- ') ? lead.length : lead.length + 2);
  const lines: string[] = [];
  let current = lead;
  for (const word of line.slice(lead.length).split(/(?= )/)) {
    if (current === lead || current.length + word.length <= WIDTH) current += word;
    else {
      lines.push(current);
      current = indent + word.slice(1);
    }
  }
  return [...lines, current].join('\n');
}
