// Links into the playground: they give back what was there, across a reload and the back button, and a damaged one changes nothing.
import { describe, expect, test } from 'vitest';
import { answer } from '../../docs/playground/answer.js';
import { examples } from '../../docs/playground/examples.js';
import { readFragment } from '../../docs/playground/permalink.js';
import { startingState } from '../../docs/playground/starting-state.js';
import { answered, goToFragment, linkTo, openPlayground, settled, shownAtEach, shownDecision, writePolicy } from './playground-page.js';
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

  test('is copied as it is meant, whatever the address says yet', async () => {
    const page = await openPlayground(site, '', { permissions: ['clipboard-read', 'clipboard-write'] });
    for (const state of [startingState, plaintext]) {
      if (state === plaintext) await page.getByLabel('Session').selectOption({ label: 'no TLS' });
      await page.evaluate(() => navigator.clipboard.writeText(''));
      await page.getByRole('button', { name: 'Copy link' }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
      const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      expect(await readFragment(copied.hash)).toEqual({ kind: 'state', state });
    }
    expect(await page.locator('#playground-notice').textContent()).toBe('The link is copied.');
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

  test('that is damaged is told and changes nothing', async () => {
    const page = await openPlayground(site, await linkTo(plaintext));
    for (const [fragment, told] of [
      ['#state=AAAA', 'The link is damaged, so it was not opened. A part of it is missing, or a character was changed.'],
      ['#something', 'The link is damaged, so it was not opened. It has neither a state nor the name of an example.'],
      ['#state=%', 'The link is damaged, so it was not opened. A part of it is missing, or a character was changed.'],
      ['#example=no-such-example', 'There is no example called no-such-example.'],
      ['#state=', 'The link is damaged, so it was not opened. A part of it is missing, or a character was changed.'],
      ['#example=%E0%A4%A', 'The link is damaged, so it was not opened. The name of the example has a `%` that stands for nothing.'],
    ] as const) {
      await goToFragment(page, fragment);
      expect(await page.locator('#playground-notice').textContent()).toBe(told);
      expect(await shownDecision(page)).toEqual(decisionOf(plaintext));
    }
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
  const found = await shownAtEach(page, [...examples.keys()].map((name) => `#example=${name}`));
  const wrong = [...examples].flatMap(([name, { state, hint }], index) => {
    const expected = decisionOf(state);
    const same = expected !== null && found[index]?.decision === JSON.stringify(expected, null, 2);
    return same && found[index]?.hint === hint ? [] : [name];
  });
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
