// How many effects of each tendency a change has, as `diffPolicies` tells them.

/** Of the constraints. `same`: they stay, and the route or what testing mode observes changes. */
export type Tendency = 'loosened' | 'tightened' | 'mixed' | 'same';

export const TENDENCIES: readonly Tendency[] = ['loosened', 'tightened', 'mixed', 'same'];

/** How many effects of a change there are of each tendency. */
export type EffectCounts = Readonly<Record<Tendency, number>>;

export function countEffects(effects: readonly { readonly tendency: Tendency }[]): EffectCounts {
  const count = (tendency: Tendency): number => effects.filter((effect) => effect.tendency === tendency).length;
  return { loosened: count('loosened'), tightened: count('tightened'), mixed: count('mixed'), same: count('same') };
}
