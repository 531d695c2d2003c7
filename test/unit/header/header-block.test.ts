// The From fields of header blocks and messages (S-4.6), and what may be taken for one (S-4.7).
import { describe, expect, it } from 'vitest';
import { readFrom } from '../../../src/header/from-field.js';
import { fromFields } from '../../../src/header/header-block.js';

describe('fromFields', () => {
  it.each([
    ['nothing', '', []],
    ['no From field', 'To: a@b\r\nSender: c@d\r\n\r\n', []],
    ['one', 'From: ann@example.com', ['ann@example.com']],
    ['any case', 'FROM: a@b\nfrom: c@d\nfRoM:e@f', ['a@b', 'c@d', 'e@f']],
    ['blanks before the colon', 'From : a@b\r\nFrom\t \t: c@d', ['a@b', 'c@d']],
    ['several, in order', 'From: a@b\r\nTo: x@y\r\nFrom: c@d\r\nFrom: a@b\r\n', ['a@b', 'c@d', 'a@b']],
    ['blanks at both ends', 'From: \t a@b \t\r\n', ['a@b']],
    ['blanks of other kinds', 'From:\u00a0a@b\u00a0\r\n', ['\u00a0a@b\u00a0']],
    ['an empty one', 'From:\r\nTo: x@y', ['']],
    ['one of blanks', 'From: \t \r\n', ['']],
    ['folding', 'From: Ann\r\n\t<a@b>\r\n  (x)\r\nTo: c@d', ['Ann\t<a@b>  (x)']],
    ['folding by LF', 'From:\n a@b\nTo: c@d', ['a@b']],
    ['folding at both ends', 'From:\r\n \r\n a@b\r\n \r\nTo: c@d', ['a@b']],
    ['the body', 'From: a@b\r\n\r\nFrom: c@d\r\n', ['a@b']],
    ['the body after LF', 'From: a@b\n\nFrom: c@d\n', ['a@b']],
    ['an empty line first', '\r\nFrom: a@b', []],
    ['names that begin alike', 'From-X: a@b\r\nFromage: c@d\r\nFro: e@f\r\nX-From: g@h', []],
    ['From inside another value', 'Subject: x\r\n From: a@b\r\nTo: From: c@d', []],
    ['NUL in the value', 'From: a@b\0', ['a@b\0']],
    ['a bare CR in the value', 'From: a@b\rTo: c\r\nTo: d', ['a@b\rTo: c']],
    ['a CR before the CRLF', 'From: a@b\r\r\nTo: d', ['a@b\r']],
    ['a CR at the end', 'From: a@b\r', ['a@b\r']],
    ['an mbox line', 'From ann@example.com Thu Jan  1 00:00:00 1970\nFrom: a@b\n', ['a@b']],
    ['an mbox line, CRLF', 'From ann Thu 00:00\r\nFrom: a@b\r\n', ['a@b']],
    ['an mbox line alone', 'From ann@example.com Thu Jan  1 00:00:00 1970', []],
    ['an mbox line of one word', 'From x\nFrom: a@b', ['a@b']],
    ['an mbox line further down', 'To: x\nFrom ann Thu 00:00\nFrom: a@b', ['a@b']],
    ['a From field first that has a blank', 'From : a@b\nFrom: c@d', ['a@b', 'c@d']],
    ['a From without a colon', 'From\r\nFrom', []],
    ['a line of blanks first', ' \r\nFrom: a@b', ['a@b']],
    ['a word before the name', '>From: a@b\r\n-From: a@b', []],
  ])('finds %s', (_name, headers, values) => {
    expect(fromFields(headers)).toEqual(values);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['an array', ['From: a@b']],
    ['an object', { toString: () => 'From: a@b' }],
  ])('finds nothing in %s', (_name, headers) => {
    expect(fromFields(headers as never)).toEqual([]);
  });
});

describe('fromFields of what only some readers take for a From field', () => {
  it.each([
    ['a colon after folding', 'From\r\n : a@b\r\nTo: x@y', ['\r\n : a@b']],
    ['a colon after folding by LF', 'From \n\t: a@b', ['\n\t: a@b']],
    ['a colon after folding, at once after an mbox line', 'From x\nFrom\n : a@b', ['\n : a@b']],
    ['a colon after blanks and folding, first of all', 'From \r\n : a@b;', ['\r\n : a@b;']],
    ['blanks at the very start', ' From: a@b\r\nFrom: c@d', [': a@b', 'c@d']],
    ['blanks after an mbox line', 'From x\n\tFrom: a@b\nTo: c', [': a@b']],
    ['a byte order mark', '\ufeffFrom: a@b;', [': a@b;']],
    ['a byte order mark further down', 'To: c\n\ufeffFrom : a@b', [': a@b']],
    ['NUL in the name', 'Fr\0om: a@b\r\nTo: c', [': a@b']],
    ['NUL after the name', 'From\0: a@b', [': a@b']],
    ['DEL in the name', 'F\u007from: a@b', [': a@b']],
    ['a no-break space after the name', 'From\u00a0: a@b;', [': a@b;']],
    ['blanks in the name', 'Fr om: a@b', [': a@b']],
    ['a zero-width space in the name', 'F\u200brom:a@b', [':a@b']],
    ['folding in the value', '\u200bFrom: a@b\r\n x ', [': a@b\r\n x']],
    ['a bare CR before it', 'Subject: x\rFrom: a@b\r\nTo: c@d', ['\rFrom: a@b']],
    ['a bare CR before it, in any case', 'Subject: x\rfROM : a@b \n', ['\rfROM : a@b']],
    ['several bare CRs', 'Subject: x\r\rFrom: a@b\rTo: c@d', ['\rFrom: a@b\rTo: c@d']],
    ['several behind bare CRs of one field', 'X: 1\rFrom: a@b\rFrom: c@d\r\n', ['\rFrom: a@b\rFrom: c@d']],
    ['one behind a bare CR in each of two fields', 'X: 1\rFrom: a@b\r\nY: 2\rFrom: c@d\r\n', ['\rFrom: a@b', '\rFrom: c@d']],
    ['a CR, then folding before the colon', 'X: 1\rFrom\r\n : a@b\r\nTo: y', ['\rFrom\r\n : a@b']],
    ['a bare CR in a folded field', 'X: 1\r\n 2\rFrom: a@b\r\nFrom: c@d', ['\rFrom: a@b', 'c@d']],
    ['a bare CR at once', '\rFrom: a@b', [': a@b']],
    ['a bare CR in a field after a From field', 'From: a@b\r\nX: 1\rFrom: c@d', ['a@b', '\rFrom: c@d']],
  ])('gives %s as malformed', (_name, headers, values) => {
    expect(fromFields(headers)).toEqual(values);
    expect(readFrom(values)).toEqual({ known: false, reason: 'malformed' });
  });

  it.each([
    ['other letters', 'Fr\u043em: a@b\r\n\ufeffTo: a@b\r\nFroma: x\r\nFron: x\r\nFrm: x'],
    ['a bare CR before another name', 'X: 1\rTo: a@b\rFroms: c@d\rFro\r\rm\rF\r'],
    ['a bare CR before From without a colon', 'X: 1\rFrom a@b: x'],
    ['a CRLF before a folded From', 'X: 1\r\n From: a@b'],
    ['a bare CR before From with a colon in the next field', 'X: 1\rFrom\r\n: a@b'],
    ['a bare CR in the body', 'X: 1\n\nY\rFrom: a@b'],
  ])('finds none: %s', (_name, headers) => {
    expect(fromFields(headers)).toEqual([]);
  });

  it('keeps what follows a bare CR of a From field in that field', () => {
    expect(fromFields('From: a@b\rFrom: c@d\r\nTo: x')).toEqual(['a@b\rFrom: c@d']);
  });
});
