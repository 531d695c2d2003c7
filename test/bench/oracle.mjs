// Compares decisions with the oracle of test/reference, every field. The oracle is TypeScript, so it is bundled first, and it is slow, so it gets
// a policy whose lists hold what the message could match and two entries more: other entries cannot change the decision (S-3.3).

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('../reference/', import.meta.url));

/** @returns {Promise<{ decide: Function, disagreement: Function }>} */
export async function loadOracle() {
  const contents = `export { decide } from './reference.ts'; export { disagreement } from './disagreement.ts';`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/**
 * @param {object} scenario
 * @param {Map<string, number>} byKey - the lists of each key, as bits
 * @param {readonly { message: object, direction: string, author?: string, decision: object }[]} sample
 * @throws Error at the first decision that is not the oracle's, or that is more than plain data
 */
export function checkByOracle({ decide, disagreement }, scenario, byKey, sample) {
  for (const { message, direction, author, decision } of sample) {
    const addresses = direction === 'outbound' ? message.envelope.rcptTo : [author];
    const expected = decide({ policy: policyFor(scenario, byKey, addresses), surroundings: SURROUNDINGS, message: read(message, author), direction });
    const difference = disagreement(expected, decision) ?? beyondData(decision, 'decision');
    if (difference !== null) throw new Error(`the engine and the oracle differ about ${JSON.stringify(message).slice(0, 500)} at ${difference}`);
  }
}

/** No DKIM or SPF result is in these messages, so no domain has to be aligned. */
const SURROUNDINGS = { organizationalDomain: (domain) => domain, replyProfile: 'default' };

function policyFor({ frame, lists, pool }, byKey, addresses) {
  const keys = addresses.map(lowerCase).flatMap((address) => [address, domainOf(address)]);
  const entriesOf = (list) => [...new Set([...keys.filter((key) => ((byKey.get(key) ?? 0) & (1 << list)) !== 0), ...[0, 1].map((place) => pool.text(lists[list].keys[place]))])];
  return { ...frame, addressLists: Object.fromEntries(lists.map(({ name }, list) => [name, entriesOf(list)])) };
}

function read({ envelope, authentication }, author) {
  return {
    author: author === undefined ? { known: false, reason: 'missing' } : { known: true, mailboxes: [readAddress(author)] },
    mailFrom: envelope.mailFrom === null ? null : readAddress(envelope.mailFrom),
    recipients: envelope.rcptTo.map((recipient) => ({ recipient, address: readAddress(recipient) })),
    authentication: { dkim: [], ...(authentication?.dmarc && { dmarc: { result: authentication.dmarc.result, domain: lowerCase(authentication.dmarc.domain) } }) },
    secureTransport: undefined,
    session: undefined,
  };
}

/** The addresses of the benchmarks are dot-atoms at ASCII domains, whose canonical form is in lower case (S-2). */
function readAddress(text) {
  const lower = lowerCase(text);
  return { text: lower, localPart: lower.slice(0, lower.indexOf('@')), domain: domainOf(lower) };
}

function lowerCase(text) {
  return text.toLowerCase();
}

function domainOf(address) {
  return address.slice(address.indexOf('@') + 1);
}

/** A field that is worked out when it is read would be work outside of the clock (S-12.6). */
function beyondData(value, path) {
  if (typeof value !== 'object' || value === null) return null;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return `${path}: it is neither a plain object nor an array`;
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!('value' in property)) return `${path}.${key}: it is a getter`;
    const beyond = beyondData(property.value, `${path}.${key}`);
    if (beyond !== null) return beyond;
  }
  return null;
}
