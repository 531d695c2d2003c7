// The report to the sender: who gets one, its header, its parts, and that no text breaks its structure (S-10.2, S-10.3).
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { DsnFields } from '../../../src/evaluate/dsn-fields.js';
import { nonDeliveryReport } from '../../../src/report/non-delivery-report.js';
import type { ReportOptions } from '../../../src/report/non-delivery-report.js';
import { partsOf } from './report-parts.js';

const fields: DsnFields = { finalRecipient: 'rfc822; bob@partner.example', action: 'failed', status: '5.7.10', diagnosticCode: 'smtp; 550 5.7.10 no TLS', remoteMta: 'dns; mx.partner.example' };
const bob = { recipient: 'bob@partner.example', fields };
const original = 'From: Ann <ann@example.com>\r\nSubject: hello\r\n\r\nThe body.\r\n';
const options: ReportOptions = { mailFrom: 'ann@example.com', reportingMta: 'mx.example.com', date: 'Mon, 30 Nov 2026 11:00:00 +0000', messageId: '<1@mx.example.com>', original: bytes(original) };

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}

/** Of the report, as a text with a character for each byte. */
function textOf(more: Partial<ReportOptions> = {}, failed = [bob]): string {
  return Buffer.from(nonDeliveryReport(failed, { ...options, ...more })!.message).toString('latin1');
}

describe('a report', () => {
  it('is for the sender, from nobody', () => {
    expect(nonDeliveryReport([bob], options)).toMatchObject({ envelope: { mailFrom: null, rcptTo: ['ann@example.com'] }, body: '7bit', smtpUtf8: false });
  });

  it.each([
    ['the message is a report itself', null],
    ['its reverse-path is empty', ''],
    ['its reverse-path is no address', 'ann'],
    ['its reverse-path would break a line', 'ann@example.com\r\nBcc: eve@evil.example'],
    ['its reverse-path has angle brackets', 'ann@example.com>, <eve@evil.example'],
    ['its reverse-path is endless', `${'a'.repeat(500)}@example.com`],
    ['its reverse-path is too long for a line in UTF-8', `${'你'.repeat(400)}@example.com`],
  ])('is not made where %s', (_name, mailFrom) => {
    expect(nonDeliveryReport([bob], { ...options, mailFrom })).toBeNull();
  });

  it('is not made where nothing failed', () => {
    expect(nonDeliveryReport([], options)).toBeNull();
  });

  it('says in its header what it is', () => {
    const head = textOf().split('\r\n\r\n')[0];
    expect(head).toBe(
      [
        'From: Mail Delivery System <postmaster@mx.example.com>',
        'To: <ann@example.com>',
        'Subject: Undelivered Mail Returned to Sender',
        'Date: Mon, 30 Nov 2026 11:00:00 +0000',
        'Message-ID: <1@mx.example.com>',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status;',
        ' boundary="=_1_report"',
      ].join('\r\n'),
    );
    expect(textOf({ from: 'mailer-daemon@example.com' })).toContain('From: Mail Delivery System <mailer-daemon@example.com>\r\n');
  });

  it('has words, fields and the header block of the message', () => {
    const [words, status, returned, ...more] = partsOf(textOf());
    expect(more).toEqual([]);
    expect(words!.head).toEqual(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable']);
    expect(words!.body).toContain('This is the mail system at mx.example.com.');
    expect(words!.body).toContain('<bob@partner.example>\r\n    mx.partner.example: 550 5.7.10 no TLS\r\n');
    expect(status).toEqual({
      head: ['Content-Type: message/delivery-status'],
      body: [
        'Reporting-MTA: dns; mx.example.com',
        '',
        'Final-Recipient: rfc822; bob@partner.example',
        'Action: failed',
        'Status: 5.7.10',
        'Remote-MTA: dns; mx.partner.example',
        'Diagnostic-Code: smtp; 550 5.7.10 no TLS',
        '',
      ].join('\r\n'),
    });
    expect(returned).toEqual({ head: ['Content-Type: text/rfc822-headers'], body: 'From: Ann <ann@example.com>\r\nSubject: hello\r\n' });
  });

  it('has a block for each recipient, and says nothing of a host where none was asked', () => {
    const eve = { recipient: 'eve@partner.example', fields: { ...fields, finalRecipient: 'rfc822; eve@partner.example', remoteMta: null } };
    const [words, status] = partsOf(textOf({}, [bob, eve]));
    expect(status!.body.split('\r\n\r\n')[2]).toBe('Final-Recipient: rfc822; eve@partner.example\r\nAction: failed\r\nStatus: 5.7.10\r\nDiagnostic-Code: smtp; 550 5.7.10 no TLS\r\n');
    expect(words!.body).toContain('<eve@partner.example>\r\n    550 5.7.10 no TLS');
  });
});

describe('what goes back', () => {
  it('is all of the message where that is asked for', () => {
    expect(partsOf(textOf({ returned: 'message' }))[2]).toEqual({ head: ['Content-Type: message/rfc822'], body: original });
  });

  it('is in eight bits where the message is', () => {
    const body = bytes(`${original}für\r\n`);
    const report = nonDeliveryReport([bob], { ...options, original: body, returned: 'message' })!;
    expect([report.body, report.smtpUtf8]).toEqual(['8bit', false]);
    const [, , returned] = partsOf(Buffer.from(report.message).toString('latin1'));
    expect(returned!.head).toEqual(['Content-Type: message/rfc822', 'Content-Transfer-Encoding: 8bit']);
    expect(Buffer.from(returned!.body, 'latin1')).toEqual(Buffer.from(body));
    expect(Buffer.from(report.message).toString('latin1')).toContain('\r\nContent-Transfer-Encoding: 8bit\r\n\r\n--=_');
    expect(partsOf(textOf({ original: bytes('Subject: für\r\n\r\n'), returned: 'message' }))[2]!.head[0]).toBe('Content-Type: message/global');
  });

  it.each([
    ['has lines that end otherwise', 'Subject: a\n\nbody\n'],
    ['has a bare carriage return', 'Subject: a\r\n\r\nb\rc'],
    ['has a NUL', 'Subject: a\r\n\r\n\0'],
    ['has a line that is too long', `Subject: a\r\n\r\n${'x'.repeat(999)}`],
  ])('is the header block alone where the message %s', (_name, text) => {
    expect(partsOf(textOf({ original: bytes(text), returned: 'message' }))[2]).toEqual({ head: ['Content-Type: text/rfc822-headers'], body: 'Subject: a\r\n' });
  });

  it('is encoded where the header block is not ASCII, or could not be carried', () => {
    expect(partsOf(textOf({ original: bytes('Subject: für = \r\n\r\n') }))[2]).toEqual({
      head: ['Content-Type: message/global-headers', 'Content-Transfer-Encoding: quoted-printable'],
      body: 'Subject: f=C3=BCr =3D=20\r\n',
    });
    const long = partsOf(textOf({ original: bytes(`Subject: ${'x'.repeat(1000)}\r\n\r\n`) }))[2]!;
    expect(long.head).toEqual(['Content-Type: text/rfc822-headers', 'Content-Transfer-Encoding: quoted-printable']);
    expect(long.body.split('\r\n').every((line) => line.length <= 76)).toBe(true);
    expect(long.body.replaceAll('=\r\n', '')).toBe(`Subject: ${'x'.repeat(1000)}\r\n`);
  });

  it('is nothing of a message without a header', () => {
    expect(partsOf(textOf({ original: bytes('\r\nbody') }))[2]!.body).toBe('\r\n');
    expect(partsOf(textOf({ original: bytes('') }))[2]!.body).toBe('\r\n');
  });
});

describe('hostile text', () => {
  it('in a message ends no part', () => {
    const evil = 'Subject: a\r\nX: --=_1_report\r\n\r\n--=_1_report\r\n--=_2_report--\r\n--=_4_report\r\n';
    const text = textOf({ original: bytes(evil), returned: 'message' });
    expect(text).toContain('boundary="=_3_report"');
    expect(partsOf(text)[2]!.body).toBe(evil);
  });

  it('in fields and addresses makes no line', () => {
    const evil = '\r\n\r\n--=_1_report\r\nContent-Type: text/html\r\n\r\n\u202e';
    const hostile = { recipient: `bob@partner.example${evil}`, fields: { ...fields, diagnosticCode: `smtp; 550 ${evil}`, remoteMta: `dns; ${evil}`, finalRecipient: evil } };
    const parts = partsOf(textOf({}, [hostile]));
    expect(parts.map(({ head }) => head[0])).toEqual(['Content-Type: text/plain; charset=utf-8', 'Content-Type: message/delivery-status', 'Content-Type: text/rfc822-headers']);
    expect(parts[1]!.body.split('\r\n')).toHaveLength(8);
    expect(parts[0]!.body).not.toMatch(/^Content-Type/m);
  });

  it.each<[string, Partial<ReportOptions>]>([
    ['reportingMta', { reportingMta: 'mx.example.com\r\nBcc: eve@evil.example' }],
    ['from', { from: 'Ann <ann@example.com>' }],
    ['date', { date: 'today\r\n' }],
    ['messageId', { messageId: '1@mx.example.com' }],
    ['original', { original: 'text' as never }],
    ['returned', { returned: 'all' as never }],
  ])('from the caller is misuse: %s', (option, more) => {
    expect(() => nonDeliveryReport([bob], { ...options, ...more })).toThrow(new RegExp(`^\`${option}\` must be `));
  });
});

describe('RFC 6533', () => {
  it('the report of a sender whose address is not ASCII needs SMTPUTF8', () => {
    const report = nonDeliveryReport([bob], { ...options, mailFrom: 'jörg@example.com' })!;
    expect(report).toMatchObject({ smtpUtf8: true, envelope: { rcptTo: ['jörg@example.com'] } });
    expect(Buffer.from(report.message).toString('utf8')).toContain('To: <jörg@example.com>\r\n');
  });

  it('a recipient whose address is not ASCII is named by code points to software, and as it is to people', () => {
    const report = textOf({}, [{ recipient: 'josé@partner.example', fields: { ...fields, finalRecipient: 'utf-8; jos\\x{E9}@partner.example' } }]);
    const [words, status] = partsOf(report);
    expect(status!.body).toContain('\r\nFinal-Recipient: utf-8; jos\\x{E9}@partner.example\r\n');
    expect(words!.body).toContain('<jos=C3=A9@partner.example>');
  });
});
