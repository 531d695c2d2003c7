// Values that JSON cannot write, as vectors write them: `{ "$special": "undefined" }` stands for undefined, and so on.

/**
 * The value that a vector means. Everything else is copied as it is, `__proto__` as an ordinary key.
 *
 * @param {unknown} written - a value from a vector's JSON
 * @returns {any} the value to hand to the library
 */
export function revive(written) {
  if (typeof written !== 'object' || written === null) return written;
  const special = Object.hasOwn(written, '$special') ? /** @type {any} */ (written).$special : null;
  if (special !== null) return makeSpecial(special, written);
  const container = Array.isArray(written) ? [] : {};
  if (Array.isArray(container)) container.length = /** @type {unknown[]} */ (written).length;
  for (const [key, value] of Object.entries(written)) define(container, key, value);
  return container;
}

function define(container, key, value) {
  const special = typeof value === 'object' && value !== null ? value.$special : undefined;
  if (special === 'hole') return;
  Object.defineProperty(container, key, { enumerable: true, configurable: true, ...descriptor(special, value, container) });
}

function descriptor(special, value, container) {
  if (special === 'accessor') return { get: () => revive(value.value) };
  if (special === 'throwing') return { get: () => fail() };
  if (special === 'cycle') return { value: container, writable: true };
  return { value: revive(value), writable: true };
}

function makeSpecial(special, written) {
  const make = makers[special];
  if (make === undefined) throw new Error(`no special value is called ${special}`);
  return make(written);
}

/** `accessor`, `throwing`, `cycle` and `hole` are about the place where they stand: see above. */
const makers = {
  undefined: () => undefined,
  nan: () => Number.NaN,
  bigint: () => 1n,
  symbol: () => Symbol('a symbol'),
  function: () => () => 'a function',
  date: () => new Date(0),
  map: () => new Map([['partners', ['partner.example']]]),
  inherited: (written) => Object.create(revive(written.value)),
  repeat: (written) => written.text.repeat(written.times),
  filled: (written) => new Array(written.times).fill(revive(written.value)),
  join: (written) => written.parts.map(revive).join(''),
};

function fail() {
  throw new Error('this property cannot be read');
}
