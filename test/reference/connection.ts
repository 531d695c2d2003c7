// Connections, restated: what constraints demand, what a session violates, and how the reply reads (S-8.1, S-9, S-10.1).

import type { Outcome, ResultType, SmtpReply } from '../../src/model/decision.js';
import type { SettingInput } from '../../src/model/document.js';
import type { Direction, TlsVersion, TransportConstraints } from '../../src/model/transport.js';
import type { Surroundings } from './facts.js';
import { hit } from './hits.js';

const VERSIONS: readonly unknown[] = [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
export const NOTHING: TransportConstraints = { tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false };
export const TLS_REQUIRED: TransportConstraints = { ...NOTHING, tls: 'required' };

/** The constraints of one setting (S-7.3, S-7.4). */
export function constraintsOf(setting: SettingInput, direction: Direction): TransportConstraints {
  const require = setting.require ?? {};
  if (require.tls === false) {
    hit('S-7.4');
    return NOTHING;
  }
  const minVersion = require.minTlsVersion ?? null;
  if (require.caSignedCertificate === undefined && require.validateHostname === undefined) hit('S-7.3 defaults');
  if (direction === 'outbound') return { tls: 'required', minVersion, caSigned: require.caSignedCertificate ?? true, hostname: require.validateHostname ?? true };
  if (require.clientCertificate) hit('S-7.3 inbound client certificate');
  return { tls: 'required', minVersion, caSigned: require.clientCertificate ?? false, hostname: false };
}

export function joinAll(all: readonly TransportConstraints[]): TransportConstraints {
  let versions = 0;
  for (const constraints of all) versions = Math.max(versions, VERSIONS.indexOf(constraints.minVersion));
  const joined: TransportConstraints = {
    tls: all.some((constraints) => constraints.tls === 'required') ? 'required' : 'opportunistic',
    minVersion: VERSIONS[versions] as TlsVersion | null,
    caSigned: all.some((constraints) => constraints.caSigned),
    hostname: all.some((constraints) => constraints.hostname),
  };
  if (all.filter((constraints) => JSON.stringify(constraints) !== JSON.stringify(joined)).length > 1) hit('S-8.1');
  return joined;
}

/** The types of the violations, in their order; null: the session is not known (S-9.1, S-9.2). */
export function violationTypes(constraints: TransportConstraints, session: unknown): ResultType[] | null {
  if (constraints.tls === 'opportunistic') return [];
  if (session === undefined || session === null) return null;
  const { tls, version, certificate } = session as { tls?: unknown; version?: unknown; certificate?: unknown };
  if (tls !== true) {
    hit(tls === false ? 'S-9.1 no TLS' : 'S-9.1 garbage');
    return ['starttls-not-supported'];
  }
  const { trusted, expired, hostnameMatches } = (certificate ?? {}) as { trusted?: unknown; expired?: unknown; hostnameMatches?: unknown };
  const types: ResultType[] = [];
  const ssl = version === 'SSLv2' || version === 'SSLv3';
  if (ssl) hit('S-9.1 SSL');
  const rank = version === null ? -1 : VERSIONS.indexOf(version);
  if (ssl || (constraints.minVersion !== null && rank < VERSIONS.indexOf(constraints.minVersion))) types.push('validation-failure');
  if (constraints.caSigned && trusted !== true) types.push('certificate-not-trusted');
  if (constraints.caSigned && expired === true) types.push('certificate-expired');
  if (constraints.hostname && hostnameMatches !== true) types.push('certificate-host-mismatch');
  return types;
}

/** S-9.3 */
export function outcomeOf(types: readonly ResultType[] | null, direction: Direction): Outcome {
  const outcome = types === null ? 'pending' : types.length === 0 ? 'deliver' : direction === 'outbound' ? 'bounce' : 'reject';
  hit(`S-9.3 ${outcome}`);
  if (types?.[0]) hit(`S-9.2 ${types[0]}`);
  if (types === null) hit('S-9.1 not known');
  return outcome;
}

export function worst(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find((outcome) => outcome === 'bounce' || outcome === 'reject') ?? outcomes.find((outcome) => outcome === 'pending') ?? 'deliver';
}

/** Codes of S-10.1. The words of the text are the engine's own; the oracle's text holds what they have to name. */
export function replyTo(type: ResultType, direction: Direction, profile: Surroundings['replyProfile'], setting: string | null): SmtpReply {
  const text = setting === null ? type : `${type} ${setting}`;
  const noTls = type === 'starttls-not-supported';
  if (profile === 'rfc3207') return { code: 530, enhancedCode: '5.7.0', text };
  if (profile === 'postfix') return { code: 550, enhancedCode: noTls ? '5.7.4' : '5.7.5', text };
  if (profile === 'exchange') return { code: 550, enhancedCode: noTls ? '5.7.321' : type === 'certificate-expired' ? '5.7.322' : '5.7.5', text };
  if (profile === 'gmail' && direction === 'inbound') return { code: 421, enhancedCode: '4.7.0', text };
  return { code: 550, enhancedCode: noTls ? '5.7.10' : '5.7.5', text };
}
