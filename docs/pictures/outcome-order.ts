// The order of outcomes: that of a message is the worst of its recipients'. Every outcome here is the engine's, and so is the order (S-9.3).

import { compilePolicy, enforce } from '../../src/index.js';
import type { Decision, PolicyInput, RecipientDecision } from '../../src/index.js';
import { constraintWords, OUTCOME_LOOKS } from './constraint-words.js';
import { card, named, run } from './drawing/cards.js';
import { chain } from './drawing/chain.js';
import { picture } from './drawing/picture.js';
import { stacked } from './drawing/shapes.js';
import type { Block } from './drawing/shapes.js';

const policy: PolicyInput = { addressLists: { banks: ['bank.example', 'clinic.example'] }, orgUnits: [{ path: '/', settings: [{ id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'] }] }] };
/** Whose mail hosts have been reached, without TLS. */
const REACHED = 'ann@bank.example';
const RECIPIENTS = [REACHED, 'bob@clinic.example', 'eve@elsewhere.example'];

export function outcomeOrderPicture(): string {
  const decision = decided(RECIPIENTS);
  const inOrder = [...decision.recipients].sort((a, b) => rank(a) - rank(b));
  const description = `${inOrder.map((recipient) => `${recipient.recipient}: ${recipient.outcome}, ${why(recipient)}`).join('; ')}. The order from the best to the worst is ${inOrder.map(({ outcome }) => outcome).join(', ')}. The outcome of a message to all of them is the worst: ${decision.outcome}.`;
  return picture('outcome-order', { title: 'The order of outcomes', description }, (width) => orderBlock(inOrder, decision, width));
}

/** One delivery after the other is attempted; only that to {@link REACHED} has been. */
function decided(recipients: readonly string[]): Decision {
  const decision = compilePolicy(policy).evaluate({ envelope: { mailFrom: 'sam@here.example', rcptTo: recipients } }, 'outbound');
  const delivery = decision.deliveries.findIndex(({ recipients: places }) => places.some((place) => recipients[place] === REACHED));
  return delivery === -1 ? decision : enforce(decision, { tls: false }, { delivery });
}

/** How many of the others it prevails over, in a message to both. */
function rank({ recipient, outcome }: RecipientDecision): number {
  return RECIPIENTS.filter((other) => other !== recipient && decided([recipient, other]).outcome === outcome).length;
}

function why({ constraints, violations }: RecipientDecision): string {
  const [violation] = violations;
  if (violation !== undefined) return `found ${violation.found}`;
  return constraints.tls === 'required' ? `${constraintWords(constraints)[0] ?? ''} is required, and the connection is not known` : 'nothing is required';
}

function orderBlock(recipients: readonly RecipientDecision[], decision: Decision, width: number): Block {
  const order = chain(recipients.map((recipient) => (wide: number) => outcomeCard(recipient, wide)), width);
  return stacked([order, messageCard(decision, width)], 18);
}

function outcomeCard(recipient: RecipientDecision, width: number): Block {
  const { look, icon, word } = OUTCOME_LOOKS[recipient.outcome];
  const inbound = recipient.outcome === 'bounce' ? [run('  inbound: reject', 'note')] : [];
  return card([{ icon, iconLook: look, runs: [run(word, 'title'), ...inbound] }, { indented: true, runs: [named(recipient.recipient, 'small-name')] }, { indented: true, runs: [run(why(recipient), 'note')] }], width, { look });
}

function messageCard({ outcome, recipients }: Decision, width: number): Block {
  const { look, icon } = OUTCOME_LOOKS[outcome];
  return card([{ runs: [run(`The message to all ${recipients.length} has the worst of their outcomes:`)], chips: [{ icon, text: outcome, look }] }], width, { look: 'quiet' });
}
