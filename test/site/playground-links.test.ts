// Links into the playground: they give back what was there, across a reload and the back button, and a damaged one changes nothing.
import { describe, expect, test } from 'vitest';
import { answer } from '../../docs/playground/answer.js';
import { examples } from '../../docs/playground/examples.js';
import { readFragment } from '../../docs/playground/permalink.js';
import { startingState } from '../../docs/playground/starting-state.js';
import { answered, goToFragment, linkTo, openPlayground, settled, shownDecision, writePolicy } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();
const plaintext = { ...startingState, message: { ...startingState.message, session: { tls: false as const } } };

describe('a permalink', () => {
  test('is in the address as soon as something was changed, and survives a reload', async () => {
    const page = await openPlayground(site);
    await page.getByLabel('Session').selectOption({ label: 'no TLS' });
    await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#state=/);
    expect(await readFragment(await page.evaluate(() => location.hash))).toEqual({ kind: 'state', state: plaintext });
    const fragment = await page.evaluate(() => location.hash);
    await page.reload();
    await answered(page, fragment);
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
    const first = await linkTo(plaintext);
    const page = await openPlayground(site, first);
    const inbound = { ...startingState, direction: 'inbound' as const, message: { ...startingState.message, from: 'cards@bank.example' } };
    await goToFragment(page, await linkTo(inbound));
    expect(await shownDecision(page)).toEqual(decisionOf(inbound));
    await page.getByRole('button', { name: 'Add to tests' }).click();
    await page.goBack();
    await answered(page, first);
    expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
    // The page is the same, with what was collected on it.
    expect(await page.locator('#tests > li').count()).toBe(1);
  });

  test.each(['#state=AAAA', '#state=%', '#state=', '#example=no-such-example', '#something', '#example=%E0%A4%A'])('that is damaged (%s) is told and changes nothing', async (fragment) => {
    const page = await openPlayground(site, await linkTo(plaintext));
    await goToFragment(page, fragment);
    expect(await page.locator('#playground-notice').textContent()).toMatch(/damaged|no example/);
    expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
    // VitePress looks for a heading of that name, and warns if it cannot be decoded.
    expect(site.takeTroubles().filter((trouble) => !trouble.includes('URI malformed'))).toEqual([]);
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
    if ((await page.locator('#playground-hint').textContent()) !== hint) wrong.push(`${name}: its hint is not there`);
  }
  expect(wrong).toEqual([]);
});

describe('the list of examples', () => {
  const [name, other] = ['inherited', 'overridden'];

  test('has them all, by concept', async () => {
    const page = await openPlayground(site);
    const list = page.getByLabel('Example', { exact: true });
    expect(await list.locator('optgroup').count()).toBe(6);
    expect(await list.locator('optgroup > option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))).toEqual([...examples.keys()]);
  });

  test('opens one, and the back button leaves it', async () => {
    const page = await openPlayground(site);
    await page.getByLabel('Example', { exact: true }).selectOption(name);
    await answered(page, `#example=${name}`);
    expect(await shownDecision(page)).toEqual(decisionOfExample(name));
    await page.goBack();
    await answered(page, '');
    expect(await shownDecision(page)).toEqual(decisionOf(startingState));
  });

  test('gives one back after it was changed, even at once', async () => {
    const page = await openPlayground(site, `#example=${name}`);
    const list = page.getByLabel('Example', { exact: true });
    for (const pause of [0, 1000]) {
      await page.getByLabel('Direction').selectOption('inbound');
      expect(await list.inputValue()).toBe('');
      await page.waitForTimeout(pause);
      await list.selectOption(name);
      await settled(page);
      await expect.poll(() => shownDecision(page)).toEqual(decisionOfExample(name));
    }
  });

  test('leaves its name in the address, until something is changed', async () => {
    const page = await openPlayground(site, `#example=${name}`);
    await goToFragment(page, `#example=${other}`);
    await page.waitForTimeout(1000);
    expect(await page.evaluate(() => location.hash)).toBe(`#example=${other}`);
    expect(await page.getByLabel('Example', { exact: true }).inputValue()).toBe(other);
    expect(await shownDecision(page)).toEqual(decisionOfExample(other));
  });
});

test('a place on the page is not taken for a link into the playground', async () => {
  const page = await openPlayground(site, await linkTo(plaintext));
  for (const place of ['#VPContent', '#what-it-cannot-do']) await page.evaluate((hash) => (location.hash = hash), place);
  await page.getByLabel('Direction').selectOption('inbound');
  await settled(page);
  expect(await page.locator('#playground-notice').textContent()).toBe('');
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/^#state=/);
});

test('a link is copied as it is meant, while somebody types on', async () => {
  const page = await openPlayground(site, '', { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByLabel('Session').selectOption({ label: 'no TLS' });
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('The link is copied.').waitFor();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(await readFragment(copied.hash)).toEqual({ kind: 'state', state: plaintext });
});

test('parts of a message that the form cannot show are told', async () => {
  const unseen = { ...plaintext, message: { ...plaintext.message, envelope: { mailFrom: 'ann@own.example\n', rcptTo: [''] } } };
  const page = await openPlayground(site, await linkTo(unseen));
  expect(await page.locator('#unshown-parts').textContent()).toContain('the sender, the recipients');
  await goToFragment(page, await linkTo(plaintext));
  expect(await page.locator('#unshown-parts').count()).toBe(0);
});

test('a policy with line breaks of Windows has its problems at their places', async () => {
  const page = await openPlayground(site, await linkTo({ ...plaintext, policy: '{\r\n"domains": [],\r\n\r\n\r\n"adressLists": {}\r\n}' }));
  await expect.poll(() => page.locator('.cm-lintRange').allTextContents()).toEqual(['"adressLists"']);
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

function decisionOfExample(name: string): unknown {
  const example = examples.get(name);
  if (example === undefined) throw new Error(`There is no example ${name}.`);
  return decisionOf(example.state);
}

function decisionOf(state: Parameters<typeof answer>[0]): unknown {
  const decided = answer(state);
  return decided.kind === 'decided' ? decided.decision : null;
}
