// The same decision, now that the connection is known (S-9, S-12.5).
import { describe, expect, it } from 'vitest';
import { enforce } from '../../../src/evaluate/enforce.js';
import type { Decision, Delivery, RecipientDecision } from '../../../src/model/decision.js';
import type { Session } from '../../../src/model/message.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';
import { decidedRecipient, decision, determined } from './sample-decision.js';

const strict: TransportConstraints = { ...tlsRequired, minVersion: 'TLSv1.2' };
const tls12: Session = { tls: true, version: 'TLSv1.2' };
const tls11: Session = { tls: true, version: 'TLSv1.1' };
const noTls: Session = { tls: false };

const pending = (changed: Partial<RecipientDecision> = {}) => decidedRecipient({ constraints: strict, outcome: 'pending', determinedBy: [determined('strict', strict)], maxAttempts: 1, ...changed });
const delivery = (...recipients: number[]): Delivery => ({ recipients, route: null, constraints: strict, maxAttempts: 1 });

describe('enforce', () => {
  it('S-9.3: delivers what is met', () => {
    const met = enforce(decision([pending()], { outcome: 'pending' }), tls12);
    expect(met.outcome).toBe('deliver');
    expect(met.recipients).toEqual([pending({ outcome: 'deliver' })]);
    expect(met.reply).toBeNull();
  });

  it('S-9.3: bounces outbound, with violations and a reply; there is no reply after DATA', () => {
    const bounced = enforce(decision([pending(), decidedRecipient()]), tls11);
    expect(bounced.outcome).toBe('bounce');
    expect(bounced.reply).toBeNull();
    expect(bounced.recipients).toEqual([
      pending({
        outcome: 'bounce',
        violations: [{ type: 'validation-failure', required: 'TLSv1.2 or later', found: 'TLSv1.1' }],
        reply: { code: 550, enhancedCode: '5.7.5', text: 'Secure transport required: validation-failure: required TLSv1.2 or later, found TLSv1.1 (setting strict)' },
      }),
      decidedRecipient(),
    ]);
  });

  it('S-9.5: rejects inbound, with the reply of the first rejected recipient', () => {
    const inbound = decision([decidedRecipient(), pending({ determinedBy: [determined('first', strict)] }), pending()], { direction: 'inbound', replyProfile: 'exchange' });
    const rejected = enforce(inbound, noTls);
    expect(rejected.outcome).toBe('reject');
    expect(rejected.recipients.map(({ outcome }) => outcome)).toEqual(['deliver', 'reject', 'reject']);
    expect(rejected.reply).toEqual({ code: 550, enhancedCode: '5.7.321', text: 'Secure transport required: starttls-not-supported: required TLS, found no TLS (setting first)' });
    expect(rejected.reply).toBe(rejected.recipients[1]?.reply);
  });

  it.each([null, undefined])('S-9.3: a session that is not known is pending where something is required: %s', (session) => {
    const again = enforce(decision([pending({ outcome: 'bounce' }), decidedRecipient()], { outcome: 'bounce' }), session as unknown as Session);
    expect(again.outcome).toBe('pending');
    expect(again.recipients.map(({ outcome, reply, violations }) => ({ outcome, reply, violations }))).toEqual([
      { outcome: 'pending', reply: null, violations: [] },
      { outcome: 'deliver', reply: null, violations: [] },
    ]);
  });

  it('S-7.6: says what testing settings would have done', () => {
    const observed = { ...determined('t', strict), route: null, wouldBe: 'pending' as const };
    const { outcome, recipients } = enforce(decision([decidedRecipient({ testing: [observed] })]), tls11);
    expect(outcome).toBe('deliver');
    expect(recipients[0]?.testing).toEqual([{ ...observed, wouldBe: 'bounce' }]);
  });

  it('S-9.7: with a delivery it speaks for the recipients of that delivery, and the others stay as they are', () => {
    const two = decision([pending(), pending(), pending()], { deliveries: [delivery(0, 2), delivery(1)], outcome: 'pending' });
    const first = enforce(two, noTls, { delivery: 0 });
    expect(first.recipients.map(({ outcome }) => outcome)).toEqual(['bounce', 'pending', 'bounce']);
    expect(first.recipients[1]).toEqual(two.recipients[1]);
    // S-12.6: changing one decision changes no other.
    expect(first.recipients[1]).not.toBe(two.recipients[1]);
    const known = decision([pending()], { author: { known: true, mailboxes: ['a@a.example'] } });
    expect(enforce(known, noTls).author).toEqual(known.author);
    expect(enforce(known, noTls).author).not.toBe(known.author);
    const mailboxesOf = ({ author }: Decision): unknown => (author?.known === true ? author.mailboxes : null);
    expect(mailboxesOf(enforce(known, noTls))).not.toBe(mailboxesOf(known));
    const unknown = decision([pending()], { author: { known: false, reason: 'missing' } });
    expect(enforce(unknown, noTls).author).toEqual(unknown.author);
    expect(enforce(unknown, noTls).author).not.toBe(unknown.author);
    expect(enforce(decision([pending()], { author: null }), noTls).author).toBeNull();
    expect(first.deliveries).toEqual(two.deliveries);
    expect(first.deliveries[1]).not.toBe(two.deliveries[1]);
    expect(first.deliveries[1]?.recipients).not.toBe(two.deliveries[1]?.recipients);
    expect(first.outcome).toBe('bounce');
    const second = enforce(two, tls12, { delivery: 1 });
    expect(second.recipients.map(({ outcome }) => outcome)).toEqual(['pending', 'deliver', 'pending']);
    expect(second.outcome).toBe('pending');
    expect(enforce(first, tls12, { delivery: 1 }).recipients.map(({ outcome }) => outcome)).toEqual(['bounce', 'deliver', 'bounce']);
  });

  it('S-9.7: without naming a delivery it speaks for every recipient', () => {
    const two = decision([pending(), pending()], { deliveries: [delivery(0), delivery(1)] });
    expect(enforce(two, noTls).recipients.map(({ outcome }) => outcome)).toEqual(['bounce', 'bounce']);
    expect(enforce(two, noTls, {}).recipients.map(({ outcome }) => outcome)).toEqual(['bounce', 'bounce']);
  });

  it.each([1, -1, 0.5, NaN, '0', null])('S-12.4: a delivery that it does not have is misuse: %s', (index) => {
    const outbound = decision([pending()], { deliveries: [delivery(0)] });
    expect(() => enforce(outbound, noTls, { delivery: index as number })).toThrow(new TypeError(`there is no delivery ${String(index)}; this outbound decision has 1, counted from 0`));
  });

  it('S-12.4: an inbound decision has no delivery', () => {
    expect(() => enforce(decision([pending()], { direction: 'inbound' }), noTls, { delivery: 0 })).toThrow(new TypeError('there is no delivery 0; this inbound decision has 0, counted from 0'));
  });

  it('S-12.4: enforcing what is no decision is misuse', () => {
    expect(() => enforce({} as never, noTls)).toThrow(TypeError);
  });

  it('S-12.5: a decision that went through JSON is enforced alike, and the given one is left alone', () => {
    const outbound = decision([pending(), decidedRecipient()], { outcome: 'pending', deliveries: [delivery(0), delivery(1)] });
    const text = JSON.stringify(outbound);
    expect(enforce(JSON.parse(text), noTls)).toEqual(enforce(outbound, noTls));
    expect(JSON.stringify(outbound)).toBe(text);
    expect(enforce(outbound, noTls)).toMatchObject({ direction: 'outbound', replyProfile: 'default', constraints: opportunistic, deliveries: outbound.deliveries, author: null });
  });
});
