// Where the effects that `src` finds differ from what the oracle of effects saw: nothing missed, nothing made up, each of the right kind.

import type { PolicyEffect } from '../../src/diff/index.js';
import type { Correspondent } from '../../src/effects/correspondents.js';
import type { PolicyInput } from '../../src/model/document.js';
import type { ReadResult } from './facts.js';
import { outcomeOf, violationTypes } from './connection.js';
import { decided, inbound, isDifference, keyOf, namedRoute, outbound, tendencyOf, textOf, treatments, type SeenTreatment, type Sighting, type Survey } from './effects-oracle.js';
import { both, nameOf, type PolicyPair, type User } from './policy-pair.js';

/** Everything that is wrong, in words; nothing if all is right. */
export function effectDisagreements(effects: readonly PolicyEffect[], { sightings, contradictions }: Survey, pair: PolicyPair): string[] {
  const claims = effects.flatMap((effect) => claimsOf(effect, pair));
  const differing = [...sightings.values()].filter(isDifference);
  return [
    ...contradictions,
    ...effects.flatMap((effect) => kindDisagreements(effect)),
    ...effects.flatMap((effect) => exampleDisagreements(effect, pair)),
    ...claims.flatMap((claim) => claimDisagreements(claim, sightings)),
    ...repeated(claims.map(({ key }) => key)).map((key) => `said twice: ${key}`),
    ...differing.filter((sighting) => !effects.some((effect) => covers(effect, sighting, pair))).map((sighting) => `missed: ${JSON.stringify(sighting)}`),
    ...countDisagreements(effects, differing),
  ];
}

/** That a correspondent of an effect, at one of its org units and in one of its circumstances, is treated as it says. */
interface Claim {
  readonly key: string;
  readonly effect: PolicyEffect;
}

function claimsOf(effect: PolicyEffect, pair: PolicyPair): Claim[] {
  const { direction, orgUnits, circumstances, correspondents } = effect;
  return orgUnits.flatMap(({ before, after }) =>
    correspondents.some.flatMap((one) => circumstances.map((circumstance) => ({ key: keyOf({ direction, units: [before, after], name: claimedName(one, [before, after], effect, pair), circumstance }), effect }))),
  );
}

/** The name that the oracle has for the address of a correspondent; one that is not called the same is not what it says. */
function claimedName(one: Correspondent, units: readonly [string, string], { direction }: PolicyEffect, pair: PolicyPair): string {
  if (one.kind === 'unknown') return 'unknown';
  const name = nameOf(one.address, units, direction, pair);
  const said = one.kind === 'everyone-else' ? one.kind : one.kind === 'address' ? `address ${one.address}` : `${one.kind} ${one.domain}`;
  return name === said || (one.kind === 'address' && name.startsWith('spelling of ')) ? name : `${said}, who is ${name}`;
}

function claimDisagreements({ key, effect }: Claim, sightings: Survey['sightings']): string[] {
  const seen = sightings.get(key);
  if (seen === undefined) return [`made up: ${key} ${JSON.stringify(effect)}`];
  const alike = textOf(seen.before) === textOf(effect.before) && textOf(seen.after) === textOf(effect.after);
  return alike ? [] : [`treated otherwise: ${key} ${JSON.stringify([seen, effect])}`];
}

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

/** Where an effect names a few of its correspondents, it may mean one that it does not name. */
function covers(effect: PolicyEffect, sighting: Sighting, pair: PolicyPair): boolean {
  const { direction, units, name, circumstance } = sighting;
  const [literal = name] = name.split(', ').slice(1);
  const seen = (treatment: SeenTreatment): string => textOf({ ...treatment, route: namedRoute(treatment.route, literal) });
  const sought = name.startsWith('everyone-else') ? 'everyone-else' : name;
  return (
    effect.direction === direction &&
    effect.orgUnits.some(({ before, after }) => before === units[0] && after === units[1]) &&
    effect.circumstances.some((one) => one === circumstance) &&
    seen(effect.before) === textOf(sighting.before) &&
    seen(effect.after) === textOf(sighting.after) &&
    (effect.correspondents.count > effect.correspondents.some.length || effect.correspondents.some.some((one) => claimedName(one, units, effect, pair) === sought))
  );
}

/** Each correspondent once, those that are not named included: as many as were seen to differ. */
function countDisagreements(effects: readonly PolicyEffect[], differing: readonly Sighting[]): string[] {
  const said = effects.reduce((sum, { orgUnits, correspondents, circumstances }) => sum + orgUnits.length * correspondents.count * circumstances.length, 0);
  const seen = differing.filter(({ name }) => !name.startsWith('everyone-else, ')).length;
  return said === seen ? [] : [`${said} are said to be treated otherwise, ${seen} are: ${JSON.stringify(effects.map(({ correspondents }) => correspondents))}`];
}

function kindDisagreements(effect: PolicyEffect): string[] {
  const { direction, before, after } = effect;
  const tendency = tendencyOf(before.constraints, after.constraints, direction);
  const expected = {
    tendency,
    loosens: tendency === 'loosened' || tendency === 'mixed',
    routeChanges: textOf({ ...before, testing: [] }) !== textOf({ ...before, testing: [], route: after.route }),
    testingChanges: textOf({ ...before, testing: after.testing }) !== textOf(before),
  };
  const wrong = (Object.keys(expected) as (keyof typeof expected)[]).filter((kind) => effect[kind] !== expected[kind]);
  return wrong.map((kind) => `${kind} of ${JSON.stringify(effect)} should be ${expected[kind]}`);
}

/** The message of an example is decided as the effect says, and by a session that shows it where the constraints differ. */
function exampleDisagreements(effect: PolicyEffect, pair: PolicyPair): string[] {
  const { direction, example } = effect;
  const { envelope, from, authentication = {}, secureTransport = false, session } = example.message;
  const [recipient = ''] = envelope.rcptTo;
  const user: User = { address: direction === 'inbound' ? recipient : envelope.mailFrom, ...(example.placed && { placedAt: example.placed.orgUnit }) };
  const results = { spf: read(authentication.spf), dkim: [], dmarc: read(authentication.dmarc) };
  const supplied = { dkim: [], ...(results.spf && { spf: results.spf }), ...(results.dmarc && { dmarc: results.dmarc }) };
  const message = direction === 'inbound' ? inbound(user, typeof from === 'string' ? [from] : [], { authentication: supplied, mailFrom: null }) : outbound(user, recipient.includes('@') ? recipient : null, secureTransport);
  const [before, after] = treatments(message, direction, user, pair);
  const outcomes = both(pair).map((policy: PolicyInput) => outcomeOf(violationTypes(decided(message, direction, user, policy, pair).constraints, session), direction));
  const shown = effect.tendency === 'same' || outcomes[0] !== outcomes[1];
  const isPlaced = effect.orgUnits.some((units) => units.before === before.orgUnit && units.after === after.orgUnit);
  const asSaid = textOf(before.treatment) === textOf(effect.before) && textOf(after.treatment) === textOf(effect.after) && outcomes[0] === example.before && outcomes[1] === example.after;
  return asSaid && shown && isPlaced ? [] : [`the example does not show it: ${JSON.stringify(effect)}, ${JSON.stringify([before, after, outcomes])}`];
}

function read(result: { readonly result: string; readonly domain?: string | null } | null | undefined): ReadResult | undefined {
  return result ? { result: result.result, domain: result.domain ?? 'missing' } : undefined;
}
