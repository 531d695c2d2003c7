// Switches of a setting where it is defined: enabled, locked, testing mode.

import type { Policy } from '../model/policy.js';
import type { EditResult } from './edit-result.js';
import { checkGiven } from './given-values.js';
import { editSetting } from './settings.js';

/**
 * Enables a setting that was disabled by {@link disableSetting}. Nothing changes if it is enabled.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example enableSetting(policy, '/', 'partners')
 * @see clauses S-7.6, S-15.2
 */
export function enableSetting(policy: Policy, orgUnit: string, setting: string): EditResult {
  return editSetting(policy, orgUnit, setting, { enabled: true });
}

/**
 * Disables a setting where it is defined: it stays in the document, and is as if it were not there. (An org unit that inherits one is exempted by
 * {@link breakInheritance}.) A setting whose place it took is in force again.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example disableSetting(policy, '/', 'partners')
 * @see clauses S-7.6, S-15.2
 */
export function disableSetting(policy: Policy, orgUnit: string, setting: string): EditResult {
  return editSetting(policy, orgUnit, setting, { enabled: false });
}

/**
 * Sets whether a setting is enforced or only observed.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @param mode - `testing`: decisions list what it would have done, and it changes no constraint, route or outcome
 * @throws TypeError for a policy that `parsePolicy` did not make, a path or id that is no text, and a mode that is left out
 * @example setMode(policy, '/', 'partners', 'testing')
 * @see clauses S-7.6, S-15.2
 */
export function setMode(policy: Policy, orgUnit: string, setting: string, mode: 'enforce' | 'testing'): EditResult {
  return editSetting(policy, orgUnit, setting, { mode: checkGiven(mode, 'the mode of a setting') });
}

/**
 * Locks a setting: below, it can be neither overridden nor disabled. Refused while an org unit below does either.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example lock(policy, '/', 'partners')
 * @see clauses S-6.5, S-15.2
 */
export function lock(policy: Policy, orgUnit: string, setting: string): EditResult {
  return editSetting(policy, orgUnit, setting, { locked: true });
}

/**
 * Unlocks a setting, so that org units below may override or disable it.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example unlock(policy, '/', 'partners')
 * @see clauses S-6.5, S-15.2
 */
export function unlock(policy: Policy, orgUnit: string, setting: string): EditResult {
  return editSetting(policy, orgUnit, setting, { locked: false });
}
