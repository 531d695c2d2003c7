// Documents of policy tests: what cases leave out, and everything that can be wrong (S-18.1 to S-18.3).
import { describe, expect, it } from 'vitest';
import { parsePolicyTests } from '../../../src/testing/index.js';
import { INBOUND, OUTBOUND, testOf, testsOf } from './sample-tests.js';

function issuesOf(input: unknown): string[] {
  const parsed = parsePolicyTests(input);
  return parsed.ok ? [] : parsed.issues.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

function issuesOfCase(fields: object): string[] {
  return issuesOf({ cases: [{ name: 'case', ...fields }] });
}

describe('the message of a case', () => {
  it('has the author for its envelope sender, unless another is named', () => {
    expect(testOf({ ...INBOUND, from: 'Ann <ann@bank.example>, bob@bank.example', expect: 'deliver' }).message).toEqual({
      envelope: { mailFrom: 'ann@bank.example', rcptTo: ['clerk@corp.test'] },
      from: ['Ann <ann@bank.example>, bob@bank.example'],
      authentication: { dkim: [{ result: 'pass', domain: 'bank.example' }] },
    });
    expect(testOf({ ...INBOUND, mailFrom: null, expect: 'deliver' }).message.envelope.mailFrom).toBe(null);
    expect(testOf({ ...INBOUND, mailFrom: 'x@y.example', expect: 'deliver' }).message.envelope.mailFrom).toBe('x@y.example');
  });

  it('has the null reverse-path where no author is known', () => {
    expect(testOf({ ...INBOUND, from: [], expect: 'reject' }).message).toMatchObject({ envelope: { mailFrom: null }, from: [] });
    const { from: _from, ...rest } = INBOUND;
    expect(testOf({ ...rest, headers: 'From: broken <\n', expect: 'reject' }).message.envelope.mailFrom).toBe(null);
    expect(testOf({ ...INBOUND, mailFrom: '', expect: 'reject' }).message.envelope.mailFrom).toBe('');
  });

  it('takes headers in place of the author', () => {
    const headers = 'From: Ann <Ann@bank.example>\r\nSubject: hi\r\n';
    const { from: _from, ...rest } = INBOUND;
    expect(testOf({ ...rest, headers, expect: 'deliver' }).message).toMatchObject({ envelope: { mailFrom: 'Ann@bank.example' }, headers });
  });

  it.each([
    ['pass', { authentication: { dkim: [{ result: 'pass', domain: 'bank.example' }] } }],
    ['fail', { authentication: { dmarc: { result: 'fail' } } }],
    ['unknown', {}],
    [{ spf: 'softfail', dkim: 'pass:a.example', dmarc: 'none' }, { authentication: { spf: { result: 'softfail' }, dkim: [{ result: 'pass', domain: 'a.example' }], dmarc: { result: 'none' } } }],
    [{ dkim: ['pass:a.example', 'fail:b.example'] }, { authentication: { dkim: [{ result: 'pass', domain: 'a.example' }, { result: 'fail', domain: 'b.example' }] } }],
    [{ dmarc: 'pass:bank.example' }, { authentication: { dmarc: { result: 'pass', domain: 'bank.example' } } }],
  ] as const)('has the authentication %j', (authentication, facts) => {
    const { authentication: found } = testOf({ ...INBOUND, authentication: authentication as never, expect: 'deliver' }).message;
    expect(found === undefined ? {} : { authentication: found }).toEqual(facts);
  });

  it('has a session in words or as it is', () => {
    expect(testOf({ ...OUTBOUND, session: 'none', expect: 'bounce' }).message.session).toEqual({ tls: false });
    expect(testOf({ ...OUTBOUND, session: { tls: true, version: 'TLSv1', certificate: null }, expect: 'bounce' }).message.session).toEqual({ tls: true, version: 'TLSv1', certificate: null });
    expect(testOf({ ...OUTBOUND, session: 'unknown', expect: 'pending' }).message).not.toHaveProperty('session');
  });

  it('has several recipients, and a demand for secure transport', () => {
    expect(testOf({ ...OUTBOUND, to: ['a@b.example', 'c@d.example'], secureTransport: true, expect: 'pending' }).message).toEqual({
      envelope: { mailFrom: 'clerk@corp.test', rcptTo: ['a@b.example', 'c@d.example'] },
      from: ['clerk@corp.test'],
      secureTransport: true,
    });
  });
});

describe('what a case leaves out', () => {
  it('comes from the defaults, and what a row leaves out from the case', () => {
    const tests = testsOf({
      replyProfile: 'postfix',
      defaults: { direction: 'inbound', to: 'clerk@corp.test', session: 'none', authentication: 'pass' },
      cases: [
        { name: 'one', from: 'a@bank.example', expect: 'reject' },
        { name: 'many', from: 'b@bank.example', expect: { settings: 'banks' }, each: [{ name: 'bare', expect: 'reject' }, { session: 'good', from: 'c@bank.example', expect: 'deliver' }] },
        { name: 'out', direction: 'outbound', from: 'clerk@corp.test', to: ['a@x.example'], expect: 'deliver' },
      ],
    });
    expect(tests.map(({ name, direction, path }) => [name, direction, path.join('.')])).toEqual([
      ['one', 'inbound', 'cases.0'],
      ['many: bare', 'inbound', 'cases.1.each.0'],
      ['many: session good, from c@bank.example', 'inbound', 'cases.1.each.1'],
      ['out', 'outbound', 'cases.2'],
    ]);
    expect(tests.map(({ message }) => [message.envelope.mailFrom, message.session?.tls, message.authentication !== undefined])).toEqual([
      ['a@bank.example', false, true],
      ['b@bank.example', false, true],
      ['c@bank.example', true, true],
      ['clerk@corp.test', false, false],
    ]);
  });

  it('is laid over part by part where something is expected', () => {
    const [first, second] = testsOf({
      cases: [
        {
          name: 'a',
          ...OUTBOUND,
          to: ['x@bank.example', 'y@bank.example'],
          expect: { settings: ['banks'], outcome: 'pending', recipients: { 'x@bank.example': 'pending' } },
          each: [{ session: 'none', expect: 'bounce' }, { expect: { orgUnit: '/', recipients: { 'y@bank.example': { outcome: 'pending' } } } }],
        },
      ],
    });
    expect(first!.expected).toEqual({ settings: [{ id: 'banks' }], outcome: 'bounce', recipients: new Map([['x@bank.example', { outcome: 'pending' }]]) });
    expect(second!.expected).toEqual({
      settings: [{ id: 'banks' }],
      outcome: 'pending',
      orgUnit: '/',
      recipients: new Map([['x@bank.example', { outcome: 'pending' }], ['y@bank.example', { outcome: 'pending' }]]),
    });
  });

  it('is laid over part by part for each recipient, and constraint by constraint', () => {
    const x = 'x@bank.example';
    const rows = testsOf({
      defaults: { expect: { constraints: { tls: 'required' }, route: { host: 'a.example', port: 587 } } },
      cases: [
        {
          name: 'a',
          ...OUTBOUND,
          to: x,
          expect: { constraints: { hostname: true }, recipients: { [x]: { outcome: 'pending', constraints: { caSigned: true } } } },
          each: [
            { expect: { recipients: { [x]: { orgUnit: '/', constraints: { minVersion: 'TLSv1.2' } } } } },
            { expect: { constraints: { tls: 'opportunistic', minVersion: null }, route: { host: 'b.example' }, recipients: { [x]: 'bounce' } } },
          ],
        },
      ],
    });
    expect(rows.map(({ expected }) => expected)).toEqual([
      {
        constraints: { tls: 'required', hostname: true },
        route: { kind: 'host', host: 'a.example', port: 587 },
        recipients: new Map([[x, { outcome: 'pending', orgUnit: '/', constraints: { caSigned: true, minVersion: 'TLSv1.2' } }]]),
      },
      {
        constraints: { tls: 'opportunistic', hostname: true, minVersion: null },
        route: { kind: 'host', host: 'b.example' },
        recipients: new Map([[x, { outcome: 'bounce', constraints: { caSigned: true } }]]),
      },
    ]);
  });

  it('lets a row choose headers where the case has an author', () => {
    const [test] = testsOf({ cases: [{ name: 'a', ...INBOUND, each: [{ headers: 'From: z@bank.example\n', expect: 'pending' }] }] });
    expect(test!.message).toMatchObject({ headers: 'From: z@bank.example\n', envelope: { mailFrom: 'z@bank.example' } });
    expect(test!.message).not.toHaveProperty('from');
  });

  it('gives rows that say the same, or nothing, names of their own', () => {
    const row = { session: 'none', expect: 'reject' } as const;
    const tests = testsOf({ cases: [{ name: 'a', ...INBOUND, each: [row, row, { expect: 'pending' }, { to: ['b@c.test', 'd@e.test'], expect: 'pending' }, { session: { tls: false }, expect: 'reject' }, { from: [], expect: 'pending' }, { mailFrom: `${'x'.repeat(200)}@y.test`, expect: 'pending' }] }] });
    expect(tests.map(({ name }) => name)).toEqual(['a: session none', 'a: session none (row 2)', 'a: row 3', 'a: to b@c.test and d@e.test', 'a: session {"tls":false}', 'a: from none', `a: mailFrom ${'x'.repeat(91)}…`]);
  });
});

describe('every short form of what is expected', () => {
  it.each([
    [{ constraints: 'opportunistic' }, { constraints: { tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false } }],
    [{ constraints: { minVersion: null } }, { constraints: { minVersion: null } }],
    [{ route: 'mx' }, { route: { kind: 'mx' } }],
    [{ route: 'gateway' }, { route: { kind: 'named', name: 'gateway' } }],
    [{ route: { port: 25 } }, { route: { kind: 'host', port: 25 } }],
    [{ reply: 550 }, { reply: { kind: 'reply', code: 550 } }],
    [{ reply: '550' }, { reply: { kind: 'reply', code: 550 } }],
    [{ reply: '550 5.7.10' }, { reply: { kind: 'reply', code: 550, enhancedCode: '5.7.10' } }],
    [{ reply: 'none' }, { reply: { kind: 'none' } }],
    [{ reply: { text: 'banks' } }, { reply: { kind: 'reply', text: 'banks' } }],
    [{ settings: 'banks' }, { settings: [{ id: 'banks' }] }],
    [{ settings: ['a', { id: 'b', entry: 'c' }] }, { settings: [{ id: 'a' }, { id: 'b', entry: 'c' }] }],
    [{ settings: [] }, { settings: [] }],
    [{ testing: 'none' }, { testing: new Map() }],
    [{ testing: { a: 'bounce', __proto__x: 'deliver' } }, { testing: new Map([['a', 'bounce'], ['__proto__x', 'deliver']]) }],
    [{ violations: 'certificate-expired' }, { violations: ['certificate-expired'] }],
    [{ violations: [] }, { violations: [] }],
    [{ outcome: 'bounce', orgUnit: '/Sales' }, { outcome: 'bounce', orgUnit: '/Sales' }],
  ] as const)('%j', (written, expected) => {
    expect(testOf({ ...OUTBOUND, expect: written as never }).expected).toEqual({ ...expected, recipients: new Map() });
  });

  it('takes recipients by any name', () => {
    const document: unknown = JSON.parse('{"cases":[{"name":"a","direction":"outbound","mailFrom":null,"to":["__proto__@x.example"],"expect":{"recipients":{"__proto__@x.example":"deliver"},"testing":{"__proto__":"bounce"}}}]}');
    const parsed = parsePolicyTests(document);
    expect(parsed.ok && parsed.tests.tests[0]?.expected).toEqual({ testing: new Map([['__proto__', 'bounce']]), recipients: new Map([['__proto__@x.example', { outcome: 'deliver' }]]) });
  });
});

const NOTHING = 'this expects nothing, so it would test nothing; write an outcome, or any of `outcome`, `constraints`, `route`, `reply`, `orgUnit`, `settings`, `testing`, `violations`';

describe('what would test nothing', () => {
  it.each<[unknown, string]>([
    [{}, 'invalid-value cases: `cases` is missing; add a list of cases'],
    [{ cases: [] }, 'invalid-value cases: there is no case, so this would test nothing; write one'],
    [undefined, 'invalid-value : the document must be an object with `cases`, not nothing'],
    [[], 'invalid-value : the document must be an object with `cases`, not an empty list'],
    [{ cases: [{ name: 'a', ...OUTBOUND, each: [] }] }, 'invalid-value cases.0.each: the table has no row, so this would test nothing; write one'],
    [{ cases: [{ name: 'a', ...OUTBOUND }] }, `invalid-value cases.0: add \`expect\`: ${NOTHING}`],
    [{ cases: [{ name: 'a', ...OUTBOUND, expect: {} }] }, `invalid-value cases.0.expect: ${NOTHING}`],
    [{ cases: [{ name: 'a', ...OUTBOUND, expect: { recipients: { 'orders@bank.example': {} } } }] }, `invalid-value cases.0.expect.recipients.orders@bank.example: ${NOTHING}`],
    [{ cases: [{ name: 'a', ...OUTBOUND, expect: { recipients: {} } }] }, 'invalid-value cases.0.expect.recipients: `recipients` names nobody; write addresses that stand in `to`'],
    ...['constraints', 'route', 'reply'].map((key) => [{ cases: [{ name: 'a', ...OUTBOUND, expect: { [key]: {} } }] }, `invalid-value cases.0.expect.${key}: this names no part, so it would test nothing; write a part of it`] satisfies [unknown, string]),
  ])('%j is an error', (input, issue) => {
    expect(issuesOf(input)).toEqual([issue]);
  });
});

describe('what cannot be', () => {
  it.each([
    [{ ...INBOUND, expect: 'bounce' }, 'invalid-value cases.0.expect: inbound mail is never bounced; write `reject`'],
    [{ ...INBOUND, expect: { outcome: 'bounce' } }, 'invalid-value cases.0.expect.outcome: inbound mail is never bounced; write `reject`'],
    [{ ...OUTBOUND, expect: { testing: { a: 'reject' } } }, 'invalid-value cases.0.expect.testing.a: outbound mail is never rejected; write `bounce`'],
    [{ ...INBOUND, expect: { route: 'mx' } }, 'invalid-value cases.0.expect.route: inbound mail has no route; leave it out'],
    [{ ...OUTBOUND, expect: { recipients: { 'order@bank.example': 'bounce' } } }, 'invalid-value cases.0.expect.recipients.order@bank.example: the message is not to `order@bank.example`; did you mean `orders@bank.example`?'],
    [{ ...OUTBOUND, expect: { recipients: { x: 'bounce' } } }, 'invalid-value cases.0.expect.recipients.x: the message is not to `x`; it is to `orders@bank.example`'],
    [{ ...OUTBOUND, authentication: 'pass', expect: 'deliver' }, 'invalid-value cases.0.authentication: `authentication` means nothing for outbound mail; leave it out'],
    [{ ...INBOUND, secureTransport: true, expect: 'deliver' }, 'invalid-value cases.0.secureTransport: `secureTransport` means nothing for inbound mail; leave it out'],
    [{ ...INBOUND, headers: 'From: a@b.example', expect: 'deliver' }, 'invalid-value cases.0.headers: a message has `from` or `headers`; keep one of them'],
  ])('%j is an error', (fields, issue) => {
    expect(issuesOfCase(fields)).toEqual([issue]);
  });

  it('is asked for at the row that says it', () => {
    expect(issuesOfCase({ ...INBOUND, expect: 'deliver', each: [{ session: 'good' }, { secureTransport: false }, { expect: 'bounce' }] })).toEqual([
      'invalid-value cases.0.each.1.secureTransport: `secureTransport` means nothing for inbound mail; leave it out',
      'invalid-value cases.0.each.2.expect: inbound mail is never bounced; write `reject`',
    ]);
  });
});

describe('what is missing', () => {
  it.each([
    [{ from: 'a@b.example', to: 'c@d.example', expect: 'deliver' }, ['say which way the mail goes: add `direction: inbound` or `direction: outbound`']],
    [{ ...OUTBOUND, to: [], expect: 'deliver' }, ['say who the message is to: add `to`']],
    [{ direction: 'inbound', to: 'c@d.example', expect: 'deliver' }, ['say who the message is from: add `from`; `from: []` if it has no author']],
    [{ direction: 'outbound', to: 'c@d.example', expect: 'deliver' }, ['say who sends the message: add `from` or `mailFrom`; `mailFrom: null` for the null reverse-path']],
    [{ direction: 'outbound', mailFrom: null, to: 'c@d.example', expect: 'deliver' }, []],
  ])('%j', (fields, messages) => {
    expect(issuesOfCase(fields)).toEqual(messages.map((message) => `invalid-value cases.0: ${message}`));
  });

  it('is named all at once', () => {
    expect(issuesOfCase({})).toHaveLength(3);
  });
});

describe('mistakes', () => {
  it.each([
    [{ ...OUTBOUND, expct: 'deliver' }, 'unknown-key cases.0.expct: there is no key `expct` here; did you mean `expect`?'],
    [{ ...OUTBOUND, expect: { outcom: 'deliver' } }, 'unknown-key cases.0.expect.outcom: there is no key `outcom` here; did you mean `outcome`?'],
    [{ ...OUTBOUND, expect: { constraints: { minVersoin: 'TLSv1.2' } } }, 'unknown-key cases.0.expect.constraints.minVersoin: there is no key `minVersoin` here; did you mean `minVersion`?'],
    [{ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': { rute: 'mx' } } } }, 'unknown-key cases.0.expect.recipients.orders@bank.example.rute: there is no key `rute` here; did you mean `route`?'],
    [{ ...OUTBOUND, expect: 'delivre' }, 'invalid-value cases.0.expect: `delivre` is no outcome; did you mean `deliver`?'],
    [{ ...OUTBOUND, expect: 'x' }, 'invalid-value cases.0.expect: `x` is no outcome; outcomes: deliver, pending, bounce, reject'],
    [{ ...OUTBOUND, expect: 5 }, 'invalid-value cases.0.expect: `expect` must be an outcome or an object such as `{ outcome: deliver }`, not the number 5'],
    [{ ...OUTBOUND, expect: { outcome: 'bouncy' } }, 'invalid-value cases.0.expect.outcome: `outcome` must be one of `deliver`, `pending`, `bounce`, `reject`, not the text `bouncy`; did you mean `bounce`?'],
    [{ ...OUTBOUND, expect: { reply: '5' } }, 'invalid-value cases.0.expect.reply: `5` is no reply; write a code such as 550, codes such as `550 5.7.10`, or `none`'],
    [{ ...OUTBOUND, expect: { reply: { code: 99 } } }, 'invalid-value cases.0.expect.reply.code: `code` must be a reply code such as 550, not the number 99'],
    [{ ...OUTBOUND, expect: { reply: { code: 550, text: '' } } }, 'invalid-value cases.0.expect.reply.text: every reply has this text, so it would test nothing; write a part of the text'],
    [{ ...OUTBOUND, expect: { route: { port: 0 } } }, 'invalid-value cases.0.expect.route.port: `port` must be a whole number from 1 to 65535, not the number 0'],
    [{ ...OUTBOUND, expect: { settings: 5 } }, 'invalid-value cases.0.expect.settings: settings are the id of a setting or a list of ids; `[]` if none may match'],
    [{ ...OUTBOUND, expect: { settings: [5] } }, 'invalid-value cases.0.expect.settings.0: this item must be the id of a setting, or an object with `id`, not the number 5'],
    [{ ...OUTBOUND, expect: { testing: 'all' } }, 'invalid-value cases.0.expect.testing: `testing` must be `none`, or an object of setting ids and outcomes, not the text `all`'],
    [{ ...OUTBOUND, expect: { violations: 'expired' } }, 'invalid-value cases.0.expect.violations.0: this item must be one of `starttls-not-supported`, `validation-failure`, `certificate-not-trusted`, `certificate-expired`, `certificate-host-mismatch`, not the text `expired`'],
    [{ ...OUTBOUND, session: 'self-signd', expect: 'bounce' }, 'invalid-value cases.0.session: `self-signd` is no word for a session; did you mean `self-signed`?'],
    [{ ...OUTBOUND, session: 'good none', expect: 'bounce' }, 'invalid-value cases.0.session: `good` stands alone; remove the other words'],
    [{ ...OUTBOUND, session: { tls: 'yes' }, expect: 'bounce' }, 'invalid-value cases.0.session.tls: `tls` must be true or false, not the text `yes`'],
    [{ ...OUTBOUND, session: { tls: true, certificate: null }, expect: 'bounce' }, 'invalid-value cases.0.session: name the TLS version, as in `{ tls: true, version: TLSv1.2 }`'],
    [{ ...OUTBOUND, session: { tls: true, version: 'TLS1.3' }, expect: 'bounce' }, 'invalid-value cases.0.session.version: `version` must be one of `SSLv2`, `SSLv3`, `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`, not the text `TLS1.3`; did you mean `TLSv1.3`?'],
    [{ ...OUTBOUND, session: { tls: true, version: 'QUIC' }, expect: 'bounce' }, 'invalid-value cases.0.session.version: `version` must be one of `SSLv2`, `SSLv3`, `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`, not the text `QUIC`'],
    [{ ...INBOUND, authentication: {}, expect: 'reject' }, 'invalid-value cases.0.authentication: this has no result; write one, or `unknown` if none was supplied'],
    [{ direction: 'inbound', to: 'a@b.test', headers: '', expect: 'reject' }, 'invalid-value cases.0.headers: the header block is empty; write `from: []` if the message has no author'],
    [{ direction: 'inbound', to: 'a@b.test', headers: ' \r\n', expect: 'reject' }, 'invalid-value cases.0.headers: the header block is empty; write `from: []` if the message has no author'],
    [{ ...OUTBOUND, session: { tls: false, version: 'TLSv1' }, expect: 'bounce' }, 'invalid-value cases.0.session: without TLS there is neither a version nor a certificate; leave them out'],
    [{ ...OUTBOUND, to: [5], expect: 'bounce' }, 'invalid-value cases.0.to.0: this item must be an address, not the number 5'],
    [{ ...OUTBOUND, to: 5, expect: 'bounce' }, 'invalid-value cases.0.to: `to` must be an address, or a list of addresses, not the number 5'],
    [{ ...OUTBOUND, to: 'orders@bank,example', expect: 'bounce' }, 'invalid-value cases.0.to: `orders@bank,example` is no address; correct it'],
    [{ ...OUTBOUND, to: ['a@b.example', ''], expect: 'bounce' }, 'invalid-value cases.0.to.1: `` is no address; correct it'],
    [{ ...OUTBOUND, mailFrom: 'clerk', expect: 'bounce' }, 'invalid-value cases.0.mailFrom: `clerk` is no address; correct it, or write null for the null reverse-path'],
    [{ ...INBOUND, from: 'cards@bank_example', expect: 'reject' }, 'invalid-value cases.0.from: this names no author, who would match every entry; correct it, or give a message that is broken on purpose as `headers`'],
    [{ ...INBOUND, from: ['a@b.example', 'x'], expect: 'reject' }, 'invalid-value cases.0.from: this names no author, who would match every entry; correct it, or give a message that is broken on purpose as `headers`'],
    [{ ...OUTBOUND, mailFrom: 5, expect: 'bounce' }, 'invalid-value cases.0.mailFrom: `mailFrom` must be an address, or null, not the number 5'],
    [{ ...INBOUND, authentication: 'passed', expect: 'deliver' }, 'invalid-value cases.0.authentication: `passed` says nothing of authentication; did you mean `pass`?'],
    [{ ...INBOUND, authentication: { spf: 'good' }, expect: 'deliver' }, 'invalid-value cases.0.authentication.spf: `good` is no result; results: pass, fail, softfail, neutral, none, temperror, permerror, policy'],
    [{ ...INBOUND, authentication: { dmarc: 'pass:no domain' }, expect: 'deliver' }, 'invalid-value cases.0.authentication.dmarc: `no domain` is no domain; write pass:example.com'],
    [{ ...INBOUND, authentication: { dkim: ['pass'] }, expect: 'deliver' }, 'invalid-value cases.0.authentication.dkim.0: name the domain that signed, as in `pass:example.com`'],
    [{ ...INBOUND, authentication: { dkim: 5 }, expect: 'deliver' }, 'invalid-value cases.0.authentication.dkim: `dkim` must be a result such as `pass:example.com`, or a list of them, not the number 5'],
    [{ ...INBOUND, authentication: 'by carrier pigeon', expect: 'deliver' }, 'invalid-value cases.0.authentication: `by carrier pigeon` says nothing of authentication; write `pass`, `fail`, `unknown` or results such as `{ spf: fail, dkim: pass:example.com }`'],
    [{ ...INBOUND, authentication: { dkim: [undefined] }, expect: 'deliver' }, 'not-plain-json cases.0.authentication.dkim.0: a list has an item that is undefined; remove the item'],
    [{ ...INBOUND, authentication: { spf: 5 }, expect: 'deliver' }, 'invalid-value cases.0.authentication.spf: `spf` must be a result such as `pass` or `pass:example.com`, not the number 5'],
    [{ ...OUTBOUND, expect: { recipients: 5 } }, 'invalid-value cases.0.expect.recipients: `recipients` must be an object of recipients and what is expected of them, not the number 5'],
    [{ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': 5 } } }, 'invalid-value cases.0.expect.recipients.orders@bank.example: `orders@bank.example` must be an outcome or an object such as `{ outcome: deliver }`, not the number 5'],
    [{ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': 'bouncy' } } }, 'invalid-value cases.0.expect.recipients.orders@bank.example: `bouncy` is no outcome; did you mean `bounce`?'],
    [{ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': undefined, x: () => 5 } } }, 'not-plain-json cases.0.expect.recipients.x: a function is not plain JSON; write text, a number, true, false, a list or an object'],
    [{ ...OUTBOUND, expect: { settings: ['a', undefined] } }, 'not-plain-json cases.0.expect.settings.1: a list has an item that is undefined; remove the item'],
    [{ ...INBOUND, from: new Date(0), expect: 'deliver' }, 'not-plain-json cases.0.from: a `Date` object is not plain JSON; write an object literal, a list, text or a number'],
  ])('%j is named with its place', (fields, issue) => {
    expect(issuesOfCase(fields)).toEqual([issue]);
  });

  it('in the defaults are named once', () => {
    expect(issuesOf({ defaults: { direction: 'inbond' }, cases: [{ name: 'a' }, { name: 'b' }] })).toEqual([
      'invalid-value defaults.direction: `direction` must be one of `inbound`, `outbound`, not the text `inbond`; did you mean `inbound`?',
    ]);
    expect(issuesOf({ defaults: 5, cases: [{ name: 'a' }] })).toEqual(['invalid-value defaults: `defaults` must be an object of what cases leave out, not the number 5']);
  });

  it('in one place hide none in another', () => {
    expect(issuesOf({ cases: [{ name: 'a', ...OUTBOUND, session: 'x', expect: { route: {}, reply: '5' } }, { ...OUTBOUND, expect: 'deliver' }, { name: 'c', each: 5 }, { name: 'd', ...INBOUND, each: [{ name: 5, expect: 'deliver' }] }] })).toHaveLength(6);
  });

  it.each([
    [[{ name: 'a' }, { name: 'a' }], 'duplicate-id cases.1.name: the name `a` stands twice; reports tell cases by their names, so change one'],
    [[{ name: ' ' }], 'invalid-value cases.0.name: the name is empty; say what the case shows'],
    [[{ name: 'a', each: [{ name: 'b' }, { name: 'b' }] }], 'duplicate-id cases.0.each.1.name: the name `a: b` stands twice; reports tell cases by their names, so change one'],
  ])('in names %j', (cases, issue) => {
    expect(issuesOf({ defaults: { ...OUTBOUND, expect: 'pending' }, cases })).toEqual([issue]);
  });

  it('never throw', () => {
    for (const input of [null, 5, 'text', { cases: 5 }, { cases: [null, 5, []] }, { cases: [{ name: 'a', expect: { recipients: 5 } }] }, { cases: [{ name: 'a', each: [null] }] }]) {
      expect(issuesOf(input).length).toBeGreaterThan(0);
    }
  });
});
