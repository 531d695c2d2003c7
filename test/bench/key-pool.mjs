// The keys of a policy by the million, domains and addresses in turn, as bytes: text is decoded from them when it is needed, so that every string
// is a new one whose hash V8 has not computed yet.

import { Random } from './random.mjs';

const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'ke', 'li', 'mo', 'nu', 'pa', 're', 'si', 'to', 'vu', 'wa', 'ze'];
const TOP_LEVEL_DOMAINS = ['com', 'com', 'com', 'org', 'net', 'de', 'co.uk', 'info', 'fr'];
const LONGEST = 64;

export class KeyPool {
  /** @type {Buffer} */
  #bytes;
  /** Where each key ends; the first starts at 0. */
  #ends;

  /** @param {number} count - mean length is 22 octets at a million keys; no two are equal */
  constructor(count) {
    this.count = count;
    this.#ends = new Uint32Array(count);
    this.#bytes = Buffer.allocUnsafe(count * 30 + LONGEST);
    const random = new Random(20);
    let end = 0;
    for (let index = 0; index < count; index++) {
      const text = isDomain(index) ? domainName(random, index) : `${localPart(random)}${(index >> 1) % 8}@${mailDomain(index)}`;
      end += this.#bytes.latin1Write(text, end, text.length);
      this.#ends[index] = end;
    }
    this.octets = end;
  }

  /** A string of its own each time. */
  text(index) {
    return this.#bytes.latin1Slice(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  /** The keys of the places, one a line, as one string. */
  lines(indexes) {
    const lines = Buffer.allocUnsafe(indexes.length * LONGEST > this.octets + indexes.length ? this.octets + indexes.length : indexes.length * LONGEST);
    let end = 0;
    for (const index of indexes) {
      end += this.#bytes.copy(lines, end, index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
      lines[end++] = 10;
    }
    return lines.latin1Slice(0, Math.max(0, end - 1));
  }
}

export function isDomain(index) {
  return index % 2 === 0;
}

/** A domain that is no key of any pool. */
export function strangeDomain(random) {
  return `${syllables(random, 3 + random.below(3))}x${random.below(1e6)}.${random.pick(TOP_LEVEL_DOMAINS)}`;
}

export function localPart(random) {
  return random.chance(50) ? `${syllables(random, 2 + random.below(2))}.${syllables(random, 2)}` : `${syllables(random, 2)}${random.below(100)}`;
}

/** No two are equal: nothing but letters stands before the number. */
function domainName(random, index) {
  return `${syllables(random, 3 + random.below(2))}${index}.${random.pick(TOP_LEVEL_DOMAINS)}`;
}

/** Eight addresses share one, each with a last digit of its own; none is a key. */
function mailDomain(index) {
  return `mx${SYLLABLES[(index >> 4) % SYLLABLES.length]}${index >> 4}.example`;
}

function syllables(random, count) {
  let text = '';
  for (let syllable = 0; syllable < count; syllable++) text += random.pick(SYLLABLES);
  return text;
}
