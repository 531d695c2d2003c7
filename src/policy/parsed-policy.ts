// The handle of a parsed policy. Its content is private to the module, so nothing but a parsed document can be taken for a policy (S-1.3).

import { readProperty } from '../model/property.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import type { PolicyInput } from '../model/document.js';
import { policyDocumentOf } from './policy-document.js';

class ParsedPolicy {
  readonly #content: PolicyContent;
  /** What a copy by spread or structuredClone has left of a policy: without it that would be `{}`, a valid document that protects nothing. */
  readonly parsedPolicy = true;

  constructor(content: PolicyContent) {
    this.#content = content;
    Object.freeze(this);
  }

  static contentOf(value: unknown): PolicyContent | null {
    return typeof value === 'object' && value !== null && #content in value ? value.#content : null;
  }

  /** Without it JSON would make `{}` of a policy, which is a valid document that protects nothing. */
  toJSON(): PolicyInput {
    return policyDocumentOf(this.#content);
  }
}

export function makePolicy(content: PolicyContent): Policy {
  return new ParsedPolicy(content) as unknown as Policy;
}

/** Whether the value was copied from a policy and lost its content. */
export function isCopyOfPolicy(value: unknown): boolean {
  return !isPolicy(value) && readProperty(value, 'parsedPolicy') === true;
}

export function isPolicy(value: unknown): value is Policy {
  return ParsedPolicy.contentOf(value) !== null;
}

/** What a policy says. @throws TypeError if the value is no policy that `parsePolicy` made */
export function contentOf(policy: Policy): PolicyContent {
  const content = ParsedPolicy.contentOf(policy);
  if (content === null) throw new TypeError('the value is not a parsed policy; pass the `policy` that parsePolicy returned');
  return content;
}

/**
 * The canonical document of a policy: plain data that its reader owns. What equals the default is left out.
 *
 * @returns a document that parses to an equal policy
 * @throws TypeError if the value is no policy that `parsePolicy` made
 * @example policyDocument(parsed.policy).domains // ['example.com']
 * @see clause S-1.3
 */
export function policyDocument(policy: Policy): PolicyInput {
  return policyDocumentOf(contentOf(policy));
}
