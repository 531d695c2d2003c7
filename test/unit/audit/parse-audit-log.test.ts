// Reading a log: every line is a record or a finding at its place (S-16.4).
import { describe, expect, it } from 'vitest';
import { parseAuditLog } from '../../../src/audit/index.js';
import type { AuditLogSource } from '../../../src/audit/index.js';
import { LINES, LOG, RECORDS, logOf } from './sample-log.js';

const line = LINES[1]!;
const second = RECORDS[1]!;
const column = (text: string, part: string): number => text.indexOf(part) + 1;

describe('parseAuditLog', () => {
  it.each<[string, AuditLogSource]>([
    ['text', LOG],
    ['bytes', new TextEncoder().encode(LOG)],
    ['a Buffer', Buffer.from(LOG)],
    ['lines', LINES],
  ])('reads %s', (_name, log) => {
    expect(parseAuditLog(log)).toEqual({ records: RECORDS, findings: [] });
  });

  it.each([[new DataView(new ArrayBuffer(4))], [Uint16Array.from(Buffer.from(LOG))], [new Uint8Array(4).buffer], [null], [7], [[LINES[0], null]]])('takes nothing else for a log (case %#)', (log) => {
    expect(() => parseAuditLog(log as unknown as AuditLogSource)).toThrow(new TypeError('the log is no text; give the text of the log, the bytes of its file, or a list of its lines'));
  });

  it('reads an empty log', () => {
    for (const log of ['', [], new Uint8Array()]) expect(parseAuditLog(log)).toEqual({ records: [], findings: [] });
  });

  it('gives frozen records', () => {
    expect(parseAuditLog(LOG).records.every((record) => Object.isFrozen(record) && Object.isFrozen(record.changes[0]))).toBe(true);
  });

  const changed = (from: string, to: string): string => {
    expect(line).toContain(from);
    return line.replace(from, to);
  };

  it.each<[code: string, text: string, column: number, message: RegExp]>([
    ['blank-line', '', 1, /remove it/],
    ['blank-line', ' \r', 1, /remove it/],
    ['encoding', '\ud800', 1, /not UTF-8/],
    ['syntax', 'nonsense', 1, /no JSON/],
    ['syntax', line.slice(0, -1), line.length, /no JSON/],
    ['syntax', `${line}x`, line.length + 1, /no JSON/],
    ['syntax', changed('"reason":', '"reason";'), column(line, '"reason":') + 8, /no JSON/],
    ['syntax', changed('change 2', 'change\u00012'), column(line, 'change 2') + 6, /no JSON/],
    ['not-canonical', ` ${line}`, 1, /not as it was written/],
    ['not-canonical', `${line}\r`, line.length + 1, /not as it was written/],
    ['not-canonical', changed('change 2', 'chang\\u0065 2'), column(line, 'change 2') + 5, /not as it was written/],
    ['not-canonical', changed('"effects":null', '"effects":null,"effects":null'), column(line, ',"everySetting"') + 3, /keys in order/],
    ['not-canonical', JSON.stringify(second), 3, /keys in order/],
    ['unknown-version', changed('"version":1', '"version":2'), column(line, '1}'), /version 2; this release reads version 1/],
    ['invalid-record', '[]', 1, /an empty list stands where an object should/],
    ['invalid-record', 'null', 1, /null stands where an object should/],
    ['invalid-record', '{}', 1, /`version` is missing/],
    ['invalid-record', changed('"sequence":2', '"sequence":0'), column(line, '2,"settings"'), /the number 0 stands where a whole number from 1/],
    ['invalid-record', changed('"sequence":2', '"sequence":1'), column(line, '"previous":') + 11, /the first record, and no other/],
    ['invalid-record', changed('"actor":', '"author":'), column(line, '"bob') + 1, /`author` is no key/],
    ['invalid-record', changed('08:30:00.000Z', '08:30:00Z'), column(line, '"2026'), /a moment in UTC/],
    ['invalid-record', changed('-21T', '-31T'), column(line, '"2026'), /a moment in UTC/],
    ['invalid-record', changed('bob@corp.test', ' '), column(line, '"bob'), /one line of visible text/],
    ['invalid-record', changed('bob@corp.test', 'bob\\u001b[2J'), column(line, '"bob'), /one line of visible text/],
    ['invalid-record', changed('entry-added', 'entry-lost'), column(line, '"entry-added"'), /`entry-lost` is no kind of change/],
    ['invalid-record', changed('"kind":"entry-added"', '"kind":7'), column(line, '"entry-added"'), /the number 7 stands where text/],
    ['invalid-record', changed('"entry":"bank.example",', ''), column(line, '{"addressList"'), /`entry` is missing/],
    ['invalid-record', changed('"requireAuthentication":true', '"requireAuthentication":1'), column(line, 'true'), /stands where true or false/],
    ['invalid-record', changed('"settings":["tls"]', '"settings":["tsl"]'), column(line, '["tls"]'), /not what the changes touch/],
    ['invalid-record', changed('"everySetting":false', '"everySetting":true'), column(line, 'false,"orgUnits"'), /not what the changes touch/],
    ['invalid-record', changed(second.policyAfter, second.policyBefore!), column(line, `"${second.policyAfter}`), /there are changes, and yet the policies are the same/],
    ['invalid-record', changed(second.policyAfter, second.policyAfter.toUpperCase()), column(line, `"${second.policyAfter}`), /a hash/],
    ['invalid-record', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 1, /stands where an object should/],
  ])('finds %s (case %#)', (code, text, at, message) => {
    const { records, findings } = parseAuditLog(logOf([LINES[0]!, text, LINES[2]!]));
    expect(records).toEqual([RECORDS[0], RECORDS[2]]);
    expect(findings).toEqual([{ severity: 'error', code, line: 2, column: at, message: expect.stringMatching(message) as string }]);
  });

  it('finds what agrees with itself no more: no change, and yet other policies', () => {
    const text = line.replace(/"changes":\[.*?\],"effects"/, '"changes":[],"effects"');
    expect(parseAuditLog([text]).findings).toMatchObject([{ code: 'invalid-record', message: expect.stringContaining('no change, and yet the policies differ') as string }]);
  });

  it('finds the place in a line of many millions of characters', () => {
    const long = 'x'.repeat(20_000_000);
    expect(parseAuditLog([`{"a":"${long}`]).findings).toMatchObject([{ code: 'syntax', column: 7 + long.length }]);
    expect(parseAuditLog([line.replace('change 2', `${long}`).replace('"version":1', '"version":01')]).findings).toMatchObject([{ code: 'syntax' }]);
  });

  it('finds values that are nested too deep', () => {
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    const text = line.replace(/"changes":\[.*?\],"effects"/, `"changes":[{"addressList":"l","fields":[{"after":${deep},"before":null,"field":"f"}],"kind":"list-changed"}],"effects"`);
    expect(parseAuditLog([text]).findings).toMatchObject([{ code: 'invalid-record', column: text.indexOf('[[[') + 1 }]);
  });

  it('finds what was added or removed without what it said', () => {
    for (const kept of ['{"addressList":"l","entries":0,"kind":"list-removed"}', '{"kind":"setting-removed","orgUnit":"/","overrides":null,"setting":"tls"}']) {
      const text = line.replace(/"changes":\[.*?\],"effects"/, `"changes":[${kept}],"effects"`);
      expect(parseAuditLog([text]).findings).toMatchObject([{ code: 'invalid-record', message: expect.stringContaining('`fields` is missing') as string }]);
    }
  });

  const host = (name: string): string => `{"host":"${name}","kind":"host","mxLookup":false,"port":25}`;
  const field = (before: string, after: string): string => `[{"after":${after},"before":${before},"field":"mode"}]`;
  it.each<[change: string, place: string, message: string]>([
    [`{"fields":${field('"testing"', '"enforce"')},"kind":"setting-added","orgUnit":"/","overrides":null,"setting":"s"}`, '"testing"', 'the text `testing` stands where null should'],
    [`{"fields":${field('"testing"', '"enforce"')},"kind":"setting-removed","orgUnit":"/","overrides":null,"setting":"s"}`, '"enforce"', 'the text `enforce` stands where null should'],
    ['{"fields":[],"kind":"setting-changed","orgUnit":"/","setting":"s"}', '[]', 'an empty list stands where a list that is not empty should'],
    [`{"fields":${field('["a"]', '["a"]')},"kind":"setting-changed","orgUnit":"/","setting":"s"}`, '["a"]', 'the value is the same before and after'],
    [`{"addressList":"l","entries":0,"fields":${field('"x"', '"y"')},"kind":"list-added"}`, '"x"', 'the text `x` stands where null should'],
    [`{"addressList":"l","entries":0,"fields":${field('"x"', '"y"')},"kind":"list-removed"}`, '"y"', 'the text `y` stands where null should'],
    ['{"addressList":"l","entries":1,"fields":[],"kind":"list-added"}', '1,', 'the list has another number of entries among the changes'],
    ['{"addressList":"l","fields":[],"kind":"list-changed"}', '[]', 'an empty list stands where a list that is not empty should'],
    ['{"after":"/a","before":"/b","kind":"user-added","user":"u"}', '"/b"', 'the text `/b` stands where null should'],
    ['{"after":"/a","before":null,"kind":"user-removed","user":"u"}', 'null', 'null stands where text should'],
    ['{"after":"/a","before":"/a","kind":"user-moved","user":"u"}', '"/a"', 'the value is the same before and after'],
    [`{"after":${host('a')},"before":${host('b')},"kind":"route-added","route":"r"}`, host('b'), 'an object stands where null should'],
    [`{"after":null,"before":null,"kind":"route-removed","route":"r"}`, 'null,"kind', 'null stands where an object should'],
    [`{"after":${host('a')},"before":${host('a')},"kind":"route-changed","route":"r"}`, host('a'), 'the value is the same before and after'],
    ['{"after":"strict","before":"strict","kind":"option-changed","option":"alignment"}', '"strict"', 'the value is the same before and after'],
    [`{"after":${host('a').replace('25', '0')},"before":null,"kind":"route-added","route":"r"}`, '0}', 'the number 0 stands where a port should'],
    ['null', 'null', 'null stands where an object should'],
    ['[]', '[]', 'an empty list stands where an object should'],
    ['{"fields":7,"kind":"setting-changed","orgUnit":"/","setting":"s"}', '7', 'the number 7 stands where a list that is not empty should'],
  ])('finds a change that does not agree with its kind: %s', (change, place, message) => {
    const text = line.replace(/"changes":\[.*?\],"effects"/, `"changes":[${change}],"effects"`);
    expect(parseAuditLog([text]).findings).toMatchObject([{ code: 'invalid-record', column: text.indexOf(place, text.indexOf('"changes":[') + '"changes":['.length) + 1, message: `this is no record: ${message}` }]);
  });

  it.each([
    ['"uses":[{"kind":"address-list","name":"partners"', '"uses":[{"kind":"address-list","name":"others"', '`uses` is not about the address lists and routes among the changes'],
    ['"uses":[{"kind":"address-list"', '"uses":[{"kind":"user"', 'the text `user` stands where `address-list` or `route` should'],
    ['"uses":[{"kind":"address-list"', '"uses":[{"kind":"route"', '`alternateSecureRoute` is missing'],
    [/"uses":\[.*\],/, '"uses":[],', '`uses` is not about the address lists and routes among the changes'],
  ])('finds uses of what did not change: %s', (from, to, message) => {
    expect(line).toMatch(from);
    expect(parseAuditLog([line.replace(from, to)]).findings).toMatchObject([{ code: 'invalid-record', message: `this is no record: ${message}` }]);
  });

  it('takes text in which a later version of Unicode hides something, for it was whole when it was written', () => {
    expect(parseAuditLog([line.replace('bob', 'bo\u00adb')]).records).toMatchObject([{ actor: 'bo\u00adb@corp.test' }]);
    for (const breaking of ['\u0085', '\u2028', '\\ud800']) expect(parseAuditLog([line.replace('bob', `b${breaking}b`)]).findings).toMatchObject([{ code: 'invalid-record' }]);
  });

  it('finds a last line that was not written to its end', () => {
    for (let length = 1; length <= line.length; length++) {
      const { records, findings } = parseAuditLog(logOf([LINES[0]!]) + line.slice(0, length));
      expect(records).toEqual([RECORDS[0]]);
      expect(findings).toMatchObject([{ severity: 'error', code: 'truncated-line', line: 2, column: length + 1 }]);
    }
  });

  it('finds bytes that are not UTF-8', () => {
    const bytes = Buffer.from(LOG);
    bytes[LINES[0]!.length + 20] = 0xff;
    expect(parseAuditLog(bytes)).toMatchObject({ records: [RECORDS[0], RECORDS[2], RECORDS[3]], findings: [{ code: 'encoding', line: 2, column: 1 }] });
  });

  it.each([[undefined], [null], [7], [{}], [[1]]])('refuses %j', (log) => {
    expect(() => parseAuditLog(log as unknown as string)).toThrow(TypeError);
  });
});
