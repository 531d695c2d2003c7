// The path of a decision: from the author or recipient over entries and settings to what is required and the outcome; and what came near without matching.

import type { Explanation, Match } from '../../src/index.js';
import { appliedCard, entryCard, joinCard, missCard, missedCard, outcomeCard, partnerCard, secureTransportCard, testingCard, unappliedCard } from './decision-path-cards.js';
import { decisionParts } from './decision-path-parts.js';
import type { DecisionParts } from './decision-path-parts.js';
import { PathLayout } from './decision-path-layout.js';
import { decisionDescription } from './decision-path-words.js';
import { picture } from './drawing/picture.js';
import type { Block } from './drawing/shapes.js';

/**
 * How one recipient of a message fared, as a picture. Of very many matches it shows the first ones and says how many there are beside them.
 *
 * @param recipient - its place in `explanation.decision.recipients`
 * @throws RangeError for a recipient that the decision does not have
 * @example decisionPathPicture(engine.explain(message, 'outbound'), 0)
 * @see clauses S-11.1, S-11.2
 */
export function decisionPathPicture(explanation: Explanation, recipient: number): string {
  const parts = decisionParts(explanation, recipient);
  const title = parts.decision.direction === 'inbound' ? 'From the author to the outcome' : 'From the recipient to the outcome';
  return picture('decision-path', { title, description: decisionDescription(parts) }, (width) => pathBlock(parts, width));
}

/** Of settings that applied, in testing and missed; of entries of one of them. */
const MOST_SETTINGS = 12;
const MOST_ENTRIES = 20;

function pathBlock(parts: DecisionParts, width: number): Block {
  const drawing = new PathLayout(width);
  const { decision: { direction }, applied, testing, missed, unapplied } = parts;
  drawing.partner(partnerCard(parts, width));
  for (const group of applied.slice(0, MOST_SETTINGS)) drawing.branch(entries(group.matches, parts, drawing), appliedCard(group, direction, drawing.settingWidth), { joins: true });
  drawing.more(applied.length - MOST_SETTINGS, 'settings that apply');
  if (parts.recipient.secureTransport) drawing.branch([], secureTransportCard(drawing.settingWidth), { joins: true });
  drawing.join(joinCard(parts, drawing.inner), outcomeCard(parts, drawing.inner));
  if (testing.length > 0) drawing.heading('Testing mode: these match, and change nothing');
  for (const group of testing.slice(0, MOST_SETTINGS)) drawing.branch(entries(group.matches, parts, drawing), testingCard(group, direction, drawing.settingWidth), { look: 'waiting' });
  drawing.more(testing.length - MOST_SETTINGS, 'settings in testing mode');
  if (missed.length > 0) drawing.heading('Near misses: these do not match');
  for (const group of missed.slice(0, MOST_SETTINGS)) {
    const misses = group.misses.slice(0, MOST_ENTRIES).map((miss) => missCard(miss, drawing.entryWidth));
    drawing.branch([...misses, ...drawing.rest(group.misses.length - misses.length, 'near misses')], missedCard(group, drawing.settingWidth), { outline: 'dashed' });
  }
  drawing.more(missed.length - MOST_SETTINGS, 'settings with near misses');
  if (unapplied.length > 0) {
    drawing.heading('These do not apply');
    drawing.aside(unappliedCard(unapplied, direction, drawing.inner));
  }
  return drawing.block();
}

function entries(matches: readonly Match[], { decision: { direction, author } }: DecisionParts, drawing: PathLayout): Block[] {
  const several = author?.known === true && author.mailboxes.length > 1;
  const shown = matches.slice(0, MOST_ENTRIES).map((match) => entryCard(match, { direction, several, width: drawing.entryWidth }));
  return [...shown, ...drawing.rest(matches.length - shown.length, 'entries that match')];
}
