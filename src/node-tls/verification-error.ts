// The codes by which Node names what OpenSSL found wrong with a certificate (Node documentation, TLS, "X509 certificate error codes"), as RFC 8460
// result types.

import type { ResultType } from '../model/decision.js';

const NOT_TRUSTED: readonly string[] = [
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  // RFC 8460 knows an expired certificate, and none whose time has yet to come.
  'CERT_NOT_YET_VALID',
  // A list of revocations that is out of date says nothing about the date of the certificate.
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  // Not documented: what Node says for every verdict of OpenSSL that it has no word for, such as a broken name constraint or a key that is too small.
  'UNSPECIFIED',
];

export const EXPIRED = 'CERT_HAS_EXPIRED';
export const NOT_YET_VALID = 'CERT_NOT_YET_VALID';

const RESULT_TYPES: ReadonlyMap<string, ResultType> = new Map([
  ...NOT_TRUSTED.map((code): [string, ResultType] => [code, 'certificate-not-trusted']),
  [EXPIRED, 'certificate-expired'],
  ['HOSTNAME_MISMATCH', 'certificate-host-mismatch'],
  // Of this machine, not of the certificate.
  ['OUT_OF_MEM', 'validation-failure'],
]);

/** Null for what is no such code. */
export function resultTypeOfVerification(code: string): ResultType | null {
  return RESULT_TYPES.get(code) ?? null;
}

/** Node's own check of the name, which it makes only when the chain is in order. */
export function isNameError(code: string): boolean {
  return code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'ERR_TLS_CERT_ALTNAME_FORMAT';
}
