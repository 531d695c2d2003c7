// The values of --spf, --dkim and --dmarc: results of sender authentication (S-5.1).

import { canonicalDomain } from '../model/domain.js';
import type { Authentication, AuthResult } from '../model/message.js';
import { UsageError } from './failure.js';

export interface AuthenticationFlags {
  readonly spf?: string | undefined;
  readonly dkim?: readonly string[] | undefined;
  readonly dmarc?: string | undefined;
}

/** Results as given, each method that no flag names left out. @throws UsageError for a result or domain that is none */
export function authenticationFromFlags({ spf, dkim, dmarc }: AuthenticationFlags): Authentication {
  return {
    ...(spf === undefined ? {} : { spf: parseResult('--spf', spf) }),
    ...(dkim === undefined ? {} : { dkim: dkim.map(parseSignature) }),
    ...(dmarc === undefined ? {} : { dmarc: parseResult('--dmarc', dmarc) }),
  };
}

function parseSignature(text: string): { result: AuthResult; domain: string } {
  const { result, domain } = parseResult('--dkim', text);
  if (domain === undefined) throw new UsageError(`--dkim ${text}: name the domain that signed, as in --dkim pass:example.com`);
  return { result, domain };
}

function parseResult(option: string, text: string): { result: AuthResult; domain?: string } {
  const colon = text.indexOf(':');
  const result = colon === -1 ? text : text.slice(0, colon);
  if (!isAuthResult(result)) throw new UsageError(`${option} ${text}: \`${result}\` is no result; results: ${RESULTS.join(', ')}`);
  if (colon === -1) return { result };
  const domain = text.slice(colon + 1);
  if (canonicalDomain(domain) === null) throw new UsageError(`${option} ${text}: \`${domain}\` is no domain; write ${option} ${result}:example.com`);
  return { result, domain };
}

function isAuthResult(text: string): text is AuthResult {
  return RESULTS.includes(text);
}

const RESULTS: readonly string[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy'] satisfies AuthResult[];
