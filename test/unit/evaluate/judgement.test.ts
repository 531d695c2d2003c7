// Constraints meet the session: outcome, violations and reply (S-9.3, S-10.1).
import { describe, expect, it } from 'vitest';
import { Judge, onViolation, replyAfterData, worstOutcome } from '../../../src/evaluate/judgement.js';
import type { Judged } from '../../../src/evaluate/judgement.js';
import type { SessionReading } from '../../../src/evaluate/session.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import type { Direction, TransportConstraints } from '../../../src/model/transport.js';
import type { Outcome, ReplyProfile } from '../../../src/model/decision.js';
import { decidedRecipient, determined } from './sample-decision.js';

const noTls: SessionReading = { kind: 'no-tls' };
const tls11: SessionReading = { kind: 'tls', version: 'TLSv1.1', certificate: { presented: true, trusted: true, hostnameMatches: false, expired: 'unknown' } };
const notKnown: SessionReading = { kind: 'not-known' };

const version = { ...tlsRequired, minVersion: 'TLSv1.2' } as const;
const hostname = { ...tlsRequired, hostname: true };
const judged = (constraints: TransportConstraints, changed: Partial<Judged> = {}): Judged => ({ constraints, determinedBy: [], testing: [], ...changed });

const judge = (session: SessionReading, direction: Direction, recipient: Judged, profile: ReplyProfile = 'default') => new Judge(session, direction, profile).judge(recipient);

describe('Judge', () => {
  it('S-9.3: deliver, pending, bounce, reject', () => {
    expect(judge(notKnown, 'outbound', judged(opportunistic)).outcome).toBe('deliver');
    expect(judge(notKnown, 'outbound', judged(tlsRequired))).toEqual({ outcome: 'pending', violations: [], reply: null, testing: [] });
    expect(judge(tls11, 'outbound', judged(tlsRequired))).toEqual({ outcome: 'deliver', violations: [], reply: null, testing: [] });
    expect(judge(noTls, 'outbound', judged(opportunistic))).toEqual({ outcome: 'deliver', violations: [], reply: null, testing: [] });
    expect(judge(noTls, 'outbound', judged(tlsRequired)).outcome).toBe('bounce');
    expect(judge(noTls, 'inbound', judged(tlsRequired)).outcome).toBe('reject');
  });

  it('S-10.1: the reply is that of the first violation, and names the first setting that yields it', () => {
    const determinedBy = [determined('a', opportunistic), determined('b', hostname), determined('c', version), determined('d', version)];
    const { violations, reply } = judge(tls11, 'outbound', judged({ ...version, hostname: true }, { determinedBy }));
    expect(violations.map(({ type }) => type)).toEqual(['validation-failure', 'certificate-host-mismatch']);
    expect(reply?.text).toBe('Secure transport required: validation-failure: required TLSv1.2 or later, found TLSv1.1 (setting c)');
  });

  it('S-10.1: names no setting if only `secureTransport` demands it', () => {
    expect(judge(noTls, 'outbound', judged(tlsRequired, { determinedBy: [determined('a', opportunistic)] })).reply?.text).toBe(
      'Secure transport required: starttls-not-supported: required TLS, found no TLS',
    );
  });

  it('S-10.1: a profile changes codes only', () => {
    const inbound = judge(noTls, 'inbound', judged(tlsRequired), 'gmail');
    expect(inbound.reply).toMatchObject({ code: 421, enhancedCode: '4.7.0' });
    expect(inbound.outcome).toBe('reject');
    expect(judge(noTls, 'outbound', judged(tlsRequired), 'gmail').reply).toMatchObject({ code: 550, enhancedCode: '5.7.10' });
  });

  it('S-7.6: a testing match would be what its own requirements say', () => {
    const observed = (setting: string, constraints: TransportConstraints) => ({ ...determined(setting, constraints), route: null });
    const testing = [observed('a', opportunistic), observed('b', version), observed('c', tlsRequired)];
    const wouldBe = (session: SessionReading, direction: 'inbound' | 'outbound') => judge(session, direction, judged(opportunistic, { testing })).testing.map((match) => match.wouldBe);
    expect(wouldBe(notKnown, 'outbound')).toEqual(['deliver', 'pending', 'pending']);
    expect(wouldBe(tls11, 'outbound')).toEqual(['deliver', 'bounce', 'deliver']);
    expect(wouldBe(noTls, 'inbound')).toEqual(['deliver', 'reject', 'reject']);
    expect(judge(noTls, 'outbound', judged(opportunistic, { testing })).testing[1]).toEqual({ ...testing[1], wouldBe: 'bounce' });
  });

  it('S-8.6: recipients that share their matches and constraints share the judgement, and no others do', () => {
    const one = new Judge(noTls, 'outbound', 'default');
    const determinedBy = [determined('a', tlsRequired)];
    const testing: Judged['testing'] = [];
    const first = one.judge({ constraints: tlsRequired, determinedBy, testing });
    expect(one.judge({ constraints: { ...tlsRequired }, determinedBy, testing })).toBe(first);
    expect(one.judge({ constraints: opportunistic, determinedBy, testing }).outcome).toBe('deliver');
    expect(one.judge({ constraints: tlsRequired, determinedBy: [determined('b', tlsRequired)], testing }).reply?.text).toContain('(setting b)');
    expect(one.judge({ constraints: tlsRequired, determinedBy, testing: [{ ...determined('t', tlsRequired), route: null }] }).testing).toHaveLength(1);
  });

  it('S-12.6: what recipients share is frozen', () => {
    const testing = [{ ...determined('t', tlsRequired), route: null }];
    const judgement = judge(noTls, 'outbound', judged(tlsRequired, { testing }));
    for (const shared of [judgement.violations, judgement.violations[0], judgement.reply, judgement.testing, judgement.testing[0]]) {
      expect(shared).toBeTypeOf('object');
      expect(Object.isFrozen(shared)).toBe(true);
    }
  });
});

describe('onViolation', () => {
  it('S-9.3: bounce outbound, reject inbound', () => {
    expect(onViolation('outbound')).toBe('bounce');
    expect(onViolation('inbound')).toBe('reject');
  });
});

describe('worstOutcome', () => {
  const worst = (...outcomes: Outcome[]) => worstOutcome(outcomes.map((outcome) => decidedRecipient({ outcome })));

  it('deliver < pending < bounce, reject', () => {
    expect(worst()).toBe('deliver');
    expect(worst('deliver', 'deliver')).toBe('deliver');
    expect(worst('deliver', 'pending', 'deliver')).toBe('pending');
    expect(worst('pending', 'bounce', 'pending')).toBe('bounce');
    expect(worst('deliver', 'reject', 'pending')).toBe('reject');
    expect(worst('bounce', 'reject')).toBe('bounce');
    expect(worst('reject', 'bounce')).toBe('reject');
  });
});

describe('replyAfterData', () => {
  const reply = { code: 550, enhancedCode: '5.7.10', text: 'first' };

  it('S-9.5: that of the first rejected recipient', () => {
    const recipients = [decidedRecipient(), decidedRecipient({ outcome: 'reject', reply }), decidedRecipient({ outcome: 'reject', reply: { ...reply, text: 'second' } })];
    expect(replyAfterData(recipients)).toBe(reply);
  });

  it('S-9.5: none where nothing is rejected; a bounce is no reject', () => {
    expect(replyAfterData([])).toBeNull();
    expect(replyAfterData([decidedRecipient({ outcome: 'bounce', reply }), decidedRecipient({ outcome: 'pending' })])).toBeNull();
  });
});
