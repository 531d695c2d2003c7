// The tests that every mutant of the core is put to: unit tests, conformance vectors, and properties with few runs.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/conformance/**/*.test.ts', 'test/property/**/*.test.ts'],
    exclude: ['test/unit/cli/**'],
    env: { PROPERTY_RUNS: process.env['PROPERTY_RUNS'] ?? '50', PROPERTY_SEED: '1' },
    testTimeout: 60_000,
  },
});
