// Links into the playground: they give back what was there, across a reload and the back button, and a damaged one changes nothing.
import { describe, expect, test } from 'vitest';
import { answer } from '../../docs/playground/answer.js';
import { examples } from '../../docs/playground/examples.js';
import { readFragment } from '../../docs/playground/permalink.js';
import { startingState } from '../../docs/playground/starting-state.js';
import { goToFragment, linkTo, openedCount, openPlayground, shownDecision, writePolicy } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();
const plaintext = { ...startingState, message: { ...startingState.message, session: { tls: false as const } } };

describe('a permalink', () => {
  test('is in the address as soon as something was changed, and survives a reload', async () => {
    const page = await openPlayground(site);
    await page.getByLabel('Session').selectOption({ label: 'no TLS' });
    await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#state=/);
    expect(await readFragment(await page.evaluate(() => location.hash))).toEqual({ kind: 'state', state: plaintext });
    await page.reload();
    await page.waitForSelector('.playground[data-settled=true]:not([data-opened="0"])');
    expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
  });

  test('is copied by a button', async () => {
    const page = await openPlayground(site, '', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('The link is copied.').waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    expect(await readFragment(copied.hash)).toEqual({ kind: 'state', state: startingState });
  });

  test('is opened when the address changes, and the back button goes back', async () => {
    const page = await openPlayground(site, await linkTo(plaintext));
    const inbound = { ...startingState, direction: 'inbound' as const, message: { ...startingState.message, from: 'cards@bank.example' } };
    await goToFragment(page, await linkTo(inbound));
    expect(await shownDecision(page)).toEqual(decisionOf(inbound));
    const before = await openedCount(page);
    await page.goBack();
    await page.waitForFunction((count) => Number(document.querySelector<HTMLElement>('.playground')?.dataset['opened']) > count, before);
    expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
  });

  test.each(['#state=AAAA', '#state=%', '#state=', '#example=no-such-example', '#something', '#example=%E0%A4%A'])('that is damaged (%s) is told and changes nothing', async (fragment) => {
    const page = await openPlayground(site, await linkTo(plaintext));
    await goToFragment(page, fragment);
    expect(await page.locator('#playground-notice').textContent()).toMatch(/damaged|no example/);
    expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
    site.takeTroubles();
  });

  test('executes nothing that it holds', async () => {
    const html = '<img src=x onerror="globalThis.hacked = true"><script>globalThis.hacked = true</script>';
    const hostile = { ...startingState, message: { envelope: { mailFrom: html, rcptTo: [html] }, from: html }, direction: 'inbound' as const };
    const page = await openPlayground(site, await linkTo(hostile));
    await goToFragment(page, await linkTo({ ...hostile, policy: JSON.stringify({ orgUnits: [{ path: '/Sales', settings: [{ id: html, description: html, appliesTo: ['inbound'] }] }], [html]: 1 }) }));
    await goToFragment(page, await linkTo({ ...hostile, policy: JSON.stringify({ addressLists: { [html]: { description: html, entries: ['*'] } }, orgUnits: [{ path: '/', settings: [{ id: html, description: html, appliesTo: ['inbound'], addressLists: [html] }] }, { path: '/<img src=x onerror=hacked=1>' }] }) }));
    expect(await shownDecision(page)).not.toBeNull();
    expect(await page.evaluate(() => (globalThis as unknown as { hacked?: boolean }).hacked)).toBeUndefined();
    expect(await page.locator('.playground img').count()).toBe(0);
  });
});

test('every example opens without a problem and shows its decision', { timeout: 120_000 }, async () => {
  expect(examples.size).toBeGreaterThan(10);
  const page = await openPlayground(site);
  const wrong: string[] = [];
  for (const [name, { state, hint }] of examples) {
    await goToFragment(page, `#example=${name}`);
    const shown = JSON.stringify(await shownDecision(page));
    const expected = answer(state);
    const decision = expected.kind === 'decided' ? expected.decision : null;
    if (shown !== JSON.stringify(decision) || decision === null) wrong.push(name);
    if (!(await page.locator('.playground > .notice').first().textContent())?.includes(hint)) wrong.push(`${name}: its hint is not there`);
  }
  expect(wrong).toEqual([]);
});

test('an example is chosen from the list, and the back button leaves it', async () => {
  const [name = '', { state } = { state: startingState }] = [...examples][1] ?? [];
  const page = await openPlayground(site);
  const before = await openedCount(page);
  await page.getByLabel('Example', { exact: true }).selectOption(name);
  await page.waitForFunction((count) => Number(document.querySelector<HTMLElement>('.playground')?.dataset['opened']) > count, before);
  expect(await page.evaluate(() => location.hash)).toBe(`#example=${name}`);
  expect(await shownDecision(page)).toEqual(decisionOf(state));
});

test('a policy that is not valid shows its problems in place of a decision', async () => {
  const page = await openPlayground(site);
  await writePolicy(page, '{ "adressLists": {} }');
  await page.locator('#decision-none').waitFor();
  expect(await shownDecision(page)).toBeNull();
  expect(await page.locator('#decision-outcome').count()).toBe(0);
  await writePolicy(page, '{}');
  await expect.poll(async () => (await shownDecision(page))?.outcome).toBe('deliver');
});

function decisionOf(state: Parameters<typeof answer>[0]): unknown {
  const decided = answer(state);
  return decided.kind === 'decided' ? decided.decision : null;
}
