// S-8.2: adding a setting, an entry or a requirement never weakens a constraint or softens an outcome.

import { expect, it } from 'vitest';
import { join } from '../../src/index.js';
import type { AddressListEntryInput, Outcome, PolicyInput, SettingInput } from '../../src/index.js';
import type { Choices } from '../arbitraries/choices.js';
import { assertLaw, copyOf, engineOf, engineOfChanged } from './situation.js';
import type { Situation } from './situation.js';

const SEVERITY: Readonly<Record<Outcome, number>> = { deliver: 0, pending: 1, bounce: 2, reject: 2 };

it('adding a setting never weakens', () => assertAddingNeverWeakens(addSetting));
it('adding an entry never weakens', () => assertAddingNeverWeakens(addEntry));
it('adding a requirement never weakens', () => assertAddingNeverWeakens(addRequirement));

function assertAddingNeverWeakens(add: (policy: PolicyInput, situation: Situation) => void): void {
  let stricter = 0;
  assertLaw((situation, seen) => {
    const { policyCase, cases } = situation;
    const changed = copyOf(policyCase.policy);
    add(changed, situation);
    const after = engineOfChanged(policyCase, changed);
    if (after === null) return;
    const before = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const old = before.evaluate(message, direction);
      const now = seen(after.evaluate(message, direction));
      now.recipients.forEach((recipient, index) => {
        const was = old.recipients[index];
        if (was === undefined) throw new Error('a recipient appeared');
        expect(join(was.constraints, recipient.constraints)).toEqual(recipient.constraints);
        expect(SEVERITY[recipient.outcome]).toBeGreaterThanOrEqual(SEVERITY[was.outcome]);
        if (JSON.stringify(was.constraints) !== JSON.stringify(recipient.constraints)) stricter += 1;
      });
    }
  });
  expect(stricter).toBeGreaterThan(0);
}

function addSetting(policy: PolicyInput, { choices }: Situation): void {
  const lists = Object.keys(policy.addressLists ?? {});
  const setting: SettingInput = { id: 'added', appliesTo: ['inbound', 'outbound'], addressLists: [choices.pick(lists)], require: { minTlsVersion: 'TLSv1.2', validateHostname: choices.chance(50) } };
  const unit = policy.orgUnits?.[choices.below(policy.orgUnits.length)];
  if (unit === undefined) policy.orgUnits = [{ path: '/', settings: [setting] }];
  else (unit.settings ??= []).push(setting);
}

function addEntry(policy: PolicyInput, { policyCase, choices }: Situation): void {
  const names = Object.keys(policy.addressLists ?? {});
  const list = policy.addressLists?.[choices.pick(names)];
  const added: AddressListEntryInput = { value: choices.pick(['*', '*.example', 'corp.test', ...policyCase.witnesses.map(({ domain }) => domain)]), requireAuthentication: choices.chance(50) };
  if (Array.isArray(list)) list.push(added);
  else if (typeof list === 'object' && Array.isArray(list.entries)) list.entries.push(added);
}

function addRequirement(policy: PolicyInput, { choices }: Situation): void {
  for (const setting of (policy.orgUnits ?? []).flatMap(({ settings }) => settings ?? [])) {
    if (setting.require?.tls === false) continue;
    setting.require = { ...setting.require, ...requirement(choices, setting) };
  }
}

function requirement(choices: Choices, { appliesTo }: SettingInput): NonNullable<SettingInput['require']> {
  const outbound = appliesTo.some((scope) => scope !== 'inbound');
  return choices.pick([{ minTlsVersion: 'TLSv1.3' as const }, { clientCertificate: true }, outbound ? { caSignedCertificate: true } : {}, outbound ? { validateHostname: true } : {}]);
}
