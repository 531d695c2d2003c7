// Files that were dropped: each by its kind, and what is wrong with one is told.
import { describe, expect, it } from 'vitest';
import { filesByKind, importFile, MAX_HEADER_BYTES } from '../../../docs/playground/file-import.js';
import { MAX_POLICY_LENGTH } from '../../../docs/playground/policy-text.js';

describe('files that were dropped', () => {
  it('are a policy, a message, or one too many', () => {
    const [policy, other, message, typed, second] = [new File([], 'a.yaml'), new File([], 'b.bin'), new File([], 'M.EML'), new File([], 'm', { type: 'message/rfc822' }), new File([], 'c.json')];
    expect(filesByKind([policy, message])).toEqual({ chosen: [['policy', policy], ['message', message]], left: [] });
    expect(filesByKind([other, typed, second, message])).toEqual({ chosen: [['policy', other], ['message', typed]], left: [second, message] });
    expect(filesByKind([])).toEqual({ chosen: [], left: [] });
  });
});

describe('a file', () => {
  it('of a policy is its text', async () => {
    expect(await importFile('policy', new File(['{ "domains": [] }'], 'it'))).toEqual({ kind: 'policy', policy: '{ "domains": [] }', note: null });
    expect(await importFile('policy', new File(['\uFEFFdomains: []\r\n'], 'it'))).toMatchObject({ kind: 'policy', policy: '{\n  "domains": []\n}\n', note: expect.stringContaining('YAML') });
  });

  it('of a message is its header block, in the charset that it has', async () => {
    expect(await importFile('message', new File([Uint8Array.from([0x41, 0x3a, 0xe9, 0x0a, 0x0a, 0x42])], 'it'))).toEqual({ kind: 'message', headers: 'A:\u00e9\n\n' });
    const body = 'x'.repeat(MAX_HEADER_BYTES);
    expect(await importFile('message', new File(['A: b\r\n\r\n', body], 'it'))).toEqual({ kind: 'message', headers: 'A: b\r\n\r\n' });
  });

  it.each([
    ['policy', new File(['x'.repeat(MAX_POLICY_LENGTH + 1)], 'it'), 'it has more than 2 MB'],
    ['policy', new File([Uint8Array.of(0x61, 0x3a, 0x20, 0xe9)], 'it'), 'it is not UTF-8'],
    ['policy', new File(['- a'], 'it'), 'it holds no policy'],
    ['message', new File(['x'.repeat(MAX_HEADER_BYTES + 1)], 'it'), 'it is no message: its header block has no end'],
    ['policy', unreadable(), 'it cannot be read'],
  ] as const)('that is none is told: a %s %#', async (kind, file, problem) => {
    expect(await importFile(kind, file)).toMatchObject({ kind: 'none', problem: expect.stringContaining(problem) });
  });

  it('that fails for another reason is no matter of the user', async () => {
    const broken = new File([], 'it');
    broken.arrayBuffer = () => Promise.reject(new TypeError('a fault'));
    await expect(importFile('policy', broken)).rejects.toThrow('a fault');
  });
});

/** As a folder that was dropped. */
function unreadable(): File {
  const folder = new File([], 'it');
  folder.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  return folder;
}
