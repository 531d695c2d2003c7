// The build: the root entry for any ECMAScript 2022 runtime (ESM and CommonJS), and the command line for Node alone.
import { defineConfig, type Options } from 'tsup';

const anywhere: Options = {
  entry: { index: 'src/index.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  treeshake: true,
  sourcemap: true,
  outDir: 'dist',
};

const commandLine: Options = {
  entry: { cli: 'src/cli/main.ts' },
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  outDir: 'dist',
};

export default defineConfig([anywhere, commandLine]);
