// Files into the playground and out of it: policies in JSON and YAML, messages, and policy tests that hold of the policy that was saved.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startingState } from '../../docs/playground/starting-state.js';
import type { PolicyInput } from '../../src/index.js';
import { parsePolicyTests, runPolicyTests } from '../../src/testing/index.js';
import { dropFile, dropFiles, goToFragment, openPlayground, policyText, settled, shownDecision } from './playground-page.js';
import { useSite } from './site.js';

const site = useSite();
const yamlPolicy = readFileSync(new URL('../../examples/policy.yaml', import.meta.url), 'utf8');

describe('a file that is dropped', () => {
  test('is a policy in JSON', async () => {
    const page = await openPlayground(site);
    await dropFile(page, { name: 'policy.json', type: 'application/json', text: '{ "domains": ["dropped.example"] }' });
    await expect.poll(() => policyText(page)).toContain('dropped.example');
    expect(await notice(page)).toBe('policy.json is open.');
    await expect.poll(async () => (await shownDecision(page))?.outcome).toBe('deliver');
  });

  test('is a policy in YAML, which becomes JSON', async () => {
    const page = await openPlayground(site);
    await dropFile(page, { name: 'policy.yaml', type: 'application/yaml', text: yamlPolicy });
    await expect.poll(() => notice(page)).toMatch(/YAML and is shown as JSON\. Its comments/);
    expect(await policyText(page)).toContain('"linden.example"');
    await expect.poll(() => shownDecision(page)).not.toBeNull();
  });

  test('is a policy that nobody can read, which is told with its place and changes nothing', async () => {
    const page = await openPlayground(site);
    await dropFile(page, { name: 'broken.yaml', type: 'application/yaml', text: 'domains:\n  - [own.example\nusers: {}\n' });
    await expect.poll(() => notice(page)).toMatch(/^broken\.yaml, line \d+, column \d+: /);
    await dropFile(page, { name: 'large.json', type: 'application/json', text: `"${'x'.repeat(2 * 1024 * 1024)}"` });
    await expect.poll(() => notice(page)).toMatch(/^large\.json has more than 2 MB\. Use the command line/);
    expect(await policyText(page)).toContain('"own.example"');
  });

  test('is a message, whose headers and envelope are taken over', async () => {
    const page = await openPlayground(site);
    const text = [
      'Return-Path: <cards@bank.example>',
      'Delivered-To: ann@own.example',
      'Authentication-Results: mx.own.example; dkim=pass header.d=bank.example',
      'From: Bank <cards@bank.example>',
      '',
      'the body is not kept',
    ].join('\r\n');
    await dropFile(page, { name: 'notice.eml', type: 'message/rfc822', text });
    await expect.poll(() => page.getByLabel('Direction').inputValue()).toBe('inbound');
    await settled(page);
    expect(await page.getByLabel('Sender (MAIL FROM)').inputValue()).toBe('cards@bank.example');
    expect(await page.getByLabel('Recipients (RCPT TO), one a line').inputValue()).toBe('ann@own.example');
    expect(await page.getByLabel('Header block, or the whole message').inputValue()).not.toContain('the body');
    expect((await shownDecision(page))?.author).toEqual({ known: true, mailboxes: ['cards@bank.example'] });
    await page.getByRole('button', { name: 'Read Authentication-Results' }).click();
    await settled(page);
    expect((await shownDecision(page))?.recipients[0]?.determinedBy[0]?.authenticated).toBe('yes');
  });
});

test('a policy and a message are dropped together; of two of a kind one is left, and it is told', async () => {
  const page = await openPlayground(site);
  const json = { name: 'own.json', type: 'application/json', text: '{ "domains": ["dropped.example"] }' };
  await dropFiles(page, [json, { name: 'a.eml', type: '', text: 'From: a@b.example\r\n\r\n' }, { ...json, name: 'second.json' }]);
  await expect.poll(() => notice(page)).toMatch(/own\.json is open\. a\.eml is open\. It does not tell .* second\.json was left/);
  expect(await page.getByLabel('Direction').inputValue()).toBe('inbound');
  expect(await policyText(page)).toContain('dropped.example');
});

test('an example that is chosen while a file is read is what stays', async () => {
  const page = await openPlayground(site);
  await page.evaluate(() => {
    File.prototype.arrayBuffer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      return new TextEncoder().encode('{ "domains": ["late.example"] }').buffer;
    };
  });
  await dropFile(page, { name: 'late.json', type: 'application/json', text: '{ "domains": ["late.example"] }' });
  await goToFragment(page, '#example=inherited');
  await page.waitForTimeout(800);
  expect(await policyText(page)).not.toContain('late.example');
});

test('a policy is opened by keyboard, too', async () => {
  const page = await openPlayground(site);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a file', exact: true }).press('Enter');
  await (await chooser).setFiles({ name: 'chosen.json', mimeType: 'application/json', buffer: Buffer.from('{ "domains": ["chosen.example"] }') });
  await expect.poll(() => policyText(page)).toContain('chosen.example');
});

test('tests that were collected hold of the policy that was saved, and one that no longer holds is shown', async () => {
  const page = await openPlayground(site);
  await page.getByRole('button', { name: 'Add to tests' }).click();
  for (const preset of ['to-partner-plaintext', 'from-partner-plaintext', 'from-forged', 'to-two']) {
    await page.getByLabel('Messages for this policy').selectOption(preset);
    await settled(page);
    await page.getByRole('button', { name: 'Add to tests' }).click();
  }
  await expect.poll(() => page.locator('#tests-summary').textContent()).toBe('5 tests: 5 passed, 0 failed');
  const policy = JSON.parse(await downloaded(page, 'Download', 'policy.json')) as PolicyInput;
  const tests = parsePolicyTests(parse(await downloaded(page, 'Download policy.policy-test.yaml', 'policy.policy-test.yaml')));
  if (!tests.ok) throw new Error(JSON.stringify(tests.issues));
  expect(JSON.stringify(policy)).toBe(JSON.stringify(JSON.parse(startingState.policy)));
  expect(runPolicyTests(policy, tests.tests)).toMatchObject({ passed: 5, failed: 0 });
  await dropFile(page, { name: 'empty.json', type: 'application/json', text: '{}' });
  await expect.poll(() => page.locator('#tests-summary').textContent()).toMatch(/^5 tests: \d passed, [1-5] failed$/);
  expect(await page.locator('#tests .differences li').first().textContent()).toContain('expected');
});

async function notice(page: Page): Promise<string | null> {
  return page.locator('#playground-notice').textContent();
}

async function downloaded(page: Page, button: string, name: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(name);
  return readFileSync(await file.path(), 'utf8');
}
