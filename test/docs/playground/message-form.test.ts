// The parts of a message as the form shows and changes them: a change says what was chosen, and touches nothing else.
import { describe, expect, it } from 'vitest';
import {
  authorSource,
  factChoice,
  fromValues,
  GOOD_SESSION,
  linesOf,
  presentsCertificate,
  sessionChoice,
  signaturesOf,
  tlsOf,
  withAuthenticationKnown,
  withAuthorSource,
  withCertificatePresented,
  withEnvelope,
  withFact,
  withFrom,
  withHeaders,
  withResult,
  withSecureTransport,
  withSessionChoice,
  withSignatures,
  withVersion,
} from '../../../docs/playground/message-form.js';
import { fromFields, readFrom } from '../../../src/index.js';
import type { Message } from '../../../src/index.js';

const bare: Message = { envelope: { mailFrom: 'ann@own.example', rcptTo: ['orders@partner.example'] } };

describe('the lines of a text field', () => {
  it('are the items, without blanks', () => {
    expect(linesOf(' a@b.example \r\n\n c@d.example\r')).toEqual(['a@b.example', 'c@d.example']);
    expect(linesOf('')).toEqual([]);
  });
});

describe('the author', () => {
  it('stays who it is when it is given another way', () => {
    const block = { ...bare, headers: 'From: A <a@b.example>\nSubject: x\nFROM: c@d.example\n\nFrom: no@field.example' };
    expect(withAuthorSource(block, 'from')).toEqual({ ...bare, from: ['A <a@b.example>', 'c@d.example'] });
    expect(readFrom(fromFields(withAuthorSource({ ...bare, from: ['A <a@b.example>', 'c@d.example'] }, 'headers').headers ?? ''))).toEqual(readFrom(['A <a@b.example>', 'c@d.example']));
    expect(withAuthorSource({ ...bare, headers: 'Subject: nobody\n\n' }, 'from')).toEqual(withAuthorSource(bare, 'from'));
  });

  it('is given by From values before headers', () => {
    expect(authorSource(bare)).toBe('none');
    expect(authorSource({ ...bare, from: [] })).toBe('none');
    expect(authorSource({ ...bare, headers: 'From: a@b.example' })).toBe('headers');
    expect(authorSource({ ...bare, headers: '', from: 'a@b.example' })).toBe('from');
    expect(authorSource({ ...bare, from: ['a@b.example'] })).toBe('from');
  });

  it('is one value, or several', () => {
    expect(fromValues({ ...bare, from: 'a@b.example' })).toEqual(['a@b.example']);
    expect(fromValues(bare)).toEqual([]);
    expect(withFrom({ ...bare, headers: 'x' }, ['a@b.example'])).toEqual({ ...bare, from: 'a@b.example' });
    expect(withFrom(bare, ['a@b.example', 'c@d.example'])).toEqual({ ...bare, from: ['a@b.example', 'c@d.example'] });
    expect(withHeaders({ ...bare, from: 'x' }, 'From: y')).toEqual({ ...bare, headers: 'From: y' });
    expect(withAuthorSource({ ...bare, from: 'x', headers: 'y' }, 'none')).toEqual(bare);
  });
});

describe('envelope and secure transport', () => {
  it('change one thing', () => {
    expect(withEnvelope(bare, { mailFrom: null })).toEqual({ envelope: { mailFrom: null, rcptTo: ['orders@partner.example'] } });
    expect(withSecureTransport(bare, true)).toEqual({ ...bare, secureTransport: true });
    expect(withSecureTransport({ ...bare, secureTransport: true }, false)).toEqual(bare);
  });
});

describe('authentication', () => {
  it('is unknown, or results', () => {
    const known = withAuthenticationKnown(bare, true);
    expect(known).toEqual({ ...bare, authentication: {} });
    expect(withAuthenticationKnown(known, false)).toEqual(bare);
    const spf = withResult(known, 'spf', 'pass', 'partner.example');
    expect(spf.authentication).toEqual({ spf: { result: 'pass', domain: 'partner.example' } });
    expect(withResult(spf, 'dmarc', 'fail', '').authentication).toEqual({ spf: { result: 'pass', domain: 'partner.example' }, dmarc: { result: 'fail' } });
    expect(withResult(spf, 'spf', null, '').authentication).toEqual({});
  });

  it('has any number of signatures', () => {
    const signed = withSignatures(bare, [{ result: 'pass', domain: 'partner.example' }]);
    expect(signaturesOf(signed)).toEqual([{ result: 'pass', domain: 'partner.example' }]);
    expect(withSignatures(signed, []).authentication).toEqual({});
    expect(signaturesOf(bare)).toEqual([]);
  });
});

describe('the session', () => {
  it('is not known, no TLS or TLS', () => {
    expect(sessionChoice(bare)).toBe('unknown');
    const plain = withSessionChoice(bare, 'no-tls');
    expect([sessionChoice(plain), plain.session]).toEqual(['no-tls', { tls: false }]);
    const tls = withSessionChoice(plain, 'tls');
    expect([sessionChoice(tls), tls.session]).toEqual(['tls', GOOD_SESSION]);
    expect(withSessionChoice(tls, 'tls')).toBe(tls);
    expect(withSessionChoice(tls, 'unknown')).toEqual(bare);
  });

  it('has a version and facts of a certificate only with TLS', () => {
    const tls = withVersion(withSessionChoice(bare, 'tls'), 'TLSv1.1');
    expect(tlsOf(tls)?.version).toBe('TLSv1.1');
    expect([factChoice(tls, 'trusted'), factChoice(tls, 'expired'), factChoice(withFact(tls, 'trusted', 'unknown'), 'trusted')]).toEqual(['yes', 'no', 'unknown']);
    expect(withFact(tls, 'trusted', 'no').session).toEqual({ ...GOOD_SESSION, version: 'TLSv1.1', certificate: { trusted: false, hostnameMatches: true, expired: false } });
    const none = withCertificatePresented(tls, false);
    expect([presentsCertificate(tls), presentsCertificate(none), factChoice(none, 'trusted')]).toEqual([true, false, 'unknown']);
    expect(withCertificatePresented(none, true).session).toMatchObject({ certificate: {} });
    for (const change of [withVersion(bare, 'TLSv1'), withFact(bare, 'trusted', 'yes'), withCertificatePresented(bare, false)]) expect(change).toBe(bare);
  });
});
