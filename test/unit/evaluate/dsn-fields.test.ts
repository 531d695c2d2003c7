// The per-recipient fields of a non-delivery report (S-10.2).
import { describe, expect, it } from 'vitest';
import { dsnFields } from '../../../src/evaluate/dsn-fields.js';
import { decidedRecipient } from './sample-decision.js';

const reply = { code: 550, enhancedCode: '5.7.10', text: 'no TLS' };
const bounced = decidedRecipient({ recipient: 'Ann@a.example', outcome: 'bounce', reply });

describe('dsnFields', () => {
  it('S-10.2: for a bounce and a reject', () => {
    const fields = { finalRecipient: 'rfc822; Ann@a.example', action: 'failed', status: '5.7.10', diagnosticCode: 'smtp; 550 5.7.10 no TLS', remoteMta: null };
    expect(dsnFields(bounced)).toEqual(fields);
    expect(dsnFields({ ...bounced, outcome: 'reject' }, {})).toEqual(fields);
  });

  it('S-10.2: none for any other outcome, or without a reply', () => {
    expect(dsnFields({ ...bounced, outcome: 'deliver' })).toBeNull();
    expect(dsnFields({ ...bounced, outcome: 'pending' })).toBeNull();
    expect(dsnFields({ ...bounced, reply: null })).toBeNull();
  });

  it('names the host that was tried', () => {
    expect(dsnFields(bounced, { remoteMta: 'mx.a.example' })?.remoteMta).toBe('dns; mx.a.example');
    expect(dsnFields(bounced, { remoteMta: 'mx\r\nBcc: x@y' })?.remoteMta).toBe('dns; mx\\x{D}\\x{A}Bcc: x@y');
  });

  it('RFC 6533: an internationalised address has the type utf-8', () => {
    expect(dsnFields({ ...bounced, recipient: 'josé@a.example' })?.finalRecipient).toBe('utf-8; jos\\x{E9}@a.example');
    expect(dsnFields({ ...bounced, recipient: 'a@\u0080' })?.finalRecipient).toBe('utf-8; a@\\x{80}');
    expect(dsnFields({ ...bounced, recipient: 'a\u007F@x' })?.finalRecipient).toBe('rfc822; a\\x{7F}@x');
    expect(dsnFields({ ...bounced, recipient: 'a\u0000@x' })?.finalRecipient).toBe('rfc822; a\\x{0}@x');
  });

  it('RFC 6533: within it, blanks, plus and equals signs and backslashes are written by their code points too', () => {
    expect(dsnFields({ ...bounced, recipient: '"é +=\\"@x' })?.finalRecipient).toBe('utf-8; "\\x{E9}\\x{20}\\x{2B}\\x{3D}\\x{5C}"@x');
    expect(dsnFields({ ...bounced, recipient: '" +=\\"@x' })?.finalRecipient).toBe('rfc822; " +=\\"@x');
  });

  it('S-10.3: every field is one line, of bounded length', () => {
    const long = 'x'.repeat(901);
    const cut = `${'x'.repeat(897)}...`;
    expect(dsnFields({ ...bounced, recipient: long })?.finalRecipient).toBe(`rfc822; ${cut}`);
    expect(dsnFields({ ...bounced, reply: { ...reply, text: long } })?.diagnosticCode).toBe(`smtp; 550 5.7.10 ${cut}`);
    expect(dsnFields(bounced, { remoteMta: long })?.remoteMta).toBe(`dns; ${cut}`);
    expect(dsnFields({ ...bounced, reply: { ...reply, text: 'a\nb' } })?.diagnosticCode).toBe('smtp; 550 5.7.10 a\\x{A}b');
  });
});
