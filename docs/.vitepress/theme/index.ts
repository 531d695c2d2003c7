// The default theme with our own colours of pictures and the page without JavaScript.
import DefaultTheme from 'vitepress/theme';
import type { Theme } from 'vitepress';
import './style.css';
import './pictures.css';

export default { extends: DefaultTheme } satisfies Theme;
