// An engine that follows its policy file: whenever the file, or a file of entries that it names, is replaced by one that is valid, the new policy decides.

import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { compilePolicy } from '../engine.js';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { beginsAsSnapshot } from '../snapshot/layout.js';
import { followEngineFiles } from './engine-follower.js';
import type { FollowedEngine } from './engine-follower.js';
import type { Finding } from './finding.js';
import { listedFiles } from './listed-files.js';
import { readPolicyFile } from './policy-file.js';
import { PolicyFileError } from './policy-file-error.js';
import { readPolicySource } from './policy-source.js';

export interface FollowPolicyOptions extends CompileOptions {
  /** Is told when a new policy decides. What it throws becomes a warning of the process. */
  readonly onReplace?: () => void;
  /**
   * Is told why a new file is not taken up: a PolicyFileError with every finding, or what the file system throws. The policy before goes on deciding. What
   * it throws becomes a warning of the process.
   */
  readonly onProblem?: (error: unknown) => void;
}

/** The engine of a policy file that is followed. */
export interface FollowedPolicy extends FollowedEngine {
  /** What was found in the files of the policy that decides now: warnings. */
  readonly findings: readonly Finding[];
}

/**
 * The engine of a policy file, a document in JSON or YAML or a snapshot, replaced whenever the file is, or a file of entries that it names. A policy that
 * is not valid replaces nothing. The folders of the files are watched; for a link, call `reload` when something changes where it leads to.
 *
 * @throws PolicyFileError with every finding if the policy is not valid now, or what the file system throws
 * @example
 * const followed = await followPolicyFile('policy.yaml', { onProblem: (error) => log.error(error) });
 * const { engine } = followed; // once for each message
 * @see clauses S-1.2 and S-3.8
 */
export async function followPolicyFile(path: string, { onReplace, onProblem, ...options }: FollowPolicyOptions = {}): Promise<FollowedPolicy> {
  let findings: readonly Finding[] = [];
  const open = async (): Promise<PolicyEngine> => {
    const read = await readPolicyFile(path);
    if (read.policy === null) throw new PolicyFileError(read.file, read.findings);
    const engine = compilePolicy(read.policy, options);
    findings = read.findings;
    return engine;
  };
  const followed = await followEngineFiles({ path, namedFiles: () => entryFilesOf(path), open }, { name: 'followPolicyFile', onReplace, onProblem });
  return Object.defineProperty(followed, 'findings', { get: () => findings }) as FollowedPolicy;
}

/** Never rejects: what is wrong is found when the policy is read. */
async function entryFilesOf(path: string): Promise<string[]> {
  try {
    const bytes = await readFile(path);
    if (beginsAsSnapshot(bytes)) return [];
    return listedFiles(readPolicySource(bytes, path).value, dirname(path)).files.map((file) => file.path);
  } catch {
    return [];
  }
}
