// What a link can hold and the form cannot show is told; what it can show is not.
import { describe, expect, it } from 'vitest';
import { examples } from '../../../docs/playground/examples.js';
import { messagePresets } from '../../../docs/playground/presets.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import { unshownParts } from '../../../docs/playground/unshown-parts.js';
import type { Message } from '../../../src/index.js';

const envelope = { mailFrom: 'ann@own.example', rcptTo: ['orders@partner.example'] };

describe('the form', () => {
  it('shows every example and every message to pick whole', () => {
    const shown = [startingState, ...[...examples.values()].map(({ state }) => state), ...messagePresets(null)];
    for (const { message, direction } of shown) expect(unshownParts(message, direction)).toEqual([]);
  });

  it('shows what is empty, missing or in another script', () => {
    expect(unshownParts({ envelope: { mailFrom: null, rcptTo: [] } }, 'inbound')).toEqual([]);
    expect(unshownParts({ envelope: { mailFrom: '', rcptTo: ['пост@пример.рф'] }, from: [], authentication: {} }, 'inbound')).toEqual([]);
    expect(unshownParts({ envelope, headers: 'From: a@b.example\r\n\tc\r\nX: y\n\n', session: { tls: true, version: '' } }, 'inbound')).toEqual([]);
  });

  it.each<[Message, string[]]>([
    [{ envelope: { ...envelope, mailFrom: 'ann@own.example\n' } }, ['the sender']],
    [{ envelope: { ...envelope, mailFrom: ' ann@own.example' } }, ['the sender']],
    [{ envelope: { ...envelope, mailFrom: 'ann\u202E@own.example' } }, ['the sender']],
    [{ envelope: { ...envelope, rcptTo: [''] } }, ['the recipients']],
    [{ envelope: { ...envelope, rcptTo: ['a@b.example\nc@d.example'] } }, ['the recipients']],
    [{ envelope: { ...envelope, rcptTo: ['a@b.example '] } }, ['the recipients']],
    [{ envelope: { ...envelope, rcptTo: ['a\u200B@b.example'] } }, ['the recipients']],
    [{ envelope, from: 'A\r\n <a@b.example>' }, ['the value of From']],
    [{ envelope, from: ['a@b.example', '\uD800'] }, ['the value of From']],
    [{ envelope, headers: 'From: a@b.example\rX: y\n\n' }, ['the header block']],
    [{ envelope, headers: 'From: a@b.example\0\n\n' }, ['the header block']],
    [{ envelope, from: 'a@b.example', headers: 'From: c@d.example\n\n' }, ['the header block, which is not read beside the value of From']],
    [{ envelope, authentication: { spf: { result: 'pass', domain: '' }, dmarc: { result: 'pass', domain: 'b.example\n' } } }, ['the SPF domain', 'the DMARC domain']],
    [{ envelope, authentication: { dkim: [{ result: 'pass', domain: '' }, { result: 'pass', domain: '\u00A0b.example' }] } }, ['signing domain 2']],
    [{ envelope, session: { tls: true, version: 'TLSv1.3 ' } }, ['the TLS version']],
    [{ envelope, session: { tls: true, version: 'TLS  v1.3' } }, ['the TLS version']],
  ])('cannot show %j', (message, parts) => {
    expect(unshownParts(message, 'inbound')).toEqual(parts);
  });

  it('is not asked for what does not count outbound', () => {
    expect(unshownParts({ envelope, from: '\n', headers: '\0', authentication: { spf: { result: 'pass', domain: '' } } }, 'outbound')).toEqual([]);
  });
});
