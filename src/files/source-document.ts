// A policy file as text with places: the value that it holds, and where each part of it stands.

export interface SourceDocument {
  /** Plain data; undefined where there are problems. */
  readonly value: unknown;
  readonly problems: readonly SourceProblem[];
  readonly root: SourceNode | null;
}

export interface SourceProblem {
  readonly code: 'syntax' | 'duplicate-key';
  readonly offset: number;
  readonly message: string;
}

export interface SourceNode {
  readonly offset: number;
  /** A map or a list, not a scalar. */
  readonly collection: boolean;
  member(key: string | number): SourceMember | undefined;
}

export interface SourceMember {
  readonly keyOffset: number;
  readonly node: SourceNode;
}

/**
 * Where a path points to: a scalar itself, or the key of a collection; the nearest place that exists for a missing key or a path into
 * pasted text.
 * @param atKey - the last key itself is what is wrong
 */
export function locate(root: SourceNode | null, path: readonly (string | number)[], atKey: boolean): number {
  if (root === null) return 0;
  let offset = root.offset;
  let node = root;
  for (const [index, key] of path.entries()) {
    const member = node.member(key);
    if (member === undefined) return offset;
    const last = index === path.length - 1;
    offset = member.node.collection || (last && atKey) ? member.keyOffset : member.node.offset;
    node = member.node;
  }
  return offset;
}
