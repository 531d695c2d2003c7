// The default theme in our colours, with our pictures, and the playground, which is loaded by its own page alone.
import DefaultTheme from 'vitepress/theme';
import type { Theme } from 'vitepress';
import { defineAsyncComponent } from 'vue';
import { markClauseOfAddress } from './clause-target.js';
import './style.css';
import './pictures.css';
import './playground.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app, router }) {
    markClauseOfAddress(router);
    app.component('PolicyPlayground', defineAsyncComponent(() => import('../../playground/PolicyPlayground.vue')));
  },
} satisfies Theme;
