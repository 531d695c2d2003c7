// Vectors about text: domains, addresses, From fields, lists, authentication results.

import { exactDifferences, partialDifferences } from './disagreement.mjs';
import { revive } from './special-value.mjs';

/** `domain`: canonical domains, which are their own canonical form (S-2.1). */
export function checkDomain(library, vector) {
  return vector.cases.flatMap(([text, expected]) => [
    ...exactDifferences(expected, library.canonicalDomain(revive(text)), `domain ${JSON.stringify(text)}`),
    ...(expected === null ? [] : exactDifferences(expected, library.canonicalDomain(expected), `domain ${expected}`)),
  ]);
}

/** `address`: canonical addresses, which are their own canonical form (S-2.2). */
export function checkAddress(library, vector) {
  return vector.cases.flatMap(([text, expected]) => [
    ...exactDifferences(expected, library.canonicalAddress(revive(text), vector.options), `address ${JSON.stringify(text)}`),
    ...(expected === null ? [] : exactDifferences(expected, library.canonicalAddress(expected, vector.options), `address ${expected}`)),
  ]);
}

/** `from`: the mailboxes of From values (S-4.2). */
export function checkFrom(library, vector) {
  return vector.cases.flatMap(([values, expected]) =>
    exactDifferences(expected, library.readFrom(revive(values), vector.options), `from ${JSON.stringify(values).slice(0, 200)}`),
  );
}

/** `from-fields`: the From fields of a header block (S-4.6). `readings` says what they are read as. */
export function checkFromFields(library, vector) {
  return vector.cases.flatMap(([headers, fields, reading]) => {
    const found = library.fromFields(revive(headers));
    const place = `fields of ${JSON.stringify(headers)}`;
    return [
      ...(fields === null ? [] : exactDifferences(fields, found, place)),
      ...(reading === undefined ? [] : exactDifferences(reading, library.readFrom(found), `${place}, read`)),
    ];
  });
}

/** `address-list`: pasted text (S-3.2). */
export function checkAddressList(library, vector) {
  return vector.cases.flatMap(([text, expected]) => partialDifferences(expected, library.parseAddressList(text), `list ${JSON.stringify(text)}`));
}

/** `authentication-results`: what the receiver's own fields say (S-5.1). */
export function checkAuthenticationResults(library, vector) {
  return vector.cases.flatMap(([headers, expected]) =>
    exactDifferences(expected, library.authenticationFrom(revive(headers), { authservId: vector.authservId }), `results of ${JSON.stringify(headers)}`),
  );
}
