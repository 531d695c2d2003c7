// S-4.3, S-4.4, S-5.3, S-9.2: what is not known is taken at least as strictly as what is known to be bad.

import { expect, it } from 'vitest';
import { enforce, join, violationsOf } from '../../src/index.js';
import type { CertificateFacts, Decision, Message, Session } from '../../src/index.js';
import { assertLaw, copyOf, engineOf } from './situation.js';

it('an unknown author is constrained at least as strictly as any author', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const policy = copyOf(policyCase.policy);
    delete policy.unknownAuthor;
    const engine = engineOf(policyCase, policy);
    for (const { message } of cases) {
      const known = seen(engine.evaluate(message, 'inbound'));
      expectAsStrict(engine.evaluate({ ...message, from: 'nobody <' }, 'inbound'), known);
      expectAsStrict(engine.evaluate({ ...message, from: [] }, 'inbound'), known);
    }
  });
});

it('an author of whom nothing is known is constrained at least as strictly as one who is known to be forged', () => {
  let stricter = 0;
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message } of cases) {
      const forged = engine.evaluate({ ...message, authentication: { spf: { result: 'fail', domain: 'evil.test' }, dmarc: { result: 'fail' } } }, 'inbound');
      const unknown = seen(engine.evaluate(without(message, 'authentication'), 'inbound'));
      expectAsStrict(unknown, forged);
      if (JSON.stringify(unknown.constraints) !== JSON.stringify(forged.constraints)) stricter += 1;
    }
  });
  expect(stricter).toBeGreaterThan(0);
});

it('an unknown partner is constrained at least as strictly as any recipient', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message } of cases) {
      const mailFrom = (message.envelope as Message['envelope'] | null)?.mailFrom ?? null;
      const known = seen(engine.evaluate(message, 'outbound'));
      const [unknown] = engine.evaluate({ ...message, envelope: { mailFrom, rcptTo: ['no address'] } }, 'outbound').recipients;
      if (known.recipients[0]?.orgUnit !== unknown?.orgUnit) continue;
      for (const { constraints } of known.recipients) expect(join(constraints, unknown?.constraints ?? constraints)).toEqual(unknown?.constraints);
    }
  });
});

it('an unknown verdict on a session violates whatever a bad one does', () => {
  const bad: CertificateFacts = { trusted: false, hostnameMatches: false };
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const decision = seen(engine.evaluate(without(message, 'session'), direction));
      const worst = enforce(decision, { tls: true, version: 'TLSv1', certificate: bad });
      for (const session of UNKNOWN_SESSIONS) {
        const unknown = enforce(decision, session);
        unknown.recipients.forEach(({ violations, constraints }, index) => {
          const types = violations.map(({ type }) => type);
          for (const { type } of worst.recipients[index]?.violations ?? []) expect(types.includes(type) || types.includes('starttls-not-supported')).toBe(true);
          expect(violationsOf(constraints, session).map(({ type }) => type)).toEqual(types);
        });
      }
    }
  });
});

const UNKNOWN_SESSIONS = [{ tls: true, version: 'unheard of', certificate: {} }, { tls: true, version: 42, certificate: null }, { tls: true }, { tls: 'yes' }, {}] as unknown as readonly Session[];

function expectAsStrict(strict: Decision, other: Decision): void {
  strict.recipients.forEach(({ constraints }, index) => {
    expect(join(constraints, other.recipients[index]?.constraints ?? constraints)).toEqual(constraints);
  });
}

function without(message: Message, key: keyof Message): Message {
  return Object.fromEntries(Object.entries(message).filter(([name]) => name !== key)) as unknown as Message;
}
