// Exports of a Google Workspace customer that does not exist, in the shape of the Cloud Identity Policy API.

export interface PolicyParts {
  readonly orgUnit?: string;
  readonly sortOrder?: unknown;
  readonly group?: string;
  readonly query?: string;
  readonly name?: string;
  readonly type?: 'ADMIN' | 'SYSTEM';
}

/** The ids of the org units, and their paths. */
export const ORG_UNITS: Readonly<Record<string, string>> = { root: '/', sales: '/Sales', emea: '/Sales/EMEA', legal: '/Legal' };

export function policyOf(setting: string, value: unknown, { orgUnit = 'root', sortOrder = 201, group, query, name = 'policies/a', type = 'ADMIN' }: PolicyParts = {}): Record<string, unknown> {
  return {
    name,
    customer: 'customers/C0example',
    policyQuery: { orgUnit: `orgUnits/${orgUnit}`, ...(group !== undefined && { group }), ...(query !== undefined && { query }), ...(sortOrder !== undefined && { sortOrder }) },
    setting: { type: `settings/${setting}`, value },
    type,
  };
}

export interface ListParts {
  readonly id: string;
  readonly name?: string;
  readonly entries?: readonly (string | readonly [address: string, requireAddressVerification: unknown])[];
}

/** Entries require authentication unless they say otherwise. */
export function listsPolicy(lists: readonly ListParts[], parts: PolicyParts = {}): Record<string, unknown> {
  const emailAddressList = lists.map(({ id, name = id, entries = [] }) => ({
    id,
    name,
    addressList: { address: entries.map((entry) => (typeof entry === 'string' ? { address: entry, requireAddressVerification: true } : { address: entry[0], requireAddressVerification: entry[1] })) },
  }));
  return policyOf('gmail.email_address_lists', { emailAddressList }, parts);
}

export function statesPolicy(states: Readonly<Record<string, unknown>>, parts: PolicyParts = {}): Record<string, unknown> {
  return policyOf('gmail.rule_states', { ruleStates: Object.entries(states).map(([ruleId, enabled]) => ({ ruleId, ...(enabled !== undefined && { enabled }) })) }, parts);
}
