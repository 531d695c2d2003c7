// Names in an expectation that the policy does not have: no decision can be as expected, so the reader is told why (S-18.4).

import type { PolicyContent } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { Suggestions } from '../policy/suggestion.js';
import type { Expectation, RecipientExpectation } from './expectation.js';

/** A sentence for each. */
export function unknownNames(expected: Expectation, { orgUnits, addressLists, routes }: PolicyContent): string[] {
  const units = new Set(['/', ...orgUnits.map(({ path }) => path)]);
  const settings = new Set(orgUnits.flatMap((unit) => unit.settings.map(({ id }) => id)));
  const lists = new Set(addressLists.map(({ name }) => name));
  const parts: readonly RecipientExpectation[] = [expected, ...expected.recipients.values()];
  const named = parts.flatMap((part) => part.settings ?? []);
  return [
    ...unknown('setting', [...named.map(({ id }) => id), ...parts.flatMap(({ testing }) => [...(testing?.keys() ?? [])])], settings),
    ...unknown('org unit', [...parts.map(({ orgUnit }) => orgUnit), ...named.map(({ orgUnit }) => orgUnit)], units),
    ...unknown('address list', named.map(({ addressList }) => addressList), lists),
    ...unknown('route', parts.map(({ route }) => (route?.kind === 'named' ? route.name : undefined)), new Set(routes.keys())),
  ];
}

function unknown(noun: string, names: readonly (string | undefined)[], known: ReadonlySet<string>): string[] {
  const suggestions = new Suggestions();
  return [...new Set(names)].flatMap((name) => {
    if (name === undefined || known.has(name)) return [];
    const meant = suggestions.nearest(name, known);
    return [`the policy has no ${noun} ${quote(name)}${meant === null ? '' : `; did you mean ${quote(meant)}?`}`];
  });
}
