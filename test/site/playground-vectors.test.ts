// The conformance vectors in the page: each is opened by a permalink, and the decision that stands there is that of Node.
import { expect, test } from 'vitest';
import { answer } from '../../docs/playground/answer.js';
import { vectorStates } from '../docs/playground/vector-states.js';
import { goToFragment, linkTo, openPlayground, shownDecision } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();

test('every vector that a state can say gets the same answer', { timeout: 300_000 }, async () => {
  const states = vectorStates();
  const page = await openPlayground(site);
  const wrong: string[] = [];
  let decided = 0;
  let before = await page.evaluate(() => location.hash);
  for (const { id, state } of states) {
    const link = await linkTo(state);
    // The same state twice in a row is one address.
    if (link !== before) await goToFragment(page, link);
    before = link;
    const expected = answer(state);
    const found = await shownDecision(page);
    const same = JSON.stringify(found) === JSON.stringify(expected.kind === 'decided' ? expected.decision : null);
    const problems = await page.locator('#policy-problems li').count();
    if (!same || (expected.kind === 'invalid') !== (problems > 0 && found === null)) wrong.push(id);
    if (found !== null) decided++;
  }
  console.log(`${states.length} states of vectors opened by permalinks, ${decided} decided as Node decides them, ${states.length - decided} refused as invalid`);
  expect(wrong).toEqual([]);
  expect(decided).toBeGreaterThanOrEqual(280);
});
