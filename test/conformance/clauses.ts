// The clauses that the vectors must show: how many each group of the semantics has.

const clausesOfGroup: Readonly<Record<string, number>> = {
  'S-1': 6,
  'S-2': 4,
  'S-3': 7,
  'S-4': 6,
  'S-5': 5,
  'S-6': 5,
  'S-7': 6,
  'S-8': 6,
  'S-9': 7,
  'S-10': 4,
  'S-11': 3,
  'S-12': 6,
};

export const clauses: readonly string[] = Object.entries(clausesOfGroup).flatMap(([group, count]) => Array.from({ length: count }, (_, index) => `${group}.${index + 1}`));
