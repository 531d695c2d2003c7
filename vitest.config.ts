// All tests, of every kind; `npx vitest run test/unit` (or any other path) runs a part.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those of the docs site need its build and a browser: `npm run docs:test`.
    exclude: ['test/site/**', '**/node_modules/**'],
    // Left to itself Vitest keeps a core free, which on two cores is half the machine.
    maxWorkers: '100%',
    // Generous, as machines with two busy cores are: a test that hangs is found all the same.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      // The core and what connects; the command line and the files that it reads are tested end to end, in processes of their own.
      include: ['src/**/*.ts'],
      exclude: ['src/cli/**', 'src/files/**', 'src/**/*.d.ts'],
      reporter: ['text', 'json-summary', 'html'],
      reportsDirectory: 'reports/coverage',
      thresholds: { branches: 98 },
    },
  },
});
