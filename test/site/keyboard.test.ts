// The keyboard alone: into the content at once, through menu, search and sidebar, and always seen.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { phone, useSite } from './site.js';

const site = useSite();

test('the first key leads to a link past the menus, and that one into the content', async () => {
  const page = await site.open('/start.html');
  await page.keyboard.press('Tab');
  expect((await focused(page)).text).toBe('Skip to content');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('VPContent');
});

test('the tab key visits search, menu, appearance, sidebar and content in their order, and each is seen to have the focus', async () => {
  const page = await site.open('/turning-on-tls.html');
  const visited: Focused[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press('Tab');
    visited.push(await focused(page));
  }
  const places = visited.map(({ place }) => place).filter((place, index, all) => place !== all[index - 1]);
  expect(places).toEqual(['skip link', 'menu', 'sidebar', 'content']);
  expect(visited.filter(({ place }) => place === 'menu').map(({ text }) => text)).toEqual(expect.arrayContaining(['Search', 'Start here', 'Playground']));
  expect(visited.filter(({ outlined }) => !outlined)).toEqual([]);
});

test('the sidebar of a phone is no place for the focus while it is closed, takes it when it opens, and closes by Escape', async () => {
  const page = await site.open('/turning-on-tls.html', phone);
  const sidebar = page.locator('.VPSidebar');
  expect(await sidebar.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Menu', exact: true }).press('Enter');
  await sidebar.getByRole('link', { name: 'Start here' }).waitFor();
  await page.keyboard.press('Tab');
  expect((await focused(page)).place).toBe('sidebar');
  await page.keyboard.press('Escape');
  await sidebar.waitFor({ state: 'hidden' });
});

test('the appearance is switched by the keyboard, and stays so on the next page', async () => {
  const page = await site.open('/start.html', { colorScheme: 'light' });
  await page.locator('.VPNavBar').getByRole('switch').press('Enter');
  expect(await isDark(page)).toBe(true);
  await site.visit(page, '/lint.html');
  expect(await isDark(page)).toBe(true);
});

test('nothing moves for readers who asked for that', async () => {
  const page = await site.open('/start.html', { reducedMotion: 'reduce' });
  const durations = await page.evaluate(() => [...document.querySelectorAll('body *')].map((element) => getComputedStyle(element).transitionDuration));
  expect(durations.filter((duration) => duration.split(', ').some((part) => parseFloat(part) > 0.001))).toEqual([]);
});

test('in the colours of the system icons and the focus are still seen', async () => {
  const page = await site.open('/start.html', { forcedColors: 'active' });
  const icon = page.locator('.DocSearch-Search-Icon').first();
  const [ink, paper] = await icon.evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(document.body).backgroundColor]);
  expect(ink).not.toBe(paper);
});

interface Focused {
  readonly place: 'skip link' | 'menu' | 'sidebar' | 'content' | 'elsewhere';
  readonly text: string;
  /** An outline is drawn around it. */
  readonly outlined: boolean;
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const places = { 'skip link': '.VPSkipLink', menu: '.VPNav', sidebar: '.VPSidebar', content: '#VPContent' } as const;
    const place = (Object.keys(places) as (keyof typeof places)[]).find((name) => element.closest(places[name]));
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const text = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
    return { place: place ?? 'elsewhere', text, outlined: place === 'skip link' || (outlineStyle !== 'none' && outlineWidth !== '0px') };
  });
}

function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.classList.contains('dark'));
}
