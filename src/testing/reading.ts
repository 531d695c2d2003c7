// The document of policy tests under check: findings, and values that have a short form and a long one (S-18.1).

import { membersOf } from '../policy/free-names.js';
import { refused } from '../policy/draft.js';
import type { Draft, Refused } from '../policy/draft.js';
import type { Findings, Path } from '../policy/findings.js';
import type { PlainJson, PlainObject } from '../policy/plain-json.js';
import type { Schema } from '../policy/schema.js';
import { readShape } from '../policy/shape.js';
import { texts } from './policy-test-schema.js';

/** A part of the document: a value and its place. */
export interface Part {
  readonly value: PlainJson;
  readonly path: Path;
  readonly findings: Findings;
}

/** The part of a draft that any value may stand in; undefined where it was left out or refused. */
export function partOf(value: unknown, path: Path, findings: Findings): Part | undefined {
  return value === undefined || value === refused ? undefined : { value: value as PlainJson, path, findings };
}

export function complain({ path, findings }: Part, message: string, more: Path = []): Refused {
  findings.error('invalid-value', [...path, ...more], message);
  return refused;
}

/** The value if all of it has the shape; refused if any part has not, which has then been reported. */
export function whole<T>(schema: Schema<T>, { value, path, findings }: Part): T | Refused {
  const draft: unknown = readShape(schema, value, path, findings);
  // A draft with nothing refused in it is the value itself.
  return draft === value ? (value as T) : refused;
}

/** Its parts each for itself: those that are not refused can be read on. */
export function partly<T>(schema: Schema<T>, { value, path, findings }: Part): Draft<T> {
  return readShape(schema, value, path, findings);
}

/** One text, or a list of them, as a list. */
export function oneOrSeveral(part: Part, wanted: string, listWanted: string): readonly string[] | Refused {
  const { one, several } = texts(wanted, listWanted);
  if (Array.isArray(part.value)) return whole(several, part);
  const text = whole(one, part);
  return text === refused ? refused : [text];
}

/** The members of an object with free names, each as a part; without those that were refused. */
export function* partsByName({ value: map, path, findings }: Part): Generator<readonly [name: string, Part]> {
  for (const [name, value] of membersOf(map as PlainObject)) {
    const part = partOf(value, [...path, name], findings);
    if (part !== undefined) yield [name, part];
  }
}
