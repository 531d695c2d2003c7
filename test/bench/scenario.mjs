// The policy of the benchmarks: 100 org units four deep, 200 settings of which 20 override an inherited one, 20 lists of which 5 % of the entries
// are in another list too, 1,000 users. Its size is that of its lists.

import { KeyPool } from './key-pool.mjs';
import { Random } from './random.mjs';

const LISTS = 20;
const OVERLAP = 0.05;
const USERS = 1000;
export const OWN_DOMAIN = 'corp.example';

/** Total entries and how the lists share them. `S` and `L` are the policies that the peers are compared on. */
export const SIZES = {
  '1e3': listSizes(50, 50),
  '1e5': listSizes(5_000, 5_000),
  S: listSizes(10_000, 10_000),
  L: listSizes(10_000, 1_000_000),
  '1e7': listSizes(10_000, 9_810_000),
};

function listSizes(each, last) {
  return Array.from({ length: LISTS }, (_, list) => (list === LISTS - 1 ? last : each));
}

/**
 * @typedef {object} Scenario
 * @property {KeyPool} pool - the distinct keys of all lists
 * @property {readonly { name: string, keys: Uint32Array }[]} lists - the places of the keys of each
 * @property {object} frame - the policy document without the text of its lists
 * @property {number} entries - over all lists
 * @property {readonly string[]} users
 */

/** @param {keyof typeof SIZES} size @returns {Scenario} */
export function scenarioOf(size) {
  const sizes = SIZES[size];
  const random = new Random(7);
  const total = sizes.reduce((sum, count) => sum + count, 0);
  const own = sizes.map((count) => count - overlapOf(count, total));
  const pool = new KeyPool(own.reduce((total, count) => total + count, 0));
  const lists = sizes.map((count, list) => ({ name: listName(list), keys: keysOf(list, count, own, random) }));
  const orgUnits = orgUnitsOf();
  const users = Array.from({ length: USERS }, (_, user) => `user${user}@${OWN_DOMAIN}`);
  const frame = {
    domains: [OWN_DOMAIN],
    orgUnits,
    users: Object.fromEntries(users.map((user, place) => [user, orgUnits[place % orgUnits.length].path])),
    routes: { gateway: { host: 'gateway.corp.example' }, relay: { host: 'relay.corp.example', port: 587 } },
  };
  return { pool, lists, frame, users, entries: total };
}

/** The whole document, each list as one pasted text. */
export function documentOf({ frame, lists, pool }) {
  return { ...frame, addressLists: Object.fromEntries(lists.map(({ name, keys }) => [name, pool.lines(keys)])) };
}

function listName(list) {
  return `partners-${String(list).padStart(2, '0')}`;
}

/** What a list shares with others: 5 %, but no more than a quarter of what the others hold. */
function overlapOf(count, total) {
  return Math.round(Math.min(count * OVERLAP, (total - count) / 4));
}

/** A range of the pool of its own, and for the overlap keys that other lists own. */
function keysOf(list, count, own, random) {
  const start = own.slice(0, list).reduce((total, size) => total + size, 0);
  const size = own[list];
  const total = own.reduce((sum, other) => sum + other, 0);
  const keys = new Set();
  while (keys.size < count - size) {
    const key = random.below(total);
    if (key < start || key >= start + size) keys.add(key);
  }
  const foreign = [...keys];
  return Uint32Array.from({ length: count }, (_, place) => (place < size ? start + place : foreign[place - size]));
}

/** The root, 4 units below it, 16 below those and 79 below those; those above have more settings than those below. */
function orgUnitsOf() {
  const branches = ['a', 'b', 'c', 'd'];
  const second = branches.map((name) => `/${name}`);
  const third = second.flatMap((parent) => branches.map((name) => `${parent}/${name}`));
  const fourth = Array.from({ length: 79 }, (_, place) => `${third[place % third.length]}/${Math.floor(place / third.length)}`);
  const counts = [['/'], second, third, fourth].flatMap((paths, depth) => paths.map((path, place) => ({ path, count: settingsAt(depth, place) })));
  let id = 0;
  const units = counts.map(({ path, count }) => ({ path, settings: Array.from({ length: count }, () => setting(id++)) }));
  // Twenty units of the lowest rank override a setting of the root, in the same direction with another requirement.
  units.slice(-20).forEach(({ settings }, place) => settings.push({ ...setting(place % ROOT_SETTINGS), require: REQUIREMENTS[(place + 1) % REQUIREMENTS.length] }));
  return units;
}

const ROOT_SETTINGS = 12;

/** 12 at the root, 4 x 6, 16 x 4, and 80 below: 180, about 23 in force at a unit of the lowest rank. */
function settingsAt(depth, place) {
  return [ROOT_SETTINGS, 6, 4, place === 0 ? 2 : 1][depth];
}

const REQUIREMENTS = [
  {},
  { caSignedCertificate: false, validateHostname: false },
  { validateHostname: false },
  { caSignedCertificate: false, minTlsVersion: 'TLSv1.2' },
];

function setting(id) {
  const direction = id % 2 === 0 ? 'outbound' : 'inbound';
  const lists = [...new Set([listName((id * 7) % LISTS), listName((id * 3 + 1) % LISTS)])];
  const route = direction === 'outbound' && id % 20 === 0 ? { route: id % 40 === 0 ? 'gateway' : 'relay' } : {};
  // What concerns the server's certificate says nothing about those who connect.
  const requirement = REQUIREMENTS[id % REQUIREMENTS.length];
  return { id: `setting-${String(id).padStart(3, '0')}`, appliesTo: [direction], addressLists: lists, require: requirement, ...route };
}
