// The built package: its entry points, and bundles of them for other places.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildResult } from 'esbuild';
import { root } from './source-file.js';

/** @throws Error if the package is not built. */
export function builtFile(name: string): string {
  const path = join(root, 'dist', name);
  if (!existsSync(path)) throw new Error(`dist/${name} is not there: run \`npm run build\` first`);
  return path;
}

/** The code as one script that puts its exports on the global `bundle`, and the files of which anything is left in it; `code` imports from the project's folder. */
export async function bundle(code: string): Promise<{ script: string; inputs: string[] }> {
  builtFile('index.js');
  const result: BuildResult<{ write: false; metafile: true }> = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'iife',
    globalName: 'bundle',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
    absWorkingDir: root,
  });
  const inputs = Object.values(result.metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return { script: result.outputFiles[0]!.text, inputs: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path) };
}
