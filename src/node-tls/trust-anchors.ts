// The CA certificates that a chain may end at: those given to Node as `ca`, or Node's own.

import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { describeValue } from '../model/quotation.js';

/** As the `ca` option of `tls.connect`: PEM text, one certificate or several. */
export type CaCertificates = string | Buffer | readonly (string | Buffer)[];

export interface TrustAnchors {
  readonly certificates: readonly X509Certificate[];
  /** No other certificate can be an anchor. Older versions of Node do not tell which extra ones they were started with. */
  readonly complete: boolean;
}

/**
 * A list is copied, so that it stays what was checked. Undefined: those of Node are trusted.
 *
 * @throws TypeError for what is no CA certificates (S-12.4): Node takes null for none given, and would trust its own
 */
export function checkCaCertificates(ca: unknown): CaCertificates | undefined {
  if (ca === undefined || isText(ca)) return ca;
  if (!Array.isArray(ca)) throw noCaCertificates(describeValue(ca));
  const texts: readonly unknown[] = [...(ca as unknown[])];
  return texts.map((text) => {
    if (isText(text)) return text;
    throw noCaCertificates(`a list with ${describeValue(text)} in it`);
  });
}

function isText(value: unknown): value is string | Buffer {
  return typeof value === 'string' || Buffer.isBuffer(value);
}

function noCaCertificates(found: string): TypeError {
  return new TypeError(`\`ca\` must be CA certificates in PEM, as text, a Buffer or a list of them, not ${found}; leave it out to trust those that Node trusts`);
}

export function trustAnchors(ca: CaCertificates | undefined): TrustAnchors {
  if (ca !== undefined) return { certificates: pemCertificates(ca).flatMap(parse), complete: true };
  const listed = defaultCaCertificates();
  return { certificates: (listed ?? tls.rootCertificates).flatMap(parse), complete: listed !== null };
}

/** The texts of the certificates in PEM, which may have other things between them. */
export function pemCertificates(ca: CaCertificates): string[] {
  const texts = Array.isArray(ca) ? (ca as readonly (string | Buffer)[]) : [ca as string | Buffer];
  return texts.flatMap((text) => text.toString().match(PEM) ?? []);
}

const PEM = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/** What cannot be read is no anchor. */
function parse(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}

/** `tls.getCACertificates` came with Node 22.15; it knows NODE_EXTRA_CA_CERTS and the CA options of the command line. */
function defaultCaCertificates(): readonly string[] | null {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => readonly string[] };
  return getCACertificates?.('default') ?? null;
}
