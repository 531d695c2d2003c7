// What is to change in a setting, and the setting that comes of it.

import type { SettingInput } from '../model/document.js';
import { checkObject, isPlainObject, withoutUndefined } from './given-values.js';

/** What is to change in a setting; what is left out stays as it is. The id names the setting and stays. */
export interface SettingChanges extends Partial<Omit<SettingInput, 'id' | 'require' | 'route'>> {
  /**
   * What is left out stays as it is, and null is the default of S-7.3. The checks of the certificate follow `tls` where they equal it: without TLS there
   * is nothing to check (S-7.4), and when it is required again they are too, unless the changes say otherwise.
   */
  require?: RequirementChanges;
  /** The name of a route; null: none. */
  route?: string | null;
}

/** Requirements to be changed, by name; null: back to the default. */
export type RequirementChanges = { [K in keyof NonNullable<SettingInput['require']>]?: NonNullable<SettingInput['require']>[K] | null };
type Requirements = NonNullable<SettingInput['require']>;

/** @throws TypeError for changes that are no plain object, or that name an id */
export function changedSetting(setting: SettingInput, changes: SettingChanges): SettingInput {
  const given = checkObject(changes, 'the changes of a setting') as SettingChanges;
  if (Object.hasOwn(given, 'id')) throw new TypeError('the id of a setting cannot be changed, for it names the setting; add one with another id');
  const { route: routeBefore = null, require: requireBefore = {}, ...kept } = setting;
  const { route = routeBefore, require = {}, ...others } = given;
  return { ...kept, ...withoutUndefined(others), require: changedRequirements(requireBefore, require), ...(route !== null && { route }) };
}

function changedRequirements(before: Requirements, changes: RequirementChanges): Requirements {
  // What is no object of requirements is left for the parser to refuse.
  if (!isPlainObject(changes)) return changes;
  const merged = { ...before, ...withoutUndefined(changes) };
  return Object.fromEntries(Object.entries(merged).filter(([key, value]) => value !== null || !Object.hasOwn(REQUIREMENTS, key)));
}

/** The null of any other key is left for the parser to refuse, for the key is probably misspelt. */
const REQUIREMENTS: Readonly<Record<keyof Requirements, true>> = {
  tls: true,
  minTlsVersion: true,
  caSignedCertificate: true,
  validateHostname: true,
  clientCertificate: true,
};
