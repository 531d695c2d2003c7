// A message from a file: headers, envelope, and the authentication results of one's own server, when asked for.
import { describe, expect, it } from 'vitest';
import { authenticationServers, headerBytes, importMessage, messageText, withAuthenticationOf } from '../../../docs/playground/message-import.js';
import type { Message } from '../../../src/index.js';

const before: Message = { envelope: { mailFrom: 'ann@own.example', rcptTo: ['bob@own.example'] }, from: 'x@y.example', authentication: { dmarc: { result: 'pass' } }, session: { tls: false } };
const headers = [
  'Return-Path: <cards@bank.example>',
  'Delivered-To: ann@own.example',
  'X-Original-To: ann@own.example',
  'Authentication-Results: mx.own.example;',
  '\tdkim=pass header.d=bank.example',
  'Authentication-Results: elsewhere.example; dmarc=pass header.from=bank.example',
  'From: Bank <cards@bank.example>',
  '',
  '',
].join('\r\n');

describe('the text of a message', () => {
  it('is UTF-8, or bytes that are kept one by one', () => {
    expect(messageText(new TextEncoder().encode('Fröm'))).toBe('Fröm');
    expect(messageText(Uint8Array.of(0x46, 0xf6))).toBe('F\u00f6');
  });

  it('ends with its header block', () => {
    const block = (text: string): string => messageText(headerBytes(new TextEncoder().encode(text)));
    expect(block(`${headers}the body\r\n\r\nmore`)).toBe(headers);
    expect(block('From: a@b.example\n\nbody')).toBe('From: a@b.example\n\n');
    expect(block('From: a@b.example\r\n\nbody')).toBe('From: a@b.example\r\n\n');
    expect(block('\nbody')).toBe('\n');
    expect(block('\r\nbody')).toBe('\r\n');
    expect(block('From: a@b.example')).toBe('From: a@b.example');
    expect(block('A: b\rX: y\r\n z\n')).toBe('A: b\rX: y\r\n z\n');
  });

  it('is read in the charset of its headers, whatever that of its body is', () => {
    const bytes = Uint8Array.of(...new TextEncoder().encode('From: Fröm <a@b.example>\r\n\r\n'), 0xf6);
    expect(messageText(headerBytes(bytes))).toBe('From: Fröm <a@b.example>\r\n\r\n');
  });
});

describe('a message that is imported', () => {
  it('gives headers and envelope, and no result that nobody vouched for', () => {
    expect(importMessage(headers, before)).toEqual({
      message: { envelope: { mailFrom: 'cards@bank.example', rcptTo: ['ann@own.example'] }, headers, session: { tls: false } },
      missing: '',
    });
  });

  it('keeps what it does not tell, and says so', () => {
    const untold = importMessage('From: a@b.example\n\n', before);
    expect([untold.message.envelope, untold.missing]).toEqual([before.envelope, "It does not tell the envelope's sender and recipients: check what stands there. "]);
    const half = importMessage('Return-Path: <>\nDelivered-To: nobody\n\n', before);
    expect([half.message.envelope, half.missing]).toEqual([{ mailFrom: null, rcptTo: ['bob@own.example'] }, "It does not tell the envelope's recipients: check what stands there. "]);
  });

  it('reads fields as the engine does: folded, with a blank before the colon, to the end of the header block', () => {
    const { message } = importMessage('Return-Path:\r\n <cards@bank.example>\r\nDelivered-To : ann@own.example\r\nX-Original-To: eve@own.example\rx\r\n\r\nDelivered-To: body@own.example\r\n', before);
    expect(message.envelope).toEqual({ mailFrom: 'cards@bank.example', rcptTo: ['ann@own.example'] });
  });

  it('names the servers that say something of authentication, and believes the one that is named', () => {
    expect(authenticationServers(headers)).toEqual(['mx.own.example', 'elsewhere.example']);
    expect(authenticationServers('From: a@b.example')).toEqual([]);
    const { message } = importMessage(headers, before);
    expect(withAuthenticationOf(message, 'mx.own.example').authentication).toEqual({ dkim: [{ result: 'pass', domain: 'bank.example' }] });
    expect(withAuthenticationOf({ envelope: before.envelope }, 'mx.own.example').authentication).toEqual({});
  });
});
