// What the engine is measured against: the two look-ups that nobody can do without, and the loop that a developer of mail servers would write.

import { CA_SIGNED, HOSTNAME, TLS, bitsOf, settingsInForce } from './settings-in-force.mjs';

/** Every key of every list in one Map, with a bit for each list that holds it. @returns {Map<string, number>} */
export function listsByKey({ pool, lists }) {
  const byKey = new Map();
  lists.forEach(({ keys }, list) => {
    for (const key of keys) {
      const text = pool.text(key);
      byKey.set(text, (byKey.get(text) ?? 0) | (1 << list));
    }
  });
  return byKey;
}

/** The limit: lower case, the domain by `indexOf` and `slice`, two look-ups in the Map; no decision comes of it. */
export function bareLookups(byKey, addresses) {
  let found = 0;
  for (const address of addresses) {
    const lower = address.toLowerCase();
    const byAddress = byKey.get(lower);
    const byDomain = byKey.get(lower.slice(lower.indexOf('@') + 1));
    found += (byAddress === undefined ? 0 : 1) + (byDomain === undefined ? 0 : 1);
  }
  return found;
}

/** One Set per list, with the strings of the Map. @returns {Map<string, Set<string>>} */
export function setsOf({ lists }, byKey) {
  const sets = lists.map(() => new Set());
  for (const [key, mask] of byKey) for (let list = 0; list < sets.length; list++) if ((mask & (1 << list)) !== 0) sets[list].add(key);
  return new Map(lists.map(({ name }, list) => [name, sets[list]]));
}

/** The settings in force of each unit worked out beforehand, a loop over them, and a Set per list. */
export class PlainLoop {
  #units;
  #users;

  /** @param {object} frame - the policy document without its lists @param {ReadonlyMap<string, Set<string>>} sets */
  constructor(frame, sets) {
    const ready = (settings) => settings.map((setting) => ({ id: setting.id, bits: bitsOf(setting), sets: setting.addressLists.map((name) => sets.get(name)) }));
    this.#units = new Map([...settingsInForce(frame)].map(([path, { inbound, outbound }]) => [path, { inbound: ready(inbound), outbound: ready(outbound) }]));
    this.#users = new Map(Object.entries(frame.users).map(([user, path]) => [user, this.#units.get(path)]));
  }

  outbound(sender, recipient) {
    return this.#decide(this.#unitOf(sender).outbound, recipient);
  }

  inbound(author, recipient) {
    return this.#decide(this.#unitOf(recipient).inbound, author);
  }

  #unitOf(user) {
    return (user === null ? undefined : this.#users.get(user.toLowerCase())) ?? this.#units.get('/');
  }

  #decide(settings, partner) {
    const address = partner.toLowerCase();
    const domain = address.slice(address.indexOf('@') + 1);
    let bits = 0;
    const matched = [];
    for (const setting of settings) {
      if (!setting.sets.some((set) => set.has(address) || set.has(domain))) continue;
      bits |= setting.bits;
      matched.push(setting.id);
    }
    return { tls: (bits & TLS) !== 0, caSigned: (bits & CA_SIGNED) !== 0, hostname: (bits & HOSTNAME) !== 0, settings: matched };
  }
}
