// What is in order today, and may not be tomorrow or elsewhere.

import type { X509Certificate } from 'node:crypto';
import type { Session } from '../model/message.js';
import { versionRank } from '../model/transport.js';
import type { HostIdentity } from '../node-tls/host-identity.js';
import { alternativeNames, hasDnsName, modulusLength } from './certificate-description.js';
import type { CertificateDescription, ProbeWarning } from './report.js';

export interface Encountered {
  readonly session: Session | null;
  readonly identity: HostIdentity;
  readonly chain: readonly X509Certificate[];
  readonly descriptions: readonly CertificateDescription[];
  readonly injected: number;
  readonly expiryWarningDays: number;
}

export function warningsOf(met: Encountered): ProbeWarning[] {
  return [...injection(met), ...expiry(met), ...names(met), ...weakKey(met), ...oldVersion(met)];
}

function injection({ injected }: Encountered): ProbeWarning[] {
  if (injected === 0) return [];
  const message = `${injected} bytes came in plaintext behind the reply to STARTTLS and were dropped; the server is faulty, or someone on the way injects commands (RFC 3207 section 6)`;
  return [{ code: 'plaintext-injection', message }];
}

/** One that has expired is a matter for the verdicts. */
function expiry({ descriptions, expiryWarningDays }: Encountered): ProbeWarning[] {
  return descriptions
    .filter(({ daysLeft }) => daysLeft !== null && daysLeft >= 0 && daysLeft < expiryWarningDays)
    .map(({ subject, daysLeft, validTo }) => ({
      code: 'expires-soon',
      message: `the certificate of ${subject} expires in ${daysLeft === 1 ? '1 day' : `${daysLeft} days`}, on ${validTo.slice(0, 10)}`,
    }));
}

/** Names that Node accepts, and that others do not. */
function names({ session, identity, chain: [leaf] }: Encountered): ProbeWarning[] {
  const matches = session?.tls === true && session.certificate?.hostnameMatches === true;
  if (!matches || leaf === undefined || identity.kind !== 'name') return [];
  const found = alternativeNames(leaf);
  if (!hasDnsName(found)) {
    return [{ code: 'common-name-only', message: 'the certificate bears the host name as its common name alone; many mail servers look at subject alternative names only (RFC 9525)' }];
  }
  if (found.some((name) => covers(name.toLowerCase().replace(/\.$/, ''), identity.text))) return [];
  return [{ code: 'partial-wildcard', message: 'the certificate covers the host name by a wildcard within a label, which many mail servers do not accept (RFC 9525)' }];
}

function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && name.slice(1) === host.slice(host.indexOf('.')));
}

const SHORTEST_KEY = 2048;

function weakKey({ chain: [leaf] }: Encountered): ProbeWarning[] {
  const bits = leaf === undefined ? null : modulusLength(leaf);
  if (bits === null || bits >= SHORTEST_KEY) return [];
  return [{ code: 'weak-key', message: `the key of the certificate has ${bits} bits; many mail servers refuse fewer than ${SHORTEST_KEY}` }];
}

function oldVersion({ session }: Encountered): ProbeWarning[] {
  if (session?.tls !== true || versionRank(session.version) >= versionRank('TLSv1.2')) return [];
  return [{ code: 'deprecated-version', message: `${session.version} is deprecated (RFC 8996), and many mail servers refuse it` }];
}
