// Turning a setting on: the same message without the setting, with it in testing mode, and enforced; each decided when the picture is drawn (S-7.6).

import { compilePolicy } from '../../src/index.js';
import type { Message, PolicyInput, RecipientDecision, SettingInput } from '../../src/index.js';
import { OUTCOME_LOOKS } from './constraint-words.js';
import { WOULD_BE } from './decision-path-words.js';
import { card, named, run, textBlock } from './drawing/cards.js';
import type { Row } from './drawing/cards.js';
import { chain } from './drawing/chain.js';
import { picture } from './drawing/picture.js';
import { stacked } from './drawing/shapes.js';
import type { Block } from './drawing/shapes.js';

const RECIPIENT = 'ann@partner.example';
const message: Message = { envelope: { mailFrom: 'sam@here.example', rcptTo: [RECIPIENT] }, session: { tls: false } };
const setting: SettingInput = { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] };

const SAME = 'The same message each time, over a connection without TLS.';

interface Step {
  readonly title: string;
  /** As in the policy. */
  readonly written: string;
  readonly settings: readonly SettingInput[];
}

const steps: readonly Step[] = [
  { title: 'Without the setting', written: 'no setting', settings: [] },
  { title: 'In testing mode', written: 'mode: testing', settings: [{ ...setting, mode: 'testing' }] },
  { title: 'Enforced', written: 'mode: enforce', settings: [{ ...setting, mode: 'enforce' }] },
];

export function testingModePicture(): string {
  const decided = steps.map((step) => ({ step, recipient: decide(step) }));
  const description = [`A message to ${RECIPIENT} over a connection without TLS.`, ...decided.map(({ step, recipient }) => `${step.title}: ${words(recipient)}.`)].join(' ');
  const links = decided.map(({ step, recipient }) => (width: number): Block => stepCard(step, recipient, width));
  return picture('testing-mode', { title: 'Turning a setting on', description }, (width) => stacked([chain(links, width), textBlock([{ runs: [run(SAME, 'note')] }], width)], 12));
}

function decide({ settings }: Step): RecipientDecision {
  const policy: PolicyInput = { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: [...settings] }] };
  const [recipient] = compilePolicy(policy).evaluate(message, 'outbound').recipients;
  if (recipient === undefined) throw new Error('the message has a recipient');
  return recipient;
}

function words({ outcome, testing: [observed], reply }: RecipientDecision): string {
  const observation = observed === undefined ? '' : `; the decision lists that the setting alone would ${observed.wouldBe} it`;
  return `${outcome}${observation}${reply === null ? '' : `; ${reply.code} ${reply.enhancedCode}`}`;
}

function stepCard({ title, written }: Step, { outcome, testing, reply }: RecipientDecision, width: number): Block {
  const { look, icon, word } = OUTCOME_LOOKS[outcome];
  const observed = testing.map(({ wouldBe }): Row => ({ icon: 'testing', iconLook: 'waiting', runs: [run(WOULD_BE[wouldBe], 'note')], above: 3 }));
  const answer: readonly Row[] = reply === null ? [] : [{ indented: true, runs: [run(`${reply.code} ${reply.enhancedCode}`, 'reply')], above: 3 }];
  return card([{ runs: [run(title, 'title')] }, { runs: [named(written, 'small-name')] }, { icon, iconLook: look, runs: [run(word, 'label')], above: 3 }, ...observed, ...answer], width, { look });
}
