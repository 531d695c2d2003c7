// The default theme with our own colours of pictures and the page without JavaScript, and the playground, which is loaded by its own page alone.
import DefaultTheme from 'vitepress/theme';
import type { Theme } from 'vitepress';
import { defineAsyncComponent } from 'vue';
import './style.css';
import './playground.css';
import './pictures.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('PolicyPlayground', defineAsyncComponent(() => import('../../playground/PolicyPlayground.vue')));
  },
} satisfies Theme;
