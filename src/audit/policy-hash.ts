// The content hash of a policy: equal for equal policies, however they were written.

import type { Policy } from '../model/policy.js';
import { policyDocument } from '../policy/parsed-policy.js';
import { writeCanonicalJson } from './canonical-json.js';
import { hashOfPieces } from './content-hash.js';
import type { ContentHash } from './content-hash.js';

/**
 * The SHA-256 of the canonical document (S-1.3) as canonical JSON (RFC 8785) in UTF-8. Equal policies have equal hashes, and others have others.
 * The text is hashed as it is written, so that millions of entries are no text of their own.
 *
 * @returns `sha256:` and 64 hexadecimal digits
 * @throws TypeError for what is no policy that `parsePolicy` made
 * @example policyHash(policy) === policyHash(engine.policy)
 * @see clause S-16.1
 */
export function policyHash(policy: Policy): ContentHash {
  const document = policyDocument(policy);
  return hashOfPieces((put) => writeCanonicalJson(document, put));
}
