// Certificates that the tests make: an authority that they trust, one that nobody does, and certificates with one thing wrong.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { JsonGeneralName, X509Certificate } from '@peculiar/x509';

type Crypto = Parameters<(typeof cryptoProvider)['set']>[0];
cryptoProvider.set(webcrypto as unknown as Crypto);

export interface Issued {
  readonly certificate: X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
  /** The certificate alone. */
  readonly pem: string;
  readonly key: string;
}

export interface Wanted {
  readonly commonName?: string;
  /** Subject alternative names. */
  readonly names?: readonly JsonGeneralName[];
  readonly days?: readonly [from: number, to: number];
  readonly authority?: boolean;
  /** RSA of so many bits instead of an elliptic curve. */
  readonly rsa?: number;
  /** Another curve than P-256. */
  readonly curve?: 'P-521' | 'Ed25519';
  readonly usages?: readonly ExtendedKeyUsage[];
}

const DAY = 86_400_000;

function elliptic(curve: 'P-521' | 'Ed25519' | undefined): { name: string; namedCurve: string; hash: string } {
  return curve === 'Ed25519' ? { name: 'Ed25519', namedCurve: '', hash: '' } : { name: 'ECDSA', namedCurve: curve ?? 'P-256', hash: 'SHA-256' };
}

let serial = 1;

/** @param issuer - null: self-signed */
export async function issue(issuer: Issued | null, wanted: Wanted): Promise<Issued> {
  const { commonName, names = [], days = [-1, 90], authority = false, rsa, curve, usages } = wanted;
  const algorithm = rsa === undefined ? elliptic(curve) : { name: 'RSASSA-PKCS1-v1_5', modulusLength: rsa, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']));
  const subject = commonName === undefined ? 'O=Test' : `CN=${commonName}`;
  const now = Date.now();
  const certificate = await X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(4, '0'),
    subject,
    issuer: issuer?.certificate.subject ?? subject,
    notBefore: new Date(now + days[0] * DAY),
    notAfter: new Date(now + days[1] * DAY),
    publicKey: keys.publicKey as never,
    signingKey: (issuer?.keys ?? keys).privateKey as never,
    signingAlgorithm: issuer === null ? algorithm : signingAlgorithmOf(issuer),
    extensions: [
      new BasicConstraintsExtension(authority, undefined, true),
      ...(authority ? [new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)] : []),
      ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension([...names])]),
      ...(usages === undefined ? [] : [new ExtendedKeyUsageExtension([...usages])]),
    ],
  });
  const key = PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { certificate, keys, pem: `${certificate.toString('pem')}\n`, key };
}

/** The key and name of one authority, signed by another: in PEM. */
export async function crossSigned(authority: Issued, by: Issued, days: readonly [from: number, to: number]): Promise<string> {
  const certificate = await X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(4, '0'),
    subject: authority.certificate.subject,
    issuer: by.certificate.subject,
    notBefore: new Date(Date.now() + days[0] * DAY),
    notAfter: new Date(Date.now() + days[1] * DAY),
    publicKey: authority.keys.publicKey as never,
    signingKey: by.keys.privateKey as never,
    signingAlgorithm: signingAlgorithmOf(by),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return `${certificate.toString('pem')}\n`;
}

function signingAlgorithmOf({ keys }: Issued): { name: string; hash: string } {
  return { name: keys.privateKey.algorithm.name, hash: 'SHA-256' };
}

export const HOST = 'mx.partner.example';
export const FOR_CLIENTS: readonly ExtendedKeyUsage[] = [ExtendedKeyUsage.clientAuth];

/** A server's certificate with those that it sends along, and its key, as `tls.createServer` takes them. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

export type CredentialName =
  | 'good'
  | 'wrongName'
  | 'selfSigned'
  | 'untrustedRoot'
  | 'missingIntermediate'
  | 'expired'
  | 'expiredSelfSigned'
  | 'expiredIntermediate'
  | 'notYetValid'
  | 'commonNameOnly'
  | 'wildcard'
  | 'partialWildcard'
  | 'wildcardTwoLabels'
  | 'addressName'
  | 'weakKey'
  | 'clientOnly'
  | 'soon';

export interface TestAuthorities {
  /** What the tests trust. */
  readonly ca: string;
  readonly root: Issued;
  readonly credentials: Readonly<Record<CredentialName, Credentials>>;
}

const dns = (value: string): JsonGeneralName => ({ type: 'dns', value });

export async function testAuthorities(): Promise<TestAuthorities> {
  const root = await issue(null, { commonName: 'Test Root', authority: true, days: [-1000, 1000] });
  const intermediate = await issue(root, { commonName: 'Test Intermediate', authority: true, days: [-500, 500] });
  const lateIntermediate = await issue(root, { commonName: 'Late Intermediate', authority: true, days: [-500, -1] });
  const stranger = await issue(null, { commonName: 'Stranger Root', authority: true });
  const chained = async (wanted: Wanted): Promise<Credentials> => credentials(await issue(intermediate, { commonName: HOST, names: [dns(HOST)], ...wanted }), intermediate);
  return {
    ca: root.pem,
    root,
    credentials: {
      good: await chained({}),
      wrongName: await chained({ commonName: 'mail.elsewhere.example', names: [dns('mail.elsewhere.example'), dns('smtp.elsewhere.example')] }),
      selfSigned: credentials(await issue(null, { commonName: HOST, names: [dns(HOST)] })),
      untrustedRoot: credentials(await issue(stranger, { commonName: HOST, names: [dns(HOST)] }), stranger),
      missingIntermediate: credentials(await issue(intermediate, { commonName: HOST, names: [dns(HOST)] })),
      expired: await chained({ days: [-100, -10] }),
      expiredSelfSigned: credentials(await issue(null, { commonName: HOST, names: [dns(HOST)], days: [-100, -10] })),
      expiredIntermediate: credentials(await issue(lateIntermediate, { commonName: HOST, names: [dns(HOST)] }), lateIntermediate),
      notYetValid: await chained({ days: [10, 100] }),
      commonNameOnly: await chained({ names: [] }),
      wildcard: await chained({ names: [dns('*.partner.example')] }),
      partialWildcard: await chained({ names: [dns('m*.partner.example')] }),
      wildcardTwoLabels: await chained({ commonName: 'partner.example', names: [dns('*.example')] }),
      addressName: await chained({ commonName: 'address', names: [{ type: 'ip', value: '127.0.0.1' }] }),
      weakKey: await chained({ rsa: 1024 }),
      clientOnly: await chained({ usages: FOR_CLIENTS }),
      soon: await chained({ days: [-80, 5] }),
    },
  };
}

function credentials(leaf: Issued, ...above: readonly Issued[]): Credentials {
  return { cert: [leaf, ...above].map(({ pem }) => pem).join(''), key: leaf.key };
}
