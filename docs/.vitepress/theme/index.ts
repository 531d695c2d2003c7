// The default theme in our colours, with our pictures.
import DefaultTheme from 'vitepress/theme';
import type { Theme } from 'vitepress';
import { markClauseOfAddress } from './clause-target.js';
import './style.css';
import './pictures.css';

export default { extends: DefaultTheme, enhanceApp: ({ router }) => markClauseOfAddress(router) } satisfies Theme;
