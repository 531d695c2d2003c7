import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mendedTheme } from '../../../docs/.vitepress/mended-theme.js';
import { root } from '../../package/source-file.js';

const folder = 'node_modules/vitepress/dist/client/theme-default/components';
const mended = (component: string): string | undefined => mendedTheme.transform(readFileSync(join(root, folder, component), 'utf8'), join(root, folder, component));

test.each([
  ['VPHome.vue', 'role="main"'],
  ['VPSidebarItem.vue', ':role="item.collapsed == null ? undefined : itemRole"'],
  ['VPLocalNavOutlineDropdown.vue', ':aria-expanded="open"'],
  ['VPLocalSearchBox.vue', 'role="dialog"'],
])('%s of the installed version is mended', (component, text) => {
  expect(mended(component)).toContain(text);
});

test('the search says of itself only what is so', () => {
  expect(mended('VPLocalSearchBox.vue')).not.toMatch(/aria-haspopup|aria-owns|aria-expanded="true"|aria-autocomplete="both"|role="button"/);
});

test('other components stay as they are', () => {
  expect(mended('VPFooter.vue')).toBeUndefined();
});

test('a version of the theme in which there is nothing to mend fails', () => {
  expect(() => mendedTheme.transform('<div class="other" />', `/x/${folder}/VPHome.vue`)).toThrow(/^VPHome\.vue of VitePress has `class="VPHome"` 0 times, not once: look at its mend/);
});
