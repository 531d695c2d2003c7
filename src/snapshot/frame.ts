// The frame of a snapshot: the policy document without its entries and users, as JSON.

import type { PolicyInput } from '../model/document.js';
import { textOfUtf8 } from '../model/utf8.js';
import { SnapshotError } from './snapshot-error.js';

export interface Frame {
  /** Without address lists and users. */
  readonly policy: PolicyInput;
  /** In the order of their names, which gives each its place. */
  readonly lists: readonly ListFrame[];
  /** The paths that the numbers of users stand for. */
  readonly userOrgUnits: readonly string[];
}

export interface ListFrame {
  readonly name: string;
  readonly description: string;
}

export function frameText(frame: Frame): string {
  return JSON.stringify(frame);
}

/** @param bytes - a character for each @throws SnapshotError */
export function readFrame(bytes: string): Frame {
  const value = parse(bytes);
  if (!isFrame(value)) throw new SnapshotError('invalid', 'the frame of the snapshot is not what this package writes; make the snapshot anew from its policy');
  return value;
}

function parse(bytes: string): unknown {
  const text = textOfUtf8(bytes);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isFrame(value: unknown): value is Frame {
  const { policy, lists, userOrgUnits } = isRecord(value) ? value : {};
  return isRecord(policy) && !('addressLists' in policy) && !('users' in policy) && Array.isArray(lists) && lists.every(isListFrame) && isInOrder(lists) && isPaths(userOrgUnits);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListFrame(value: unknown): value is ListFrame {
  return isRecord(value) && typeof value['name'] === 'string' && typeof value['description'] === 'string';
}

function isInOrder(lists: readonly ListFrame[]): boolean {
  return lists.every(({ name }, place) => place === 0 || (lists[place - 1]?.name ?? '') < name);
}

function isPaths(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((path) => typeof path === 'string');
}
