import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { PolicyEngine } from '../../../src/index.js';
import { DaemonMetrics } from '../../../src/postfix/daemon-metrics.js';
import type { MilterMessage } from '../../../src/postfix/milter.js';
import { PostfixService } from '../../../src/postfix/postfix-service.js';

const engine = compilePolicy({
  addressLists: { partners: ['partner.example'], everyone: [{ value: '*', requireAuthentication: false }] },
  users: { 'strict@here.example': '/Strict' },
  orgUnits: [
    { path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] },
    { path: '/Strict', settings: [{ id: 'all', appliesTo: ['inbound'], addressLists: ['everyone'] }] },
  ],
});
const other = compilePolicy({});
const message: MilterMessage = { mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], headers: 'From: ann@partner.example\r\n', session: { tls: false }, queueId: '4F1A2B3C' };

function serving(deciding: () => PolicyEngine = () => engine): { service: PostfixService; events: unknown[]; metrics: DaemonMetrics } {
  const events: unknown[] = [];
  const metrics = new DaemonMetrics({ connections: () => [], policyLoaded: () => 0, policyIsCurrent: () => true });
  return { service: new PostfixService({ engine: deciding, authservIds: [], metrics, log: { log: (...event) => void events.push(event) } }), events, metrics };
}

const broken = (): PolicyEngine => {
  throw new Error('the policy is gone');
};

describe('a look-up', () => {
  it.each([
    ['transport', 'ann@partner.example', 'not-found'],
    ['sender-transport', 'bob@here.example', 'found'],
    ['tls-policy/tls-root', 'partner.example', 'found'],
    ['tls-policy/', 'partner.example', 'temporary'],
    ['tls-policy', 'partner.example', 'permanent'],
    ['Transport', 'ann@partner.example', 'permanent'],
    ['', '', 'permanent'],
  ])('in %j of %j is %s', (map, key, status) => {
    const { service, events, metrics } = serving();
    expect(service.lookUp({ map, key }).status).toBe(status);
    expect(events).toEqual([['debug', 'request', expect.objectContaining({ protocol: 'socketmap', answer: status, map, key })]]);
    expect(metrics.text).toContain(`smtp_tls_policy_requests_total{protocol="socketmap",answer="${status}"} 1\n`);
  });

  it('is answered by the engine that decides now', () => {
    let now = engine;
    const { service } = serving(() => now);
    expect(service.lookUp({ map: 'tls-policy/tls-root', key: 'partner.example' }).status).toBe('found');
    now = other;
    expect(service.lookUp({ map: 'tls-policy/tls-root', key: 'partner.example' }).status).toBe('not-found');
  });
});

describe('a recipient', () => {
  const actionFor = (service: PostfixService, more: Record<string, string>): string =>
    service.policyAction(new Map(Object.entries({ protocol_state: 'RCPT', sender: 'ann@x.example', recipient: 'strict@here.example', ...more })));

  it('is rejected where no header could change it', () => {
    const { service, events, metrics } = serving();
    expect(actionFor(service, { client_address: '192.0.2.1' })).toMatch(/^550 5\.7\.10 .*starttls-not-supported/);
    expect(events[0]).toEqual(['info', 'reject', expect.objectContaining({ protocol: 'policy-service', client: '192.0.2.1', mailFrom: 'ann@x.example', rcptTo: ['strict@here.example'] })]);
    expect(metrics.text).toContain('smtp_tls_policy_decisions_total{direction="inbound",outcome="reject"} 1\n');
    expect(metrics.text).toContain('{protocol="policy-service",answer="reject"} 1\n');
  });

  it.each([
    ['the author decides', { recipient: 'bob@here.example' }],
    ['there is TLS', { encryption_protocol: 'TLSv1.3' }],
    ['it is not the time', { protocol_state: 'END-OF-MESSAGE' }],
  ])('passes where %s', (_name, more) => {
    expect(actionFor(serving().service, more)).toBe('DUNNO');
  });

  it('is known without the quotes of SMTP, as Postfix keeps it', () => {
    const everyone = { id: 'all', appliesTo: ['inbound' as const], addressLists: ['everyone'] };
    const relaxed = compilePolicy({
      addressLists: { everyone: { requireAuthentication: false, entries: ['*'] } },
      users: { '"john doe"@here.example': '/Relaxed' },
      orgUnits: [{ path: '/', settings: [everyone] }, { path: '/Relaxed', disable: ['all'] }],
    });
    expect(actionFor(serving(() => relaxed).service, { recipient: 'john doe@here.example' })).toBe('DUNNO');
    expect(actionFor(serving(() => relaxed).service, { recipient: 'jane doe@here.example' })).toMatch(/^550/);
  });

  it('may come with the null reverse-path, and what is not told is empty', () => {
    expect(actionFor(serving().service, { sender: '' })).toMatch(/^550/);
    expect(serving().service.policyAction(new Map([['protocol_state', 'RCPT']]))).toBe('DUNNO');
    expect(serving().service.policyAction(new Map())).toBe('DUNNO');
  });
});

describe('a message', () => {
  it('is rejected with the reply of the engine, and the log says what it was about', () => {
    const { service, events, metrics } = serving();
    const { reply } = engine.evaluate({ envelope: { mailFrom: message.mailFrom, rcptTo: message.rcptTo }, headers: message.headers!, session: message.session }, 'inbound');
    expect(service.judge(message)).toEqual({ kind: 'reply', reply });
    expect(events).toEqual([
      ['info', 'reject', { protocol: 'milter', queueId: '4F1A2B3C', mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], recipients: 1, authors: ['ann@partner.example'], session: { tls: false }, reply, settings: ['partners'] }],
      ['debug', 'request', { protocol: 'milter', answer: 'reply', queueId: '4F1A2B3C' }],
    ]);
    expect(metrics.text).toContain('smtp_tls_policy_decisions_total{direction="inbound",outcome="reject"} 1\n');
    expect(service.judge({ ...message, mailFrom: null })).toMatchObject({ kind: 'reply' });
  });

  it('has the first few of its recipients and authors in the log', () => {
    const { service, events } = serving();
    const authors = Array.from({ length: 100 }, (_, number) => `ann-${number}@partner.example`);
    service.judge({ ...message, rcptTo: authors, headers: `From: ${authors.join(', ')}\r\n` });
    service.judge({ ...message, headers: null });
    const [many, unknown] = events.filter((event) => (event as unknown[])[1] === 'reject').map((event) => (event as unknown[])[2] as { rcptTo: string[]; recipients: number; authors: string[] });
    expect([many!.rcptTo, many!.recipients, many!.authors, unknown!.authors]).toEqual([authors.slice(0, 20), 100, authors.slice(0, 20), []]);
  });

  it('is accepted otherwise', () => {
    const { service, metrics } = serving();
    expect(service.judge({ ...message, session: { tls: true, version: 'TLSv1.3' } })).toEqual({ kind: 'accept' });
    expect(metrics.text).toContain('smtp_tls_policy_decisions_total{direction="inbound",outcome="deliver"} 1\n');
  });
});

it('trouble defers, whatever is asked, and is told', () => {
  const { service, events, metrics } = serving(broken);
  expect(service.lookUp({ map: 'transport', key: 'ann@partner.example' })).toMatchObject({ status: 'temporary' });
  expect(service.policyAction(new Map([['protocol_state', 'RCPT']]))).toMatch(/^451 4\.7\.0 /);
  expect(service.judge(message)).toEqual({ kind: 'tempfail' });
  expect(events.filter((event) => (event as unknown[])[0] === 'error')).toEqual(['socketmap', 'policy-service', 'milter'].map((protocol) => ['error', 'trouble', { protocol, error: 'the policy is gone' }]));
  for (const line of ['troubles_total{protocol="milter"} 1', 'requests_total{protocol="socketmap",answer="temporary"} 1', 'requests_total{protocol="policy-service",answer="defer"} 1', 'requests_total{protocol="milter",answer="tempfail"} 1']) {
    expect(metrics.text).toContain(`smtp_tls_policy_${line}\n`);
  }
});
