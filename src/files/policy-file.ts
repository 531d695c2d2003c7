// A policy file: a document in JSON or YAML with the files of entries that it names, or a snapshot. Every finding has its place.

import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EntryCollector } from '../lists/entry-collector.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { readAddressLists } from '../policy/address-lists.js';
import { Findings } from '../policy/findings.js';
import { parsePolicyWith } from '../policy/parse-policy.js';
import { readUsers } from '../policy/users.js';
import { beginsAsSnapshot } from '../snapshot/layout.js';
import { policyOf } from '../snapshot/open-snapshot.js';
import { SnapshotError } from '../snapshot/snapshot-error.js';
import { verifySnapshot } from '../snapshot/verify-snapshot.js';
import { readEntryFile } from './entry-file.js';
import type { Finding } from './finding.js';
import { listedFiles } from './listed-files.js';
import type { ListedFile, ListedFiles } from './listed-files.js';
import type { Position } from './position.js';
import { readPolicySource } from './policy-source.js';
import type { PolicySource } from './policy-source.js';

/** What `readPolicyFile` found in a file. */
export interface PolicyFile {
  /** As people know it. */
  readonly file: string;
  /** Errors and warnings, each with its place. */
  readonly findings: readonly Finding[];
  /** Null when a finding is an error. */
  readonly policy: Policy | null;
}

/** How far the reading of files of entries has come. */
export interface ReadingProgress {
  /** Of all files of entries. */
  readonly bytesRead: number;
  /** The size of all files of entries. */
  readonly bytes: number;
  /** Different entries so far. */
  readonly entries: number;
}

/** A policy file as it was read, with what finds places in it. */
export interface ReadPolicyFile extends PolicyFile {
  /** Null for a snapshot, and where the text cannot be read. */
  readonly written: WrittenPolicy | null;
}

type WrittenPath = readonly (string | number)[];

export interface WrittenPolicy {
  /** As it was written: lists may name files. Valid where there is a policy. */
  readonly document: unknown;
  readonly files: readonly ListedFile[];
  /** The place in the policy file that a path into the document points to. */
  positionOf(path: WrittenPath): Position;
}

/** How a policy file is read. */
export interface PolicyFileOptions {
  /** Is told now and then while files of entries are read. */
  readonly onProgress?: (progress: ReadingProgress) => void;
  /** Look at every entry of a snapshot, as `verifySnapshot` does. Default false. */
  readonly verify?: boolean;
}

/**
 * Reads a policy from a file: a document in JSON or YAML, with the files of entries that its lists name (`{ file: 'partners.txt' }`, one entry a line,
 * relative to the policy file), or a snapshot.
 *
 * Files of entries may have ten million lines: they are read piece by piece, and memory holds the packed entries alone.
 *
 * @returns the policy, or null, and everything that was found, each at its file, line and column
 * @throws what the file system throws for the policy file itself
 * @example
 * const { policy, findings } = await readPolicyFile('policy.yaml');
 * if (policy === null) throw new Error(findings.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'));
 * const engine = compilePolicy(policy);
 * @see clauses S-1.2, S-3.2
 */
export async function readPolicyFile(path: string, options: PolicyFileOptions = {}): Promise<PolicyFile> {
  const { file, findings, policy } = await readPolicyBytes(await readFile(path), path, dirname(path), options);
  return { file, findings, policy };
}

/** @param file - as people know it @param folder - to which the files of entries are relative */
export async function readPolicyBytes(bytes: Uint8Array, file: string, folder: string, options: PolicyFileOptions = {}): Promise<ReadPolicyFile> {
  const { onProgress, verify = false } = options;
  if (beginsAsSnapshot(bytes)) return readSnapshot(bytes, file, verify);
  const source = readPolicySource(bytes, file);
  if (source.findings.length > 0) return { file, findings: source.findings, policy: null, written: null };
  const listed = listedFiles(source.value, folder);
  const collector = new EntryCollector();
  const ofFiles = [...namelessFindings(listed, source, file), ...(await readEntries(listed, source, file, collector, onProgress))];
  const parsed = parsePolicyWith(listed.document, {
    addressLists: (draft, caseSensitive, findings) => readAddressLists(draft, caseSensitive, findings, collector),
    users: readUsers,
  });
  const diagnostics = parsed.ok ? parsed.warnings : parsed.issues;
  const findings = [...ofFiles, ...diagnostics.map((diagnostic) => findingOf(diagnostic, source, file))];
  const written = { document: source.value, files: listed.files, positionOf: (path: WrittenPath) => source.positionOf(path, false) };
  return { file, findings, policy: parsed.ok && !findings.some(({ severity }) => severity === 'error') ? parsed.policy : null, written };
}

function readSnapshot(bytes: Uint8Array, file: string, verify: boolean): ReadPolicyFile {
  try {
    if (verify) verifySnapshot(bytes);
    return { file, findings: [], policy: policyOf(bytes), written: null };
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    return { file, findings: [{ file, severity: 'error', code: 'snapshot', path: [], message: error.message, line: 1, column: 1 }], policy: null, written: null };
  }
}

function findingOf({ severity, code, path, message }: Diagnostic, source: PolicySource, file: string): Finding {
  return { file, severity, code, path, message, ...source.positionOf(path, code === 'unknown-key' || code === 'duplicate-user') };
}

function namelessFindings({ nameless }: ListedFiles, source: PolicySource, file: string): Finding[] {
  const message = '`file` must be the path of a file of entries, one a line, and stand in place of `entries`';
  return nameless.map((name) => findingOf({ severity: 'error', code: 'invalid-value', path: ['addressLists', name, 'file'], message }, source, file));
}

async function readEntries({ document, files }: ListedFiles, source: PolicySource, file: string, collector: EntryCollector, onProgress: PolicyFileOptions['onProgress']): Promise<Finding[]> {
  const caseSensitive = (document as { caseSensitiveLocalParts?: unknown } | undefined)?.caseSensitiveLocalParts === true;
  const reading = { caseSensitive, collector, findings: new Findings() };
  const bytes = await totalSize(files);
  collector.reserve(bytes);
  const findings: Finding[] = [];
  let before = 0;
  for (const listed of files) {
    let read = 0;
    const progress = (bytesRead: number): void => {
      read = bytesRead;
      onProgress?.({ bytesRead: before + read, bytes, entries: collector.size });
    };
    try {
      findings.push(...(await readEntryFile(listed, reading, progress)));
    } catch (error) {
      findings.push(unreadable(listed, error, source, file));
    }
    before += read;
  }
  return findings;
}

/** A file that is not there is found when it is read. */
async function totalSize(files: readonly ListedFile[]): Promise<number> {
  const sizes = await Promise.all(files.map(({ path }) => stat(path).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function unreadable({ name, named }: ListedFile, error: unknown, source: PolicySource, file: string): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the file of entries ${quote(named)} cannot be read: ${reason}; paths are relative to the policy file`;
  return findingOf({ severity: 'error', code: 'unreadable-file', path: ['addressLists', name, 'file'], message }, source, file);
}
