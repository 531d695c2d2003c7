// Mends what the default theme tells assistive technology wrongly: its components are changed as they are built. A new version without the text that is
// replaced here fails the build, so that each of these is looked at again.

interface Mend {
  readonly from: string;
  readonly to: string;
}

const mends: Readonly<Record<string, readonly Mend[]>> = {
  // The page has no landmark `main`.
  'VPHome.vue': [{ from: 'class="VPHome"', to: 'role="main" class="VPHome"' }],
  // Headings of groups that do not fold are called buttons, and the keyboard stops at them.
  'VPSidebarItem.vue': [
    { from: ':role="itemRole"', to: ':role="item.collapsed == null ? undefined : itemRole"' },
    { from: ':tabindex="item.items && 0"', to: ':tabindex="item.collapsed == null ? undefined : item.items && 0"' },
  ],
  // The outline of a phone is in no landmark, and its button does not say whether it is open.
  'VPLocalNavOutlineDropdown.vue': [
    { from: '<button @click="toggle"', to: '<button :aria-expanded="open" @click="toggle"' },
    { from: 'ref="items" class="items"', to: 'ref="items" class="items" role="navigation" :aria-label="resolveTitle(theme)"' },
  ],
  // The search is called a button that holds links within options; it is a dialog with a combobox, and each link is an option.
  'VPLocalSearchBox.vue': [
    { from: 'role="button"', to: 'role="dialog" aria-modal="true"' },
    { from: `:aria-owns="results?.length ? 'localsearch-list' : undefined"`, to: '' },
    { from: 'aria-expanded="true"', to: '' },
    { from: 'aria-haspopup="listbox"', to: '' },
    { from: 'aria-autocomplete="both"', to: 'role="combobox" aria-autocomplete="list" :aria-expanded="results?.length > 0"' },
    { from: `:id="'localsearch-item-' + index"`, to: '' },
    { from: `:aria-selected="selectedIndex === index ? 'true' : 'false'"`, to: '' },
    { from: 'role="option"', to: 'role="none"' },
    {
      from: `:aria-label="[...p.titles, p.title].join(' > ')"`,
      to: `role="option" :id="'localsearch-item-' + index" :aria-selected="selectedIndex === index ? 'true' : 'false'"`,
    },
    ...['navigateUp', 'navigateDown', 'select'].map((key) => ({ from: `:aria-label="translate('modal.footer.${key}KeyAriaLabel')"`, to: `role="img" :aria-label="translate('modal.footer.${key}KeyAriaLabel')"` })),
  ],
};

export const mendedTheme = {
  name: 'mended-theme',
  enforce: 'pre',
  transform(code: string, id: string): string | undefined {
    const component = /\/theme-default\/components\/(\w+\.vue)$/.exec(id)?.[1] ?? '';
    return mends[component]?.reduce((mended, mend) => replaceOnce(mended, mend, component), code);
  },
} as const;

function replaceOnce(code: string, { from, to }: Mend, component: string): string {
  const pieces = code.split(from);
  if (pieces.length !== 2) throw new Error(`${component} of VitePress has \`${from}\` ${pieces.length - 1} times, not once: look at its mend in docs/.vitepress/mended-theme.ts.`);
  return pieces.join(to);
}
