// The types of fast-check, which the caller brings: this package names it as a type alone, here, and does not depend on it.

import type * as fastCheck from 'fast-check';

/** What is asked of fast-check, version 4 or later. */
export type FastCheck = Pick<typeof fastCheck, 'array' | 'boolean' | 'constant' | 'constantFrom' | 'nat' | 'noBias' | 'oneof' | 'option' | 'record' | 'subarray' | 'tuple' | 'uniqueArray'>;

export type Arbitrary<T> = fastCheck.Arbitrary<T>;
