// A message from a file: headers, envelope, and the authentication results of one's own server, when asked for.
import { describe, expect, it } from 'vitest';
import { authenticationServers, headerBlock, importMessage, messageText, withAuthenticationOf } from '../../../docs/playground/message-import.js';
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
    expect(headerBlock(`${headers}the body\r\n\r\nmore`)).toBe(headers);
    expect(headerBlock('From: a@b.example\n\nbody')).toBe('From: a@b.example\n\n');
    expect(headerBlock('\nbody')).toBe('\n');
    expect(headerBlock('From: a@b.example')).toBe('From: a@b.example');
  });
});

describe('a message that is imported', () => {
  it('gives headers and envelope, and no result that nobody vouched for', () => {
    expect(importMessage(`${headers}body`, before)).toEqual({
      envelope: { mailFrom: 'cards@bank.example', rcptTo: ['ann@own.example'] },
      headers,
      session: { tls: false },
    });
  });

  it('keeps what it does not tell', () => {
    expect(importMessage('From: a@b.example\n\n', before).envelope).toEqual(before.envelope);
    expect(importMessage('Return-Path: <>\nDelivered-To: nobody\n\n', before).envelope).toEqual({ mailFrom: null, rcptTo: ['bob@own.example'] });
  });

  it('names the servers that say something of authentication, and believes the one that is named', () => {
    expect(authenticationServers(headers)).toEqual(['mx.own.example', 'elsewhere.example']);
    expect(authenticationServers('From: a@b.example')).toEqual([]);
    const message = importMessage(headers, before);
    expect(withAuthenticationOf(message, 'mx.own.example').authentication).toEqual({ dkim: [{ result: 'pass', domain: 'bank.example' }] });
    expect(withAuthenticationOf({ envelope: before.envelope }, 'mx.own.example').authentication).toEqual({});
  });
});
