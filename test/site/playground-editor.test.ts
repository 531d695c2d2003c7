// The editor of the playground: completion from the schema and from the policy, problems at their places, and a way in and out by keyboard.
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { startingState } from '../../docs/playground/starting-state.js';
import { openPlayground, policyText, shownDecision, writePolicy } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();

describe('completion', () => {
  test('lists the keys of the schema, and inserts the one that is chosen', async () => {
    const page = await openPlayground(site);
    await writePolicy(page, '{}');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Space');
    const options = page.getByRole('listbox').getByRole('option');
    await options.first().waitFor();
    expect(await options.allTextContents()).toContain('alignment');
    await page.keyboard.type('"ali');
    await expect.poll(async () => (await options.allTextContents())[0]).toBe('alignment');
    // A list that has just opened takes no key yet, so that it catches none that was meant for the text.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await expect.poll(() => policyText(page)).toMatch(/^\{"alignment": ?"?/);
  });

  test('knows the address lists that the policy has', async () => {
    const page = await openPlayground(site);
    await writePolicy(page, '{ "addressLists": { "banks": ["bank.example"] }, "orgUnits": [{ "path": "/", "settings": [{ "id": "a", "appliesTo": ["outbound"], "addressLists": [] }] }] }');
    for (let times = 0; times < ' ] }] }] }'.length - 1; times++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Control+Space');
    const option = page.getByRole('listbox').getByRole('option', { name: 'banks' });
    await option.waitFor();
    await option.click();
    await expect.poll(() => policyText(page)).toContain('"addressLists": ["banks"]');
    await expect.poll(async () => (await shownDecision(page))?.outcome).toBe('bounce');
  });

  test('says what a key means to who points at it', async () => {
    const page = await openPlayground(site);
    await page.getByText('"domains"').hover();
    await page.locator('.cm-policy-hover').waitFor();
    expect(await page.locator('.cm-policy-hover').textContent()).toContain("The organisation's own domains");
  });
});

describe('a problem', () => {
  test.each([
    ['of syntax', '{\n  "domains": ["own.example"],\n}', 'a comma before the closing brace', 3, '}'],
    ['of the policy', '{\n  "adressLists": {}\n}', 'adressLists', 2, '"adressLists"'],
    ['that lint finds', '{\n  "addressLists": { "all": ["co.uk"] },\n  "orgUnits": [{ "path": "/", "settings": [{ "id": "a", "appliesTo": ["outbound"], "addressLists": ["all"] }] }]\n}', 'public suffix', 2, '"co.uk"'],
  ])('%s is marked at its place, listed, and leads there', async (_, policy, words, line, marked) => {
    const page = await openPlayground(site);
    await writePolicy(page, policy);
    const item = page.locator('#policy-problems button', { hasText: words }).first();
    await item.waitFor();
    expect(await item.textContent()).toContain(`line ${line}, column`);
    await expect.poll(() => page.locator('.cm-lintRange').allTextContents()).toContain(marked);
    await item.click();
    expect(await page.evaluate(() => document.activeElement?.classList.contains('cm-content'))).toBe(true);
    await expect.poll(() => selectedText(page)).toBe(marked);
  });

  test('is told with what helps against it', async () => {
    const page = await openPlayground(site);
    await writePolicy(page, '{ "addressLists": { "all": ["co.uk"] }, "orgUnits": [{ "path": "/", "settings": [{ "id": "a", "appliesTo": ["outbound"], "addressLists": ["all"] }] }] }');
    expect(await page.locator('#policy-problems button em').first().textContent()).not.toBe('');
  });
});

test('the Tab key leaves the editor', async () => {
  const page = await openPlayground(site);
  await writePolicy(page, '{}');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.policy-editor'))).toBeNull();
  expect(await policyText(page)).toBe('{}');
});

test('what is typed is answered, and said once to who hears the page', async () => {
  const page = await openPlayground(site);
  await writePolicy(page, startingState.policy.replace('"minTlsVersion": "TLSv1.2"', '"caSignedCertificate": false, "validateHostname": false'));
  await expect.poll(async () => (await shownDecision(page))?.outcome).toBe('deliver');
  expect(await page.locator('.playground [aria-live=polite].visually-hidden').textContent()).toMatch(/^deliver: /);
});

test('YAML that was pasted is offered for conversion', async () => {
  const page = await openPlayground(site);
  await writePolicy(page, '# banks\naddressLists:\n  banks: [bank.example]\n');
  await page.getByRole('button', { name: 'Convert it to JSON' }).click();
  await expect.poll(() => policyText(page)).toContain('"addressLists": {');
  await expect.poll(() => shownDecision(page)).not.toBeNull();
});

test('without scripts the page says what to use instead', async () => {
  const page = await site.open('/playground.html', { javaScriptEnabled: false });
  expect(await page.locator('main').textContent()).toContain('npx smtp-tls-policy explain');
});

function selectedText(page: Page): Promise<string> {
  return page.evaluate(() => document.getSelection()?.toString() ?? '');
}
