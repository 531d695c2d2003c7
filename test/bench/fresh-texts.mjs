// Texts kept as bytes and decoded when asked for: a message that comes from a socket is made of strings that nobody has hashed yet.

export class FreshTexts {
  #bytes;
  #ends;

  /** @param {readonly string[]} texts - Latin-1 */
  constructor(texts) {
    this.#bytes = Buffer.from(texts.join(''), 'latin1');
    let end = 0;
    this.#ends = texts.map((text) => (end += text.length));
  }

  get count() {
    return this.#ends.length;
  }

  /** New strings each time. @returns {string[]} */
  decode() {
    let start = 0;
    return this.#ends.map((end) => {
      const text = this.#bytes.latin1Slice(start, end);
      start = end;
      return text;
    });
  }
}
