// Policies that differ in one size alone: entries, settings that do not match, org units. Each comes with messages that match as much at any size.

import { KeyPool, localPart, strangeDomain } from './key-pool.mjs';
import { Random } from './random.mjs';

/** A third of the recipients by their domain, a third by their address, a third in no list; from all over the list. */
export function listOf(size) {
  const { policy, pool } = poolPolicy(size);
  const random = new Random(31);
  return { policy, recipients: () => Array.from({ length: BATCH }, () => recipientOf(pool, random)) };
}

/** The same few recipients at every turn, so that what the list holds of them stays in the caches of the processor. */
export function listOfFewAsked(size) {
  const { policy, pool } = poolPolicy(size);
  const random = new Random(31);
  const few = Array.from({ length: FEW }, () => recipientOf(pool, random));
  return { policy, recipients: () => Array.from({ length: BATCH }, () => random.pick(few)) };
}

function poolPolicy(size) {
  const pool = new KeyPool(size);
  const partners = pool.lines(Uint32Array.from({ length: size }, (_, place) => place));
  return { pool, policy: { addressLists: { partners }, orgUnits: [{ path: '/', settings: [setting('partners', ['partners'])] }] } };
}

/** One setting that matches, and others in force at the same unit whose lists hold other domains. */
export function settingsOf(size) {
  const lists = Array.from({ length: Math.min(size, 100) }, (_, list) => [`strangers-${list}`, [`stranger-${list}.example`]]);
  const strangers = Array.from({ length: size }, (_, place) => setting(`stranger-${place}`, [lists[place % lists.length][0]]));
  const settings = [setting('partners', ['partners']), ...strangers];
  return { policy: { addressLists: { partners: PARTNERS, ...Object.fromEntries(lists) }, orgUnits: [{ path: '/', settings }] }, recipients: partnerRecipients };
}

/** Units side by side, each with a setting of its own; the sender belongs to one in the middle. */
export function orgUnitsOf(size) {
  const units = Array.from({ length: size }, (_, unit) => ({ path: `/unit-${unit}`, settings: [setting(`of-unit-${unit}`, ['partners'])] }));
  const users = { [SENDER]: `/unit-${Math.floor(size / 2)}` };
  return { policy: { addressLists: { partners: PARTNERS }, orgUnits: [{ path: '/', settings: [setting('partners', ['partners'])] }, ...units], users }, recipients: partnerRecipients };
}

/** Different recipients of one message. */
export function recipientsOf(size) {
  const random = new Random(37);
  const recipients = () => Array.from({ length: size }, (_, place) => `${localPart(random)}${place}@${place % 3 === 0 ? random.pick(PARTNERS) : strangeDomain(random)}`);
  return { policy: { addressLists: { partners: PARTNERS }, orgUnits: [{ path: '/', settings: [setting('partners', ['partners'])] }] }, recipients };
}

export const SENDER = 'ann@corp.example';
export const BATCH = 1000;
const FEW = 100;
const PARTNERS = Array.from({ length: 100 }, (_, partner) => `partner-${partner}.example`);

function setting(id, addressLists) {
  return { id, appliesTo: ['outbound'], addressLists };
}

function partnerRecipients() {
  const random = new Random(41);
  return Array.from({ length: BATCH }, () => `${localPart(random)}@${random.chance(66) ? random.pick(PARTNERS) : strangeDomain(random)}`);
}

function recipientOf(pool, random) {
  const place = random.below(pool.count);
  const chance = random.below(3);
  if (chance === 0) return `${localPart(random)}@${strangeDomain(random)}`;
  const key = pool.text(place);
  return key.includes('@') ? key : `${localPart(random)}@${key}`;
}
