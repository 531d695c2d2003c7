// S-7.6: a setting in testing mode changes no constraint, no route and no outcome; one that is not enabled changes nothing at all.

import { expect, it } from 'vitest';
import type { Decision, PolicyInput, SettingInput } from '../../src/index.js';
import { assertLaw, copyOf, engineOf, engineOfChanged } from './situation.js';
import type { Situation } from './situation.js';

it('adding a testing setting, under a new id or that of an inherited one, changes only what is observed', () => {
  let observed = 0;
  assertLaw((situation, seen) => {
    const after = engineOfChanged(situation.policyCase, withSetting(situation, { mode: 'testing' }));
    if (after === null) return;
    const before = engineOf(situation.policyCase);
    for (const { message, direction } of situation.cases) {
      const now = seen(after.evaluate(message, direction));
      const was = before.evaluate(message, direction);
      expect(withoutTesting(now)).toEqual(withoutTesting(was));
      if (JSON.stringify(now) !== JSON.stringify(was)) observed += 1;
    }
  });
  expect(observed).toBeGreaterThan(0);
});

it('adding a setting that is not enabled changes no decision', () => {
  assertLaw((situation, seen) => {
    const after = engineOfChanged(situation.policyCase, withSetting(situation, { enabled: false }));
    if (after === null) return;
    const before = engineOf(situation.policyCase);
    for (const { message, direction } of situation.cases) expect(after.evaluate(message, direction)).toEqual(seen(before.evaluate(message, direction)));
  });
});

function withSetting({ policyCase, choices }: Situation, how: Pick<SettingInput, 'mode' | 'enabled'>): PolicyInput {
  const policy = copyOf(policyCase.policy);
  const ids = (policy.orgUnits ?? []).flatMap(({ settings = [] }) => settings.map(({ id }) => id));
  const setting: SettingInput = { id: choices.pick(['added', ...ids]), appliesTo: ['inbound', 'outbound'], addressLists: Object.keys(policy.addressLists ?? {}), require: { minTlsVersion: 'TLSv1.3' }, ...how };
  const unit = policy.orgUnits?.[choices.below(policy.orgUnits.length)];
  if (unit === undefined) policy.orgUnits = [{ path: '/', settings: [setting] }];
  else (unit.settings ??= []).push(setting);
  return policy;
}

function withoutTesting(decision: Decision): unknown {
  return { ...decision, recipients: decision.recipients.map((recipient) => ({ ...recipient, testing: null })) };
}
