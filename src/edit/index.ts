// The face of smtp-tls-policy/edit: the admin console's edits, as functions from policy to policy. Runs wherever the root entry does.

export { changeWords } from '../change/change-words.js';
export { createAddressList, describeAddressList, removeAddressList, renameAddressList } from './address-lists.js';
export { applyEdits } from './apply-edits.js';
export { addEntries, fillAddressList, removeEntries } from './entries.js';
export { breakInheritance, inherit, override } from './inheritance.js';
export { addOrgUnit, moveOrgUnit, removeOrgUnit } from './org-units.js';
export { setDomains, setOptions } from './policy-options.js';
export { addRoute, editRoute, removeRoute, renameRoute } from './routes.js';
export { disableSetting, enableSetting, lock, setMode, unlock } from './setting-state.js';
export { addSetting, editSetting, removeSetting } from './settings.js';
export { moveUser, removeUser } from './users.js';

export type {
  DocumentChange,
  DomainChange,
  EntryChange,
  FieldChange,
  InheritanceChange,
  JsonValue,
  ListFieldsChange,
  ListPresenceChange,
  OptionChange,
  OrgUnitChange,
  RouteChange,
  SettingFieldsChange,
  SettingPresenceChange,
  UserChange,
} from '../change/document-change.js';
export type { PolicyChange } from '../change/policy-change.js';
export type { Edit, EditIssueCode, EditResult } from './edit-result.js';
export type { EntryOptions, GivenItems } from './given-entries.js';
export type { PolicyOptions } from './policy-options.js';
export type { RequirementChanges, SettingChanges } from './setting-changes.js';
