// The reader of From values, case by case (S-4.1 to S-4.3, S-4.6, S-4.7).
import { describe, expect, it } from 'vitest';
import { readAuthor, readFrom } from '../../../src/header/from-field.js';

const quoted = (text: string): string => JSON.stringify(text);

/** Value, canonical addresses. */
type Known = readonly [value: string, ...mailboxes: string[]];

const known: Readonly<Record<string, readonly Known[]>> = {
  'encoded words in local parts are atoms, and are not decoded': [
    ['=?utf-8?Q?ann?=@example.com', '=?utf-8?q?ann?=@example.com'],
    ['=?UTF-8?b?YW5u?= <=?utf-8?B?YW5u?=@example.com>', '=?utf-8?b?yw5u?=@example.com'],
    ['x=?utf-8?q?ann?=y@example.com', 'x=?utf-8?q?ann?=y@example.com'],
    ['"=?utf-8?Q?a b?="@example.com', '"=?utf-8?q?a b?="@example.com'],
    ['=?utf-8?Q?a.b?=@example.com', '=?utf-8?q?a.b?=@example.com'],
    ['=?utf-8?Q??=@example.com', '=?utf-8?q??=@example.com'],
  ],
  'C1 controls in display names, as octets read one by one give them': [
    ['A\u0080nn <ann@example.com>', 'ann@example.com'],
    ['A\u009fnn <ann@example.com>', 'ann@example.com'],
  ],
  'plain addresses': [
    ['ann@example.com', 'ann@example.com'],
    ['Ann.Bee@Example.COM', 'ann.bee@example.com'],
    ['ann+tag@example.com', 'ann+tag@example.com'],
    ["!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"],
    ['ann@localhost', 'ann@localhost'],
    ['ann@example.com.', 'ann@example.com'],
    [' \tann@example.com\t ', 'ann@example.com'],
    ['ann @ example.com', 'ann@example.com'],
    ['ann@example . com', 'ann@example.com'],
    ['ann . bee@example.com', 'ann.bee@example.com'],
    ['ann@example.com .', 'ann@example.com'],
  ],
  'quoted local parts': [
    ['"ann"@example.com', 'ann@example.com'],
    ['"a\\nn"@example.com', 'ann@example.com'],
    ['"ann bee"@example.com', '"ann bee"@example.com'],
    ['"a@b"@example.com', '"a@b"@example.com'],
    ['"a\\"b"@example.com', '"a\\"b"@example.com'],
    ['"a\\\\b"@example.com', '"a\\\\b"@example.com'],
    ['""@example.com', '""@example.com'],
    ['"ann"."bee"@example.com', 'ann.bee@example.com'],
    ['ann."b c".dee@example.com', '"ann.b c.dee"@example.com'],
    ['"ann" . bee@example.com', 'ann.bee@example.com'],
    ['"".a@example.com', '".a"@example.com'],
    ['"<x@evil.example>"@example.com', '"<x@evil.example>"@example.com'],
    ['"a(b"@example.com', '"a(b"@example.com'],
    ['"a,b;c:d"@example.com', '"a,b;c:d"@example.com'],
  ],
  'display names': [
    ['Ann <ann@example.com>', 'ann@example.com'],
    ['Ann<ann@example.com>', 'ann@example.com'],
    ['<ann@example.com>', 'ann@example.com'],
    [' < ann@example.com > ', 'ann@example.com'],
    ['Ann B. Cee <ann@example.com>', 'ann@example.com'],
    ['Ann B.C. <ann@example.com>', 'ann@example.com'],
    ['Ann... <ann@example.com>', 'ann@example.com'],
    ['Ann . . Bee <ann@example.com>', 'ann@example.com'],
    ['"Doe, Ann" <ann@example.com>', 'ann@example.com'],
    ['"Ann" "Bee" Cee <ann@example.com>', 'ann@example.com'],
    ['"Ann"Bee <ann@example.com>', 'ann@example.com'],
    ['"" <ann@example.com>', 'ann@example.com'],
    ['"evil@evil.example" <ann@example.com>', 'ann@example.com'],
    ['"a <evil@evil.example>" <ann@example.com>', 'ann@example.com'],
    ['"a\\" <evil@evil.example>" <ann@example.com>', 'ann@example.com'],
    ['"a\\\\" <ann@example.com>', 'ann@example.com'],
    ['=?utf-8?Q?Ann?= <ann@example.com>', 'ann@example.com'],
    ['=?utf-8?B?PGV2aWxAZXZpbC5leGFtcGxlPg==?= <ann@example.com>', 'ann@example.com'],
    ['"=?utf-8?Q?evil=40evil.example?=" <ann@example.com>', 'ann@example.com'],
    ['Änn Bée <ann@example.com>', 'ann@example.com'],
    ['\u00a0 <ann@example.com>', 'ann@example.com'],
    ['"\u0001\u007f\u0085" <ann@example.com>', 'ann@example.com'],
    ['"Ann\t" <ann@example.com>', 'ann@example.com'],
  ],
  comments: [
    ['ann@example.com (Ann)', 'ann@example.com'],
    ['(Ann) ann@example.com', 'ann@example.com'],
    ['(a)ann(b)@(c)example(d).(e)com(f)', 'ann@example.com'],
    ['(a)Ann(b)<(c)ann(d)@(e)example.com(f)>(g)', 'ann@example.com'],
    ['ann(a).(b)bee@example.com', 'ann.bee@example.com'],
    ['((a)(b(c)))ann@example.com', 'ann@example.com'],
    ['(a\\)evil@evil.example, )ann@example.com', 'ann@example.com'],
    ['(a\\(b)ann@example.com', 'ann@example.com'],
    ['(a\\\\)ann@example.com', 'ann@example.com'],
    ['()ann@example.com()', 'ann@example.com'],
    ['(<evil@evil.example>) <ann@example.com>', 'ann@example.com'],
    ['ann@example.com (")', 'ann@example.com'],
    ['ann@example.com (\u0001\u0080)', 'ann@example.com'],
    [`${'('.repeat(5000)}${')'.repeat(5000)}ann@example.com`, 'ann@example.com'],
    ['ann@[192.0.2.1](x)', 'ann@[192.0.2.1]'],
  ],
  'several mailboxes': [
    ['ann@example.com, bob@example.net', 'ann@example.com', 'bob@example.net'],
    ['Ann <ann@example.com>,Bob <bob@example.net>', 'ann@example.com', 'bob@example.net'],
    ['bob@example.net, ann@example.com, bob@example.net', 'bob@example.net', 'ann@example.com', 'bob@example.net'],
    [',ann@example.com', 'ann@example.com'],
    ['ann@example.com,', 'ann@example.com'],
    [', ,ann@example.com,,(x), bob@example.net , ,', 'ann@example.com', 'bob@example.net'],
    ['"a, b" <ann@example.com> , (x, y) bob@example.net', 'ann@example.com', 'bob@example.net'],
  ],
  groups: [
    ['Team: ann@example.com;', 'ann@example.com'],
    ['Team: ann@example.com, Bob <bob@example.net>;', 'ann@example.com', 'bob@example.net'],
    ['Team:ann@example.com;, cee@example.org', 'ann@example.com', 'cee@example.org'],
    ['ann@example.com, Team: bob@example.net;', 'ann@example.com', 'bob@example.net'],
    ['A: ann@example.com;, B: bob@example.net;', 'ann@example.com', 'bob@example.net'],
    ['A:;, ann@example.com', 'ann@example.com'],
    ['"The: Team" . x: ann@example.com;', 'ann@example.com'],
    ['Team (x) : (y) ann@example.com (z) ; (w)', 'ann@example.com'],
    ['Team: ,, ann@example.com, ,;', 'ann@example.com'],
    ['Team: (nobody) ;,ann@example.com', 'ann@example.com'],
    ['"": ann@example.com;', 'ann@example.com'],
  ],
  routes: [
    ['<@a.example:ann@example.com>', 'ann@example.com'],
    ['<@a.example,@b.example:ann@example.com>', 'ann@example.com'],
    ['Ann < @ a.example , , @ b.example : ann@example.com>', 'ann@example.com'],
    ['<,,@a.example,:ann@example.com>', 'ann@example.com'],
    ['<(x),(y)@(z)a.example(w):(v)ann@example.com>', 'ann@example.com'],
    ['<@[192.0.2.1]:ann@example.com>', 'ann@example.com'],
  ],
  'domains and literals': [
    ['ann@BÜCHER.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.EXAMPLE', 'ann@xn--bcher-kva.example'],
    ['ann@example\u3002com', 'ann@example.com'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]'],
    ['ann@[ 192.0.2.1\t]', 'ann@[192.0.2.1]'],
    ['ann@[192\\.0.2.1]', 'ann@[192.0.2.1]'],
    ['ann@[IPv6:2001:DB8:0:0::1]', 'ann@[IPv6:2001:db8::1]'],
    ['Ann <ann @ (x) [IPv6:::1] (y)>', 'ann@[IPv6:::1]'],
  ],
  'international local parts': [
    ['änn@example.com', 'änn@example.com'],
    ['a\u0308nn@example.com', 'änn@example.com'],
    ['Ünn@example.com', 'Ünn@example.com'],
    ['😀@example.com', '😀@example.com'],
    ['"😀 x"@example.com', '"😀 x"@example.com'],
  ],
  folding: [
    ['Ann\r\n <ann@example.com>', 'ann@example.com'],
    ['Ann\n\t<ann@example.com>', 'ann@example.com'],
    ['\r\n ann@example.com', 'ann@example.com'],
    ['ann@example.com\r\n ', 'ann@example.com'],
    ['"Ann\r\n Bee"@example.com', '"ann bee"@example.com'],
    ['(a\r\n b) ann@example.com', 'ann@example.com'],
    ['ann@example.com,\r\n\tbob@example.net', 'ann@example.com', 'bob@example.net'],
    ['ann@\r\n example.com\r\n \r\n ', 'ann@example.com'],
  ],
};

const malformed: Readonly<Record<string, readonly string[]>> = {
  'two readings': [
    'ann@example.com <bob@example.net>',
    '<ann@example.com> bob',
    '<ann@example.com> bob@example.net',
    '<ann@example.com><bob@example.net>',
    'ann@example.com bob@example.net',
    'ann@example.com bob',
    '<ann@example.com>\\,<bob@example.net>',
    'ann@example.com;',
    'ann@example.com; bob@example.net',
    'ann@example.com@example.net',
    'ann bee@example.com',
    '"ann"bee@example.com',
    'ann"bee"@example.com',
    '"ann" "bee"@example.com',
    'Ann [list] <ann@example.com>',
    'Ann @ home <ann@example.com>',
    'Ann, Bee <ann@example.com>',
    '<ann@example.com',
    'ann@example.com>',
    '<<ann@example.com>>',
    '<Ann <ann@example.com>>',
    '<ann@example.com, bob@example.net>',
    '"Ann" : <ann@example.com>',
  ],
  'no address': ['ann', '"ann"', 'Ann Bee', '<>', '"" <>', 'Ann <>', '< >', '<(x)>', '@', '@example.com', 'ann@', '<ann>', '<ann@>', '<@example.com>', '<@a.example:>', 'ann@ , bob@example.net'],
  'bad dots': [
    'ann..bee@example.com',
    '.ann@example.com',
    'ann.@example.com',
    'ann. @example.com',
    '""..a@example.com',
    '. Ann <ann@example.com>',
    '.@example.com',
    'ann@.example.com',
    'ann@example..com',
    'ann@example.com..',
    'ann@.',
    'ann@exam ple.com',
    'ann@exam(x)ple.com',
  ],
  'what does not end': [
    '"ann@example.com',
    '"ann@example.com\\"',
    '"ann\\',
    'ann"@example.com',
    '(ann@example.com',
    '((ann)@example.com',
    'ann@example.com (x',
    'ann@example.com (x\\)',
    'ann@example.com (x\\',
    'ann@example.com )',
    'ann@example.com (x))',
    'ann@[192.0.2.1',
    'ann@[192.0.2.1\\]',
    'ann@[192.0.2.1\\',
    'ann@192.0.2.1]',
    '<ann@example.com (x>',
    '<ann(x@example.com>',
    'ann@(x example.com',
  ],
  groups: [
    'Team: ann@example.com',
    'Team:',
    ': ann@example.com;',
    ':;',
    ';',
    'ann@example.com, ;',
    'Team: ann@example.com;;',
    'Team: ann@example.com; bob@example.net',
    'Team:; bob@example.net',
    'A: B: ann@example.com;;',
    'A: B:;, ann@example.com;',
    'Team: ann@example.com bob@example.net;',
    'Team: ann;',
    'ann@example.com: bob@example.net;',
    '<ann@example.com>: bob@example.net;',
    'Team: <ann@example.com;>',
    'Team:(;',
    'Team: ann@example.com, cee',
  ],
  routes: [
    '<@a.example ann@example.com>',
    '<@a.example,ann@example.com>',
    '<@a.example@b.example:ann@example.com>',
    '<@a.example;ann@example.com>',
    '<,:ann@example.com>',
    '<:ann@example.com>',
    '<,ann@example.com>',
    '<@:ann@example.com>',
    '<@a..example:ann@example.com>',
    '<@-a.example:ann@example.com>',
    '<@[192.0.2.999]:ann@example.com>',
    '<@a.example:@b.example:ann@example.com>',
    '<@a.example,@b.example>',
    '@a.example:ann@example.com',
  ],
  'domains and literals': [
    'ann@exam_ple.com',
    'ann@-example.com',
    'ann@192.0.2.1',
    'ann@[127.1]',
    'ann@[example.com]',
    'ann@[]',
    'ann@[192.0. 2.1]',
    'ann@[192.0.2.1\\ ]',
    'ann@[[192.0.2.1]]',
    'ann@[192.0.2.1]x',
    'ann@x[192.0.2.1]',
    'ann@[192.0.2.1].',
    'ann@[IPv6:fe80::1%25eth0]',
    'ann@"example".com',
    'ann@"example.com"',
    'ann@example.com\u00a0',
    'ann@=?utf-8?Q?example=2Ecom?=',
    `ann@${'a'.repeat(64)}.example`,
    `ann@${'a.'.repeat(128)}`,
  ],
  'encoded words instead of addresses': ['=?utf-8?Q?evil=40evil.example?=, ann@example.com', '=?utf-8?Q?=3Cann=40example.com=3E?='],
  'characters that disagree': [
    'ann\0@example.com',
    'ann@example.com\0',
    '"\0" <ann@example.com>',
    'ann@example.com\r',
    '(\r) ann@example.com',
    'Ann\r <ann@example.com>',
    'Ann\r\r\n <ann@example.com>',
    'ann@example.com\n',
    'ann@example.com\r\n',
    'ann@example.com\r\nbob@example.net',
    'ann@example.com\n\n bob@example.net',
    '\nann@example.com',
    'a\u0001nn@example.com',
    '"a\u0001nn"@example.com',
    '"a\tnn"@example.com',
    'a\u007fnn@example.com',
    'a\u0085nn@example.com',
    '"a\u009fnn"@example.com',
    'A\u0001nn <ann@example.com>',
    'A\u007fnn <ann@example.com>',
    '\ud83dnn@example.com',
    '"\ude00" <ann@example.com>',
    '(\ud83d) ann@example.com',
    'Ann \\ Bee <ann@example.com>',
    'ann\\@example.com',
  ],
};

const missing = ['', ' ', '\t', '\r\n ', ',', ' , ,, ', '()', '(ann@example.com)', '((x) y), (z)', 'undisclosed:;', 'undisclosed-recipients: ;', 'A:;, B: , (x) ;', '"x": (y);'];

describe('readFrom reads what has one reading', () => {
  for (const [topic, cases] of Object.entries(known)) {
    describe(topic, () => {
      it.each(cases.map(([value, ...mailboxes]) => [quoted(value).slice(0, 80), value, mailboxes] as const))('%s', (_name, value, mailboxes) => {
        expect(readFrom(value)).toEqual({ known: true, mailboxes });
      });
    });
  }
});

describe('readFrom calls malformed what it cannot read for certain', () => {
  for (const [topic, cases] of Object.entries(malformed)) {
    describe(topic, () => {
      it.each(cases.map((value) => [quoted(value), value] as const))('%s', (_name, value) => {
        expect(readFrom(value)).toEqual({ known: false, reason: 'malformed' });
      });
    });
  }
});

describe('readFrom calls missing what names no mailbox', () => {
  it.each(missing.map((value) => [quoted(value), value] as const))('%s', (_name, value) => {
    expect(readFrom(value)).toEqual({ known: false, reason: 'missing' });
  });
});

describe('readFrom of several fields', () => {
  it('takes every mailbox of every field', () => {
    expect(readFrom(['ann@example.com, bob@example.net', 'ann@example.com'])).toEqual({
      known: true,
      mailboxes: ['ann@example.com', 'bob@example.net', 'ann@example.com'],
    });
  });

  it('finds no author in no field', () => {
    expect(readFrom([])).toEqual({ known: false, reason: 'missing' });
  });

  it('takes a mailbox beside a field without one', () => {
    expect(readFrom(['', 'ann@example.com', 'x:;'])).toEqual({ known: true, mailboxes: ['ann@example.com'] });
  });

  it.each([
    ['before', ['ann', 'ann@example.com']],
    ['after', ['ann@example.com', 'ann']],
    ['beside a missing one', ['', 'ann']],
  ])('lets malformed win: %s', (_place, fields) => {
    expect(readFrom(fields)).toEqual({ known: false, reason: 'malformed' });
  });

  it('does not read one field into the next', () => {
    expect(readFrom(['"ann', '"@example.com'])).toEqual({ known: false, reason: 'malformed' });
  });
});

describe('readFrom folds the case of local parts', () => {
  it('by default', () => {
    expect(readFrom('Ann@example.com', {})).toEqual({ known: true, mailboxes: ['ann@example.com'] });
  });

  it('unless told not to', () => {
    expect(readFrom('Ann@Example.com', { caseSensitiveLocalParts: true })).toEqual({ known: true, mailboxes: ['Ann@example.com'] });
  });

  it('where the option is not exactly true', () => {
    expect(readFrom('Ann@example.com', { caseSensitiveLocalParts: 1 } as never)).toEqual({ known: true, mailboxes: ['ann@example.com'] });
  });
});

describe('readFrom of any value at all (S-4.6, S-12.3)', () => {
  const throwing = new Proxy([], {
    get: () => {
      throw new Error('no');
    },
  });
  const holding = (element: unknown): unknown => ['ann@example.com', element];

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 7],
    ['an object', { 0: 'ann@example.com', length: 1 }],
    ['a String object', Object('ann@example.com')],
    ['a symbol', Symbol('from')],
    ['a proxy that throws', throwing],
    ['an array with null', holding(null)],
    ['an array with a number', holding(7)],
    ['an array with an array', holding(['bob@example.net'])],
    ['an array with a getter that throws', Object.defineProperty(['ann@example.com'], 1, { get: () => throwing.length })],
  ])('calls %s malformed', (_name, value) => {
    expect(readFrom(value as never)).toEqual({ known: false, reason: 'malformed' });
  });

  it('leaves out undefined elements', () => {
    expect(readFrom([undefined, 'ann@example.com', undefined] as never)).toEqual({ known: true, mailboxes: ['ann@example.com'] });
    expect(readFrom([undefined] as never)).toEqual({ known: false, reason: 'missing' });
  });

  it('reads on where the options throw', () => {
    expect(readFrom('Ann@example.com', throwing as never)).toEqual({ known: true, mailboxes: ['ann@example.com'] });
  });
});

describe('readAuthor', () => {
  it('gives addresses and their domains', () => {
    expect(readAuthor('Ann <"a b"@Example.com>', false)).toEqual({
      known: true,
      addresses: [{ text: '"a b"@example.com', domain: 'example.com' }],
    });
  });

  it('keeps the case of local parts where told to', () => {
    expect(readAuthor(['<Ann@Example.com>'], true)).toEqual({ known: true, addresses: [{ text: 'Ann@example.com', domain: 'example.com' }] });
  });
});
