// The messages of the benchmarks: who writes to whom, in the spellings of real mail.

import { isDomain, localPart, strangeDomain } from './key-pool.mjs';
import { FreshTexts } from './fresh-texts.mjs';
import { headerBlock } from './header-block.mjs';
import { fromValue } from './from-values.mjs';

/** Of a hundred addresses: those whose domain is a key, and those that are a key. The others are in no list. */
export const MIXES = { thirds: { domain: 33, address: 33 }, misses: { domain: 3, address: 2 } };

/** Recipients and their senders. @returns {{ perMessage: number, senders: FreshTexts, addresses: FreshTexts }} */
export function outboundTraffic({ pool, users }, random, { messages, perMessage, mix }) {
  const senders = Array.from({ length: messages }, () => random.pick(users));
  return { perMessage, senders: new FreshTexts(senders), addresses: new FreshTexts(partnerAddresses(pool, random, messages * perMessage, mix)) };
}

/** Authors, their From values and header blocks, and the users that they write to. */
export function inboundTraffic({ pool, users }, random, { messages, mix, form }) {
  const authors = partnerAddresses(pool, random, messages, mix);
  const written = { address: (author) => author, value: (author) => fromValue(random, author), headers: (author) => headerBlock(random, fromValue(random, author)) }[form];
  const recipients = Array.from({ length: messages }, () => random.pick(users));
  return { form, recipients: new FreshTexts(recipients), addresses: new FreshTexts(authors), written: new FreshTexts(authors.map(written)) };
}

/** Message objects, made outside of the clock. */
export function outboundMessages({ perMessage, senders, addresses }) {
  const texts = addresses.decode();
  return senders.decode().map((mailFrom, place) => ({ envelope: { mailFrom, rcptTo: texts.slice(place * perMessage, (place + 1) * perMessage) } }));
}

/** With the result of DMARC for the author's domain, or without any (S-5.3). */
export function inboundMessages({ form, recipients, addresses, written }, { dmarc = false } = {}) {
  const texts = written.decode();
  const authors = dmarc ? addresses.decode() : [];
  return recipients.decode().map((recipient, place) => ({
    envelope: { mailFrom: null, rcptTo: [recipient] },
    ...(form === 'headers' ? { headers: texts[place] } : { from: texts[place] }),
    ...(dmarc && { authentication: { dmarc: { result: 'pass', domain: authors[place].slice(authors[place].indexOf('@') + 1) } } }),
  }));
}

function partnerAddresses(pool, random, count, mix) {
  const { domain, address } = MIXES[mix];
  return Array.from({ length: count }, () => {
    const chance = random.below(100);
    const kind = chance < domain ? 'domain' : chance < domain + address ? 'address' : 'neither';
    const written = partnerAddress(pool, random, kind);
    // Some people write their names with capitals; both sides of the comparison fold them.
    return random.chance(10) ? written.charAt(0).toUpperCase() + written.slice(1) : written;
  });
}

function partnerAddress(pool, random, kind) {
  if (kind === 'neither') return `${localPart(random)}@${strangeDomain(random)}`;
  const key = placeOf(pool, random, kind === 'domain');
  return kind === 'domain' ? `${localPart(random)}@${pool.text(key)}` : pool.text(key);
}

function placeOf(pool, random, domain) {
  const place = random.below(pool.count - 1);
  return isDomain(place) === domain ? place : place + 1;
}
