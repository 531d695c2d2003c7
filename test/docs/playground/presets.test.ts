// Messages to pick: they speak of the policy's own people and partners, and each shows what its title says.
import { describe, expect, it } from 'vitest';
import { decide } from '../../../docs/playground/answer.js';
import { messagePresets } from '../../../docs/playground/presets.js';
import { readPolicyText } from '../../../docs/playground/policy-text.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import type { Outcome, Policy } from '../../../src/index.js';

describe('the messages to pick', () => {
  it('show every outcome for a policy that covers both directions', () => {
    const policy = policyOf({
      domains: ['own.example'],
      addressLists: { partners: ['bank.example'] },
      orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }, { id: 'demanded', appliesTo: ['outbound-secure-transport'] }] }],
    });
    expect(outcomes(policy)).toEqual({
      'to-partner': 'pending',
      'to-partner-good': 'deliver',
      'to-partner-self-signed': 'bounce',
      'to-partner-plaintext': 'bounce',
      'to-look-alike': 'deliver',
      'to-two': 'bounce',
      confidential: 'bounce',
      'from-partner-good': 'deliver',
      'from-partner-plaintext': 'reject',
      'from-forged': 'deliver',
      'from-display-name': 'deliver',
      'from-nobody': 'reject',
    });
  });

  it.each([
    [{ addressLists: { a: ['Ann@Bank.example'] } }, 'ann@bank.example'],
    [{ addressLists: { a: ['*.bank.example'] } }, 'orders@mail.bank.example'],
    [{ addressLists: { a: ['*', 'clinic.example'] } }, 'orders@clinic.example'],
    [{ addressLists: { a: ['unused.example'], b: ['used.example'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['b'] }] }] }, 'orders@used.example'],
    [{}, 'orders@partner.example'],
  ])('are to a partner on its lists', (document, partner) => {
    expect(messagePresets(policyOf(document))[0]?.message.envelope.rcptTo[0]).toBe(partner);
  });

  it('are to strangers that are on none of them', () => {
    const policy = policyOf({ addressLists: { a: ['bank.example', 'mail.bank.example', 'elsewhere.example'] } });
    const recipientsOf = (name: string): readonly string[] | undefined => messagePresets(policy).find((preset) => preset.name === name)?.message.envelope.rcptTo;
    expect(recipientsOf('to-two')).toEqual(['orders@bank.example', 'someone@nowhere.example']);
    expect(recipientsOf('to-look-alike')).toEqual(['orders@bank-mail.example']);
  });

  it('are from its own people', () => {
    expect(messagePresets(policyOf({ domains: ['linden.example'] }))[0]?.message.envelope.mailFrom).toBe('clerk@linden.example');
    expect(messagePresets(policyOf(JSON.parse(startingState.policy)))[0]?.message.envelope.mailFrom).toBe('ann@own.example');
  });

  it('are there without a policy, too, each under a name of its own', () => {
    const presets = messagePresets(null);
    expect(new Set(presets.map(({ name }) => name)).size).toBe(12);
  });
});

function outcomes(policy: Policy): Record<string, Outcome> {
  return Object.fromEntries(messagePresets(policy).map(({ name, direction, message }) => [name, decide(policy, { direction, message, replyProfile: 'default' }).decision.outcome]));
}

function policyOf(document: unknown): Policy {
  const reading = readPolicyText(JSON.stringify(document));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.policy;
}
