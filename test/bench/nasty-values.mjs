// Twenty-six shapes of From values that make readers slow: nesting, repetition and what never ends, each to any length.

/** @type {Readonly<Record<string, (length: number) => string>>} */
export const NASTY = {
  'one long word': (length) => 'a'.repeat(length),
  'a long local part': (length) => `${'a'.repeat(length)}@b.example`,
  'a long domain': (length) => `a@${fill('b.', length)}example`,
  words: (length) => fill('a ', length),
  'encoded words': (length) => fill('=?utf-8?Q?a?= ', length),
  'encoded words that do not end': (length) => fill('=?utf-8?Q?', length),
  'a list of addresses': (length) => `${fill('a@b.example, ', length)}a@b.example`,
  'a list of names and addresses': (length) => `${fill('"A" <a@b.example>, ', length)}a@b.example`,
  commas: (length) => fill(',', length),
  'a name with commas': (length) => `${fill('a,', length)} <a@b.example`,
  'open parentheses': (length) => fill('(', length),
  'open parentheses and backslashes': (length) => fill('(\\', length),
  'nested comments': (length) => `${fill('(', length / 2)}${fill(')', length / 2)} a@b.example`,
  comments: (length) => `${fill('(a) ', length)}a@b.example`,
  'quoted strings': (length) => `${fill('"a" ', length)}<a@b.example>`,
  'a quoted string that does not end': (length) => `"${fill('a', length)}`,
  'quoted pairs': (length) => `"${fill('\\"', length)}" <a@b.example>`,
  'angle brackets': (length) => fill('<', length),
  'a route': (length) => `<${fill('@a.example,', length)}:a@b.example>`,
  groups: (length) => fill('a:;,', length),
  'groups in groups': (length) => fill('a:', length),
  'one large group': (length) => `a: ${fill('a@b.example, ', length)}a@b.example;`,
  dots: (length) => `${fill('a.', length)}a@b.example`,
  'at signs': (length) => fill('@', length),
  'a word and blanks': (length) => `a${fill(' ', length)}@b.example`,
  folding: (length) => `a${fill('\r\n ', length)}<a@b.example>`,
};

function fill(text, length) {
  return text.repeat(Math.ceil(length / text.length));
}
