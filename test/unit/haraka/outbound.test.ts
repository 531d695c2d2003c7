// clauses S-8.5, S-9.4 and S-22.5
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import { DENYSOFT, OK } from '../../../src/haraka/haraka-objects.js';
import type { MailExchanger, QueuedMail, QueuedRecipient } from '../../../src/haraka/haraka-objects.js';
import { Outbound } from '../../../src/haraka/outbound.js';
import type { OutboundSurroundings } from '../../../src/haraka/outbound.js';
import { standInConnection, standInMail, standInNext, standInPlugin, standInTransaction, textsOf } from './stand-ins.js';
import type { Ended, StandInMail } from './stand-ins.js';

const engine = compilePolicy({
  domains: ['organisation.example'],
  addressLists: { partners: 'partner.example', vip: 'vip@split.example', routed: 'routed.example', looked: 'looked.example', literal: 'literal.example' },
  routes: { host: { host: 'relay.example', port: 2525 }, mx: { host: 'relays.example', port: 2526, mxLookup: true }, literal: { host: '[IPv6:2001:db8::1]' } },
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners', 'vip'] },
        { id: 'routed', appliesTo: ['outbound'], addressLists: ['routed'], route: 'host' },
        { id: 'looked up', appliesTo: ['outbound'], addressLists: ['looked'], route: 'mx' },
        { id: 'literal', appliesTo: ['outbound'], addressLists: ['literal'], require: { tls: false }, route: 'literal' },
      ],
    },
  ],
});

function outboundOf(changes: Partial<OutboundSurroundings> = {}): { outbound: Outbound; pushed: QueuedMail[] } {
  const pushed: QueuedMail[] = [];
  const surroundings: OutboundSurroundings = {
    plugin: standInPlugin(),
    engine: () => engine,
    ca: undefined,
    tlsEnabled: () => true,
    lookUp: () => Promise.resolve([{ exchange: 'b.example', priority: 2 }, { exchange: 'a.example', priority: 1 }]),
    push: (mail) => void pushed.push(mail),
    otherWays: ['queue/smtp_forward'],
    ...changes,
  };
  return { outbound: new Outbound(surroundings), pushed };
}

async function begin(mail: StandInMail, changes: Partial<OutboundSurroundings> = {}): Promise<Ended[]> {
  const { next, ended } = standInNext();
  await outboundOf(changes).outbound.begin(next, mail);
  return ended;
}

function isControlled(mail: StandInMail): boolean {
  return Object.hasOwn(mail, 'try_deliver');
}

describe('the begin of an attempt', () => {
  it('controls mail of which something is required, and lets Haraka find its hosts', async () => {
    const mail = standInMail();
    expect([await begin(mail), isControlled(mail)]).toEqual([[{ code: undefined, answer: undefined }], true]);
  });

  it('leaves other mail alone, and mail of which nothing is required any more', async () => {
    const mail = standInMail();
    await begin(mail);
    expect([await begin(mail, { engine: () => compilePolicy({}) }), isControlled(mail)]).toEqual([[{ code: undefined, answer: undefined }], false]);
  });

  it.each([
    ['ann@routed.example', [{ exchange: 'relay.example', port: 2525, priority: 0 }], true],
    ['ann@literal.example', [{ exchange: '2001:db8::1', port: 25, priority: 0 }], false],
    ['ann@looked.example', [{ exchange: 'a.example', port: 2526, priority: 1 }, { exchange: 'b.example', port: 2526, priority: 2 }], true],
    ['ann@[192.0.2.7]', [{ exchange: '192.0.2.7', port: 25, priority: 0 }], false],
  ])('takes the route: %s', async (recipient, hosts, controlled) => {
    const mail = standInMail({ rcptTo: [recipient] });
    expect([await begin(mail), isControlled(mail)]).toEqual([[{ code: OK, answer: hosts }], controlled]);
  });

  it.each([
    ['there is no policy yet', {}, { engine: () => null }, 'the policy is not loaded yet'],
    ['Haraka may not use TLS', {}, { tlsEnabled: () => false }, 'the policy requires TLS, and `enable_tls` is false in outbound.ini'],
    ['the hosts of a route cannot be looked up', { rcptTo: ['ann@looked.example'] }, { lookUp: () => Promise.reject(new Error('SERVFAIL')) }, 'the mail hosts of the route to relays.example cannot be found: Error: SERVFAIL'],
    ['a route has no hosts', { rcptTo: ['ann@looked.example'] }, { lookUp: (): Promise<MailExchanger[]> => Promise.resolve([]) }, 'the mail hosts of the route to relays.example cannot be found: Error: it has neither MX records nor addresses'],
  ])('waits where %s', async (_why, changes, surroundings, words) => {
    const mail = standInMail(changes);
    expect(await begin(mail, surroundings)).toEqual([{ code: DENYSOFT, answer: words }]);
    expect([textsOf(mail.logged, 'error'), isControlled(mail)]).toEqual([[`not delivered for now: ${words}`], false]);
  });

  it('counts what another plugin demands', async () => {
    const mail = standInMail({ rcptTo: ['ann@elsewhere.example'], notes: { smtp_tls_policy: { secure_transport: true } } });
    await begin(mail);
    expect(isControlled(mail)).toBe(true);
  });
});

describe('recipients who are treated differently', () => {
  const rcptTo = ['joe@split.example', 'vip@split.example', 'sue@split.example'];

  it('become mails of their own, and the mail is gone', () => {
    const mail = Object.assign(standInMail({ rcptTo }), { num_failures: 3 });
    const { outbound, pushed } = outboundOf();
    const { next, ended } = standInNext();
    outbound.begin(next, mail);
    expect(pushed.map(({ todo, num_failures }) => [todo.rcpt_to.map(({ address }) => address), num_failures])).toEqual([[['joe@split.example', 'sue@split.example'], 3], [['vip@split.example'], 3]]);
    // The hook ends without its callback, and its timer with it.
    expect([ended, mail.calls]).toEqual([[], [['cancel'], ['discard']]]);
  });

  it('wait together where a part cannot be written, and none is sent', () => {
    const mail = standInMail({ rcptTo });
    const split = mail.split_to_new_recipients.bind(mail);
    let count = 0;
    mail.split_to_new_recipients = (recipients: readonly QueuedRecipient[], why, done) => {
      if (count++ > 0) {
        mail.bounce('disk full');
        mail.bounce('disk full, said again');
      }
      split(recipients, why, done);
    };
    const { outbound, pushed } = outboundOf();
    outbound.begin(standInNext().next, mail);
    expect([pushed, mail.calls]).toEqual([[], [['cancel'], ['temp_fail', 'disk full']]]);
  });

  it('are split where no hook is run', () => {
    const mail = Object.assign(standInMail({ rcptTo }), { current_hook: null });
    const { outbound, pushed } = outboundOf();
    outbound.begin(standInNext().next, mail);
    expect(pushed).toHaveLength(2);
  });
});

describe('mail that is queued', () => {
  it.each([
    ['of which something is required', ['ann@partner.example'], ['queue/smtp_forward']],
    ['that has a route', ['ann@literal.example'], ['queue/smtp_forward']],
    ['for several, of whom one has a requirement', ['ann@elsewhere.example', 'ann@partner.example'], ['queue/smtp_forward']],
    ['of which nothing is required', ['ann@elsewhere.example'], []],
  ])('%s', (_what, rcptTo, skipped) => {
    const transaction = standInTransaction({ rcptTo });
    const { next, ended } = standInNext();
    outboundOf().outbound.queue(next, standInConnection({ transaction }));
    expect([ended, transaction.notes.skip_plugins]).toEqual([[{ code: undefined, answer: undefined }], skipped]);
  });

  it('waits where there is no policy yet, and is nothing where the client has gone', () => {
    const { next, ended } = standInNext();
    outboundOf({ engine: () => null }).outbound.queue(next, standInConnection());
    outboundOf().outbound.queue(next, standInConnection({ transaction: null }));
    expect(ended).toMatchObject([{ code: DENYSOFT, answer: { code: 451 } }, { code: undefined }]);
  });
});
