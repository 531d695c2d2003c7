// The tests of the built docs site in a real browser: `npm run docs:test`. They need Chromium, which the other tests do not.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/site/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
