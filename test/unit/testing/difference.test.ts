// Where a decision is not what was expected, field by field (S-18.4).
import { describe, expect, it } from 'vitest';
import { runPolicyTests } from '../../../src/testing/index.js';
import { differencesIn, INBOUND, OUTBOUND, POLICY, reportOf, resultOf } from './sample-tests.js';

describe('the message', () => {
  it.each([
    [{ ...OUTBOUND, session: 'none', expect: 'bounce' }, []],
    [{ ...OUTBOUND, session: 'none', expect: 'deliver' }, ['outcome: deliver, bounce']],
    [{ ...OUTBOUND, expect: { constraints: { tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true } } }, []],
    [{ ...OUTBOUND, expect: { constraints: { minVersion: 'TLSv1.3', hostname: false } } }, ['constraints.minVersion: TLSv1.3, TLSv1.2', 'constraints.hostname: false, true']],
    [{ ...OUTBOUND, to: 'a@audit.example', expect: { constraints: { minVersion: null } } }, []],
    [{ ...OUTBOUND, expect: { constraints: { minVersion: null } } }, ['constraints.minVersion: null, TLSv1.2']],
    [{ ...OUTBOUND, to: 'a@x.example', expect: { constraints: 'opportunistic' } }, []],
    [{ ...OUTBOUND, expect: { constraints: 'opportunistic' } }, ['constraints.tls: opportunistic, required', 'constraints.minVersion: null, TLSv1.2', 'constraints.caSigned: false, true', 'constraints.hostname: false, true']],
    [{ ...OUTBOUND, expect: { orgUnit: '/' } }, []],
    [{ ...OUTBOUND, from: 'ann@corp.test', expect: { orgUnit: '/' } }, ['orgUnit: /, /Sales']],
  ] as const)('%j', (fields, differences) => {
    expect(differencesIn(fields as never)).toEqual(differences);
  });
});

describe('settings', () => {
  it.each([
    ['banks', []],
    [['banks', 'banks'], []],
    [[], ['settings: none, banks']],
    [['auditors', 'banks'], ['settings: auditors, banks, banks']],
    [[{ id: 'banks', orgUnit: '/', addressList: 'banks', entry: 'bank.example' }], []],
    [[{ id: 'banks', entry: '*.bank.example' }], ['settings: banks by entry *.bank.example, banks by entry bank.example']],
    [[{ id: 'banks', orgUnit: '/Sales', addressList: 'auditors' }], ['settings: banks of /Sales by list auditors, banks of / by list banks']],
  ] as const)('%j', (settings, differences) => {
    expect(differencesIn({ ...OUTBOUND, expect: { settings: settings as never } })).toEqual(differences);
  });

  it('that match without an entry say so', () => {
    expect(differencesIn({ ...OUTBOUND, to: 'a@x.example', secureTransport: true, expect: { settings: [{ id: 'confidential', entry: 'x' }] } })).toEqual(['settings: confidential by entry x, confidential by entry none']);
  });

  it('in testing mode count apart, each with its outcome', () => {
    const message = { ...INBOUND, to: 'ann@corp.test', session: 'no-certificate' } as const;
    expect(differencesIn({ ...message, expect: { settings: 'banks', testing: { watched: 'reject' } } })).toEqual([]);
    expect(differencesIn({ ...message, expect: { testing: { watched: 'deliver' } } })).toEqual(['testing: watched deliver, watched reject']);
    expect(differencesIn({ ...message, expect: { testing: 'none' } })).toEqual(['testing: none, watched reject']);
    expect(differencesIn({ ...INBOUND, expect: { testing: { watched: 'reject' } } })).toEqual(['testing: watched reject, none']);
  });
});

describe('names that read as something else', () => {
  const settings = [
    { id: 'none', appliesTo: ['outbound' as const], addressLists: ['none'] },
    { id: 'x, y', appliesTo: ['outbound-secure-transport' as const] },
    { id: 'a bounce, b', mode: 'testing' as const, appliesTo: ['outbound' as const], addressLists: ['none'] },
  ];
  const policy = { addressLists: { none: 'bank.example' }, orgUnits: [{ path: '/', settings }] };
  const differences = (expect: object): string[] =>
    reportOf({ cases: [{ name: 'case', ...OUTBOUND, secureTransport: true, session: 'none', expect }] }, policy).results[0]!.differences.map(({ field, expected, found }) => `${field}: ${expected}, ${found}`);

  it('are settings that match, not none and not several', () => {
    expect(differences({ settings: ['none', 'x, y'] })).toEqual([]);
    expect(differences({ settings: [] })).toEqual(['settings: none, `none`, `x, y`']);
    expect(differences({ settings: ['none', 'x', 'y'] })).toEqual(['settings: `none`, x, y, `none`, `x, y`']);
    expect(differencesIn({ ...OUTBOUND, to: 'a@x.example', expect: { settings: 'none' } })).toEqual(['settings: `none`, none']);
  });

  it('are settings in testing mode, each with its outcome', () => {
    expect(differences({ testing: { 'a bounce, b': 'bounce' } })).toEqual([]);
    expect(differences({ testing: { a: 'bounce', b: 'bounce' } })).toEqual(['testing: a bounce, b bounce, `a bounce, b bounce`']);
  });

  it('are told from no list and no entry', () => {
    expect(differences({ settings: ['none', { id: 'x, y', addressList: 'none' }] })).toEqual(['settings: `x, y` by list `none`, `x, y` by list none']);
  });
});

describe('routes', () => {
  const toAuditors = { ...OUTBOUND, to: 'a@audit.example' };
  it.each([
    [toAuditors, 'gateway', []],
    [toAuditors, { host: 'gateway.audit.example' }, []],
    [toAuditors, { port: 587, mxLookup: false }, []],
    [toAuditors, { port: 25, host: 'x.example' }, ['route.host: x.example, gateway.audit.example', 'route.port: 25, 587']],
    [toAuditors, 'mx', ["route: mx, the MX hosts of the recipient's domain, host gateway.audit.example, port 587"]],
    [toAuditors, 'the-mx', ['route: the-mx (host relay.example, port 25, by its MX hosts), host gateway.audit.example, port 587']],
    [toAuditors, 'gatway', ['route: gatway, which the policy does not have, host gateway.audit.example, port 587']],
    [OUTBOUND, 'mx', []],
    [OUTBOUND, 'gateway', ['route: gateway (host gateway.audit.example, port 587), mx bank.example']],
    [OUTBOUND, { host: 'a.example' }, ['route: host a.example, mx bank.example']],
    [OUTBOUND, { port: 25 }, ['route: host, mx bank.example']],
  ] as const)('%j by %j', (message, route, differences) => {
    expect(differencesIn({ ...message, expect: { route: route as never } })).toEqual(differences);
  });
});

it('a recipient without a route is told from one that has', () => {
  // No document can say so, for what is no address is an error there.
  const message = { envelope: { mailFrom: 'ann@corp.test', rcptTo: ['nobody'] } };
  const tests = { replyProfile: null, tests: [{ name: 'a', path: [], direction: 'outbound' as const, message, expected: { route: { kind: 'mx' as const }, recipients: new Map() } }] };
  expect(runPolicyTests(POLICY, tests).results[0]?.differences).toEqual([{ recipient: null, field: 'route', expected: "mx, the MX hosts of the recipient's domain", found: 'none' }]);
});

describe('replies and violations', () => {
  const text = 'Secure transport required: starttls-not-supported: required TLS, found no TLS (setting banks)';
  it.each([
    [550, []],
    ['550 5.7.10', []],
    [{ text: '(setting banks)' }, []],
    ['421 4.7.0', ['reply.code: 421, 550', 'reply.enhancedCode: 4.7.0, 5.7.10']],
    [{ text: 'auditors' }, [`reply.text: a text with "auditors", ${text}`]],
    ['none', [`reply: none, 550 5.7.10 ${text}`]],
  ] as const)('%j', (reply, differences) => {
    expect(differencesIn({ ...INBOUND, session: 'none', expect: { reply } })).toEqual(differences);
    expect(differencesIn({ ...OUTBOUND, session: 'none', expect: { reply } })).toEqual(differences);
  });

  it('are missed where there is none', () => {
    expect(differencesIn({ ...OUTBOUND, session: 'good', expect: { reply: { code: 550, text: 'banks' }, violations: 'certificate-expired' } })).toEqual(['violations: certificate-expired, none', 'reply: 550 banks, none']);
    expect(differencesIn({ ...INBOUND, session: 'good', expect: { reply: '550 5.7.10' } })).toEqual(['reply: 550 5.7.10, none']);
    expect(differencesIn({ ...OUTBOUND, session: 'good', expect: { reply: 'none', violations: [] } })).toEqual([]);
  });

  it('are not decided without a session, unless that is what is expected', () => {
    expect(differencesIn({ ...OUTBOUND, expect: { violations: [], reply: 'none' } })).toEqual(['violations: none, not decided: no session', 'reply: none, not decided: no session']);
    expect(differencesIn({ ...INBOUND, expect: { violations: 'certificate-expired', reply: '550 5.7.10' } })).toEqual(['reply: 550 5.7.10, not decided: no session', 'violations: certificate-expired, not decided: no session']);
    expect(differencesIn({ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': { violations: [], reply: { text: 'TLS' } } } } })).toEqual([
      'orders@bank.example violations: none, not decided: no session',
      'orders@bank.example reply: TLS, not decided: no session',
    ]);
    expect(resultOf({ ...INBOUND, expect: { reply: 'none' } }).hints).toHaveLength(1);
    expect(differencesIn({ ...OUTBOUND, expect: { outcome: 'pending', violations: [], reply: 'none' } })).toEqual([]);
    expect(differencesIn({ ...INBOUND, expect: { outcome: 'pending', violations: [], reply: 'none' } })).toEqual([]);
    expect(differencesIn({ ...OUTBOUND, expect: { violations: [], recipients: { 'orders@bank.example': 'pending' } } })).toEqual([]);
    expect(differencesIn({ ...INBOUND, expect: { reply: 'none', recipients: { 'clerk@corp.test': 'pending' } } })).toEqual([]);
  });

  it('are decided where nothing is required, session or not', () => {
    expect(differencesIn({ ...OUTBOUND, to: 'a@x.example', expect: { violations: [], reply: 'none' } })).toEqual([]);
    expect(differencesIn({ ...OUTBOUND, to: ['a@x.example', 'b@bank.example'], expect: { violations: [] } })).toEqual(['b@bank.example violations: none, not decided: no session']);
  });

  it('are complete', () => {
    expect(differencesIn({ ...OUTBOUND, session: 'TLSv1.1 expired', expect: { violations: ['certificate-expired', 'validation-failure'] } })).toEqual([]);
    expect(differencesIn({ ...OUTBOUND, session: 'TLSv1.1 expired', expect: { violations: 'certificate-expired' } })).toEqual(['violations: certificate-expired, certificate-expired, validation-failure']);
  });
});

describe('several recipients', () => {
  const message = { ...OUTBOUND, to: ['a@bank.example', 'b@corp.test', 'c@x.example'], session: 'none' as const };

  it('have the outcome and the constraints of the message, and all else each', () => {
    expect(differencesIn({ ...message, expect: { outcome: 'bounce', constraints: { minVersion: 'TLSv1.2' }, orgUnit: '/' } })).toEqual([]);
    expect(differencesIn({ ...message, expect: { settings: 'banks', violations: [] } })).toEqual(['a@bank.example violations: none, starttls-not-supported', 'b@corp.test settings: banks, none', 'c@x.example settings: banks, none']);
    expect(differencesIn({ ...message, expect: { reply: 550 } })).toEqual(['b@corp.test reply: 550, none', 'c@x.example reply: 550, none']);
  });

  it('can be told apart', () => {
    const recipients = { 'a@bank.example': 'bounce', 'b@corp.test': { outcome: 'deliver', constraints: 'opportunistic', reply: 'none' }, 'c@x.example': { route: 'mx' } } as const;
    expect(differencesIn({ ...message, expect: { recipients } })).toEqual([]);
    expect(differencesIn({ ...message, expect: { recipients: { 'a@bank.example': 'deliver', 'c@x.example': 'bounce' } } })).toEqual(['a@bank.example outcome: deliver, bounce', 'c@x.example outcome: bounce, deliver']);
  });

  it('inbound get one answer after DATA', () => {
    const inbound = { ...INBOUND, from: 'x@nobody.example', to: ['ann@corp.test', 'clerk@corp.test'], session: 'none' as const };
    expect(differencesIn({ ...inbound, expect: { reply: 'none' } })).toEqual([]);
    expect(differencesIn({ ...inbound, from: 'x@bank.example', expect: { reply: 550, orgUnit: '/' } })).toEqual(['ann@corp.test orgUnit: /, /Sales']);
  });

  it('that stand twice are meant both', () => {
    expect(differencesIn({ ...OUTBOUND, to: ['a@bank.example', 'a@bank.example'], session: 'none', expect: { recipients: { 'a@bank.example': 'deliver' } } })).toHaveLength(2);
  });
});

describe('names that the policy does not have', () => {
  it('are told with the one that was probably meant', () => {
    const { hints } = resultOf({ ...OUTBOUND, expect: { settings: [{ id: 'bank', orgUnit: '/Sale', addressList: 'bnks' }, 'x'], route: 'gatway', orgUnit: '/Sales', testing: { wached: 'bounce' } } });
    expect(hints).toEqual([
      'the policy has no setting `bank`; did you mean `banks`?',
      'the policy has no setting `x`',
      'the policy has no setting `wached`; did you mean `watched`?',
      'the policy has no org unit `/Sale`; did you mean `/Sales`?',
      'the policy has no address list `bnks`; did you mean `banks`?',
      'the policy has no route `gatway`; did you mean `gateway`?',
    ]);
  });

  it('are told of single recipients too', () => {
    expect(resultOf({ ...OUTBOUND, expect: { recipients: { 'orders@bank.example': { settings: 'bank' } } } }).hints).toEqual(['the policy has no setting `bank`; did you mean `banks`?']);
  });
});
