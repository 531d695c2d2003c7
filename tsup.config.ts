// The build: the root entry for any ECMAScript 2022 runtime (ESM and CommonJS), and what is for Node alone.
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

/** Between Node and the engine. The types are for everybody; the code is for Node. */
const forNode: Options = {
  entry: { 'node-tls': 'src/node-tls/index.ts', probe: 'src/probe/index.ts' },
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20',
  tsconfig: 'tsconfig.cli.json',
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

export default defineConfig([anywhere, forNode, commandLine]);
