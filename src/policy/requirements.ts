// What a setting requires of a connection: the defaults (S-7.3), and requirements that contradict each other or are never used (S-7.4, S-1.6).

import type { Scope, SettingInput } from '../model/document.js';
import type { Requirements } from '../model/policy.js';
import { refused, valueOr } from './draft.js';
import type { Draft } from './draft.js';
import type { Findings, Path } from './findings.js';
import { quote } from '../model/quotation.js';

type RequirementsDraft = Exclude<Draft<NonNullable<SettingInput['require']>>, typeof refused>;
const NONE: RequirementsDraft = {};

/** @param scopes - what the setting applies to, or null if that could not be read @param setting - path of the setting */
export function readRequirements(draft: Draft<NonNullable<SettingInput['require']>> | undefined, scopes: ReadonlySet<Scope> | null, setting: Path, findings: Findings): Requirements {
  const written = valueOr(draft, NONE);
  const path = [...setting, 'require'];
  if (written.tls === false) checkWithoutTls(written, path, findings);
  else if (scopes !== null) checkScopes(written, scopes, path, findings);
  const tls = valueOr(written.tls, true);
  return Object.freeze({
    tls,
    minTlsVersion: valueOr(written.minTlsVersion, null),
    caSignedCertificate: valueOr(written.caSignedCertificate, tls),
    validateHostname: valueOr(written.validateHostname, tls),
    clientCertificate: valueOr(written.clientCertificate, false),
  });
}

/** S-7.4: without TLS there is nothing else to require. */
function checkWithoutTls(written: RequirementsDraft, path: Path, findings: Findings): void {
  for (const key of demandsOf(written)) {
    findings.error('contradictory-requirement', [...path, key], `${quote(key)} needs TLS, but \`tls\` is false; remove one of the two`);
  }
}

/** What is explicitly demanded beside TLS itself. */
function demandsOf(written: RequirementsDraft): readonly Demand[] {
  return DEMANDS.filter((key) => written[key] !== undefined && written[key] !== refused && written[key] !== false);
}

/** Whether, but for a route, the setting would do nothing (S-7.4). */
export function requiresNothing(written: RequirementsDraft): boolean {
  return written.tls === false && demandsOf(written).length === 0;
}

type Demand = Exclude<keyof RequirementsDraft, 'tls'>;
const DEMANDS: readonly Demand[] = ['minTlsVersion', 'caSignedCertificate', 'validateHostname', 'clientCertificate'];

/** S-1.6: what was asked for must not be quietly weaker, so a check that inbound mail cannot have is an error. */
function checkScopes(written: RequirementsDraft, scopes: ReadonlySet<Scope>, path: Path, findings: Findings): void {
  const inbound = scopes.has('inbound');
  if (inbound && scopes.size === 1) {
    for (const key of ['caSignedCertificate', 'validateHostname'] as const) {
      if (written[key] !== true) continue;
      findings.error(
        'contradictory-requirement',
        [...path, key],
        `${quote(key)} is about the server that mail is sent to, and this setting is for inbound alone; to require a certificate of the connecting client, write \`clientCertificate\``,
      );
    }
  }
  if (!inbound && written.clientCertificate === true) {
    findings.warning(
      'unused-requirement',
      [...path, 'clientCertificate'],
      '`clientCertificate` is about inbound connections, and this setting does not apply to inbound; remove it or add `inbound` to `appliesTo`',
    );
  }
}
