// Versions of Postfix, as far as the configuration differs.

export interface PostfixVersion {
  readonly major: number;
  readonly minor: number;
}

/** Reads `3.7`, or `3.7.11` as `postconf mail_version` has it; null for what is neither. */
export function parsePostfixVersion(text: string): PostfixVersion | null {
  const [, major, minor] = /^(\d{1,3})\.(\d{1,3})(?:[.-][\w.-]*)?$/.exec(text) ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

export function isAtLeast({ major, minor }: PostfixVersion, least: PostfixVersion): boolean {
  return major > least.major || (major === least.major && minor >= least.minor);
}

/** The first that reads `protocols=>=TLSv1.2`. */
export const OLDEST_POSTFIX: PostfixVersion = { major: 3, minor: 6 };
/** The first that heeds the header field `TLS-Required: No` (RFC 8689). */
export const HEEDS_TLS_REQUIRED: PostfixVersion = { major: 3, minor: 10 };
