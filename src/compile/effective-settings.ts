// The settings of an org unit as the admin console lists them (S-6.4).

import { quote, quoteAll } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';
import type { CompiledPolicy } from './compiled-policy.js';
import { isInForce } from './inheritance.js';
import type { SettingInView } from './inheritance.js';

/** A setting at an org unit, and how it came to be there. */
export interface EffectiveSetting {
  /** The id of the setting. */
  id: string;
  /** Where it is defined. */
  orgUnit: string;
  /** How it came to be here; `overridden`: it is defined here, in the place of an inherited one (S-6.4). */
  status: 'locally-applied' | 'inherited' | 'overridden' | 'disabled';
  /** False is as if the setting were not there; it is listed all the same (S-7.6). */
  enabled: boolean;
  /** `testing` observes and changes nothing (S-7.6). */
  mode: 'enforce' | 'testing';
  /** Enabled, enforced and not disabled here. */
  inForce: boolean;
  /** The setting's own; empty where it has none. */
  description: string;
}

/** Sorted by id, then from the root down. @throws RangeError for an org unit that does not exist */
export function effectiveSettings(policy: CompiledPolicy, orgUnit: unknown): EffectiveSetting[] {
  const unit = policy.units.get(orgUnit as string);
  if (unit === undefined) throw new RangeError(`there is no org unit ${quote(String(orgUnit))}; the policy has ${quoteAll([...policy.units.keys()])}`);
  return unit.view.flatMap(describe).sort((a, b) => byCodeUnits(a.id, b.id) || a.orgUnit.length - b.orgUnit.length);
}

function describe(inView: SettingInView): EffectiveSetting[] {
  const { setting, orgUnit, standing } = inView;
  if (standing === 'replaced' || standing === 'disabled-and-replaced') return [];
  const { id, enabled, mode, description } = setting;
  return [{ id, orgUnit, status: standing, enabled, mode, inForce: isInForce(inView), description }];
}
