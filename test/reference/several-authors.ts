// Messages of several authors: that what one of them alone does not show, all together do not show either (S-13.4).

import { circumstanceOf, inbound, isDifference, keyOf, loosens, resultsOf, textOf, treatments, type Survey } from './effects-oracle.js';
import { correspondentsOf, nameOf, usersOf, type PolicyPair } from './policy-pair.js';

/** Pairs of correspondents are many: every third of them with one other. */
export function authorsDisagreements(pair: PolicyPair, { sightings }: Survey): { readonly found: string[]; readonly messages: number } {
  const authors = correspondentsOf(pair).filter((address) => address !== null);
  const couples = authors.flatMap((author, place) => (place % 3 === 0 ? [[author, authors[(place + Math.ceil(authors.length / 3)) % authors.length] as string] as const] : []));
  const found: string[] = [];
  let messages = 0;
  for (const couple of couples) {
    for (const results of resultsOf(couple, pair)) {
      for (const user of usersOf(pair).slice(1, 3)) {
        messages++;
        const [before, after] = treatments(inbound(user, couple, results), 'inbound', user, pair);
        if (textOf(before.treatment) === textOf(after.treatment)) continue;
        const units = [before.orgUnit, after.orgUnit] as const;
        const alone = couple.map((author, place) => sightings.get(keyOf({ direction: 'inbound', units, name: nameOf(author, units, 'inbound', pair), circumstance: circumstanceOf(results.verdicts[place]) })));
        const shown = alone.filter((sighting) => sighting !== undefined).filter(isDifference);
        const together = { direction: 'inbound' as const, before: before.treatment, after: after.treatment };
        if (shown.length === 0 || (loosens(together) && !shown.some(loosens))) found.push(`together, not alone: ${JSON.stringify([couple, results, before, after, alone])}`);
      }
    }
  }
  return { found, messages };
}
