// Files that were dropped or chosen: a policy or a message, each by its kind, or what is wrong with the file.
import { headerBytes, messageText, utf8 } from './message-import.js';
import { importPolicy, tooLargePolicy } from './policy-import.js';
import { MAX_POLICY_LENGTH } from './policy-text.js';

export type FileKind = 'policy' | 'message';

export type ImportedFile =
  | { readonly kind: 'policy'; readonly policy: string; readonly note: string | null }
  /** `headers`: its header block. */
  | { readonly kind: 'message'; readonly headers: string }
  /** `problem`: why nothing was taken over, in a sentence. */
  | { readonly kind: 'none'; readonly problem: string };

/** The first of each kind, and those that are one too many. A file that is no message is a policy. */
export function filesByKind(files: readonly File[]): { readonly chosen: readonly (readonly [kind: FileKind, file: File])[]; readonly left: readonly File[] } {
  const chosen = new Map<FileKind, File>();
  const left: File[] = [];
  for (const file of files) {
    const kind = isMessage(file) ? 'message' : 'policy';
    if (chosen.has(kind)) left.push(file);
    else chosen.set(kind, file);
  }
  return { chosen: [...chosen], left };
}

function isMessage({ name, type }: File): boolean {
  return /\.eml$/i.test(name) || type === 'message/rfc822';
}

export async function importFile(kind: FileKind, file: File): Promise<ImportedFile> {
  if (kind === 'policy' && file.size > MAX_POLICY_LENGTH) return { kind: 'none', problem: tooLargePolicy(file.name) };
  try {
    return kind === 'policy' ? await policyOf(file) : await messageOf(file);
  } catch (error) {
    // A folder, or a file that went away.
    if (error instanceof DOMException) return { kind: 'none', problem: `${file.name} cannot be read: it is a folder, or it has gone.` };
    throw error;
  }
}

async function policyOf(file: File): Promise<ImportedFile> {
  const text = utf8(new Uint8Array(await file.arrayBuffer()));
  if (text === null) return { kind: 'none', problem: `${file.name} is not UTF-8, as JSON and YAML have to be: save it again as UTF-8.` };
  const imported = importPolicy(text, file.name);
  return imported.ok ? { kind: 'policy', policy: imported.policy, note: imported.note } : { kind: 'none', problem: imported.problem };
}

/** The header block stands at the beginning; the rest is not read. */
async function messageOf(file: File): Promise<ImportedFile> {
  const bytes = headerBytes(new Uint8Array(await file.slice(0, MAX_HEADER_BYTES + 1).arrayBuffer()));
  if (bytes.length > MAX_HEADER_BYTES) return { kind: 'none', problem: `${file.name} is no message: its header block has no end within 1 MB.` };
  return { kind: 'message', headers: messageText(bytes) };
}

/** A header block ends within this, or it is none that a mail server would take. */
export const MAX_HEADER_BYTES = 1024 * 1024;
