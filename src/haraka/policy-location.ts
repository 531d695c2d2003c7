// Which file of Haraka's folder `config` is the policy.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quoteAll, quote } from '../model/quotation.js';

export const POLICY_FILES: readonly string[] = ['smtp-tls-policy.yaml', 'smtp-tls-policy.yml', 'smtp-tls-policy.json', 'smtp-tls-policy.snapshot'];

/**
 * @param named - the option `policy`, or null
 * @throws Error where there is no such file, or where several are there and none is named
 */
export function policyLocation(folder: string, named: string | null): string {
  if (named !== null) {
    if (!existsSync(join(folder, named))) throw new Error(`the policy file ${quote(named)} is not in ${folder}; \`policy\` in smtp-tls-policy.ini names it`);
    return join(folder, named);
  }
  const [found, ...others] = POLICY_FILES.filter((file) => existsSync(join(folder, file)));
  if (found === undefined) throw new Error(`there is no policy in ${folder}: write one of ${quoteAll(POLICY_FILES)}, or name it by \`policy\` in smtp-tls-policy.ini`);
  if (others.length === 0) return join(folder, found);
  throw new Error(`there are several policies in ${folder}: ${quoteAll([found, ...others])}; keep one, or name it by \`policy\` in smtp-tls-policy.ini`);
}
