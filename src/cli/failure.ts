// What stops a command: a wrong call, or input that cannot be used. Both end in exit code 2.

/** The command line was called wrongly. The message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A file or a policy cannot be used. The message names it, and the place in it where there is one. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** An error of the file system in a sentence that names the file. */
export function fileError(path: string, error: unknown, done: 'read' | 'written' = 'read'): InputError {
  return new InputError(`${path}: cannot be ${done}: ${reason(error)}`);
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
  }
  return error instanceof Error ? error.message : String(error);
}
