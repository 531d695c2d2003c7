// Names that differ in one slip of the pen: a letter more, less or other, or two neighbours swapped (Damerau-Levenshtein distance 1).

export interface SpellingIndex {
  /** The indexed names at distance exactly 1 from the given one. */
  oneSlipFrom(name: string): readonly string[];
}

/** Linear in the names. A query tries every slip with the letters that the names have, so it does not depend on how many names there are. */
export function indexSpellings(names: Iterable<string>): SpellingIndex {
  const known = new Set(names);
  const letters = new Set<string>();
  const lengths = new Set<number>();
  for (const name of known) {
    const characters = [...name];
    lengths.add(characters.length);
    for (const character of characters) letters.add(character);
  }
  return {
    oneSlipFrom: (name) => {
      const found = new Set<string>();
      for (const spelling of slips([...name], letters, lengths)) if (known.has(spelling)) found.add(spelling);
      found.delete(name);
      return [...found];
    },
  };
}

/** Every spelling one slip away, and the name itself now and then; only those of a length that a name has, so that huge names cost little. */
function* slips(name: readonly string[], letters: ReadonlySet<string>, lengths: ReadonlySet<number>): Generator<string> {
  const shorter = lengths.has(name.length - 1);
  const same = lengths.has(name.length);
  const longer = lengths.has(name.length + 1);
  if (!shorter && !same && !longer) return;
  for (let at = 0; at <= name.length; at++) {
    const before = name.slice(0, at).join('');
    const from = name.slice(at).join('');
    const after = name.slice(at + 1).join('');
    if (shorter) yield before + after;
    if (same) {
      yield before + [...name.slice(at + 1, at + 2), ...name.slice(at, at + 1), ...name.slice(at + 2)].join('');
      for (const letter of letters) yield before + letter + after;
    }
    if (longer) for (const letter of letters) yield before + letter + from;
  }
}
