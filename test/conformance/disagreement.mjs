// Compares what a vector expects with what the library answered, and tells every difference in a sentence.

/**
 * Every key that is given must match deeply; keys that are not given are not looked at. Arrays have the same length.
 *
 * @param {unknown} expected - from the vector
 * @param {unknown} actual - from the library
 * @param {string} place - where it is, for the sentence
 * @returns {string[]} the differences; none: it matches
 */
export function partialDifferences(expected, actual, place) {
  return differences(expected, actual, place, false);
}

/**
 * As above, and no key may be left that was not given; a key whose value is undefined counts as not there.
 *
 * @param {unknown} expected - from the vector
 * @param {unknown} actual - from the library
 * @param {string} place - where it is, for the sentence
 * @returns {string[]} the differences; none: they are equal
 */
export function exactDifferences(expected, actual, place) {
  return differences(expected, actual, place, true);
}

function differences(expected, actual, place, exact) {
  if (!isObject(expected) || !isObject(actual)) return Object.is(expected, actual) ? [] : [sentence(expected, actual, place)];
  if (Array.isArray(expected) !== Array.isArray(actual)) return [sentence(expected, actual, place)];
  if (Array.isArray(expected) && expected.length !== actual.length) return [sentence(expected, actual, place)];
  const keys = Object.keys(expected);
  const extra = exact ? Object.keys(actual).filter((key) => actual[key] !== undefined && !Object.hasOwn(expected, key)) : [];
  return [
    ...extra.map((key) => `${place}.${key} is not expected: ${show(actual[key])}`),
    ...keys.flatMap((key) => differences(expected[key], Object.hasOwn(actual, key) ? actual[key] : undefined, `${place}.${key}`, exact)),
  ];
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function sentence(expected, actual, place) {
  return `${place}: expected ${show(expected)}, found ${show(actual)}`;
}

function show(value) {
  return value === undefined ? 'undefined' : (JSON.stringify(value) ?? String(value));
}
