// Certificates in words: subjects, names, keys, dates, and what a hostile one may hold.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeCertificate, modulusLength } from '../../../src/probe/certificate-description.js';
import { issue } from '../../servers/authority.js';
import type { Wanted } from '../../servers/authority.js';

const parsed = async (wanted: Wanted): Promise<X509Certificate> => new X509Certificate((await issue(null, wanted)).pem);

describe('describeCertificate', () => {
  it('has names of hosts and IP addresses, and no others', async () => {
    const names = [
      { type: 'dns', value: 'a.example' },
      { type: 'email', value: 'ann@a.example' },
      { type: 'ip', value: '192.0.2.1' },
      { type: 'url', value: 'https://a.example' },
      { type: 'dns', value: '*.b.example' },
    ] as const;
    const described = describeCertificate(await parsed({ commonName: 'a.example', names }), new Date());
    expect(described).toMatchObject({ subject: 'CN=a.example', commonName: 'a.example', issuer: 'CN=a.example', names: ['a.example', '192.0.2.1', '*.b.example'], selfIssued: true, daysLeft: 89 });
  });

  it('has no common name where there is none, and tells the key', async () => {
    const certificate = await parsed({ rsa: 1024 });
    expect(describeCertificate(await parsed({ commonName: '' }), new Date()).commonName).toBe(null);
    expect(describeCertificate(certificate, new Date())).toMatchObject({ subject: 'O=Test', commonName: null, names: [], key: 'RSA 1024 bits' });
    expect([modulusLength(certificate), modulusLength(await parsed({}))]).toEqual([1024, null]);
  });

  it('keeps a name that holds a comma in one piece, and safe', async () => {
    const { names } = describeCertificate(await parsed({ names: [{ type: 'dns', value: 'a, DNS:b\u001b.example' }] }), new Date());
    expect(names).toEqual(['"a\\u002c DNS:b\\u001b.example"']);
  });

  it('counts days past the end below zero', async () => {
    expect(describeCertificate(await parsed({ days: [-10, -3] }), new Date()).daysLeft).toBe(-4);
  });

  it('describes what Node cannot read', () => {
    const fields = { subject: undefined, subjectAltName: undefined, issuer: undefined, validFrom: 'never', validTo: 'never', fingerprint256: 'AA' };
    const get = (): never => {
      throw new Error('unknown key');
    };
    const broken = Object.defineProperty({ ...fields }, 'publicKey', { get }) as unknown as X509Certificate;
    expect(describeCertificate(broken, new Date())).toMatchObject({ subject: '', commonName: null, names: [], issuer: '', validFrom: '', validTo: '', daysLeft: null, key: 'a key that Node cannot read' });
    expect(modulusLength(broken)).toBe(null);
    const strange = { ...fields, publicKey: { asymmetricKeyType: undefined, asymmetricKeyDetails: undefined } } as unknown as X509Certificate;
    expect(describeCertificate(strange, new Date()).key).toBe('');
    const secretive = { ...fields, publicKey: { get asymmetricKeyDetails() { return get(); } } } as unknown as X509Certificate;
    expect([describeCertificate(secretive, new Date()).key, modulusLength(secretive)]).toEqual(['a key that Node cannot read', null]);
  });
});
