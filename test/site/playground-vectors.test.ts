// The conformance vectors in the page: each is opened by a permalink, and the decision that stands there is that of Node.
import { expect, test } from 'vitest';
import { answer } from '../../docs/playground/answer.js';
import type { Answer } from '../../docs/playground/answer.js';
import { vectorStates } from '../docs/playground/vector-states.js';
import { linkTo, openPlayground, shownAtEach } from './playground-page.js';
import type { ShownAt } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();

test('every vector that a state can say gets the same answer', { timeout: 300_000 }, async () => {
  const states = vectorStates();
  const page = await openPlayground(site);
  const links = await Promise.all(states.map(({ state }) => linkTo(state)));
  const found = await shownAtEach(page, links);
  const wrong = states.flatMap(({ id, state }, index) => (isShown(answer(state), found[index]) ? [] : [id]));
  const decided = found.filter(({ decision }) => decision !== null).length;
  console.log(`${states.length} states of vectors opened by permalinks, ${decided} decided as Node decides them, ${states.length - decided} refused as invalid`);
  expect(wrong).toEqual([]);
  expect(decided).toBeGreaterThanOrEqual(280);
});

function isShown(expected: Answer, found: ShownAt | undefined): boolean {
  if (expected.kind === 'invalid') return found?.decision === null && found.problems > 0;
  return found?.decision === JSON.stringify(expected.decision, null, 2);
}
