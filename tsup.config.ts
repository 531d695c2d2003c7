// The build: the entries for any ECMAScript 2022 runtime and those for Node (ESM and CommonJS), and the command line. The entries share chunks, so
// that a policy or an error of one is known to the others.
import { defineConfig, type Options } from 'tsup';

const library: Options = {
  entry: {
    index: 'src/index.ts',
    snapshot: 'src/snapshot/index.ts',
    lint: 'src/lint/index.ts',
    diff: 'src/diff/index.ts',
    edit: 'src/edit/index.ts',
    audit: 'src/audit/index.ts',
    rollout: 'src/rollout/index.ts',
    testing: 'src/testing/index.ts',
    'google-workspace': 'src/google-workspace/index.ts',
    files: 'src/files/index.ts',
    'node-tls': 'src/node-tls/index.ts',
    probe: 'src/probe/index.ts',
    'smtp-server': 'src/smtp-server/index.ts',
    nodemailer: 'src/nodemailer/index.ts',
    haraka: 'src/haraka/index.ts',
    postfix: 'src/postfix/index.ts',
  },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  external: [/^node:/],
  target: 'es2022',
  splitting: true,
  // The types of Node, for the entries that need it; that the others do not is checked by tsconfig.json.
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

export default defineConfig([library, commandLine]);
