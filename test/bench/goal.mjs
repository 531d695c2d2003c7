// Goals, and whether they are met.

import { figure } from './table.mjs';

/** @typedef {{ atMost: number, of?: string } | { atLeast: number, of?: string }} Goal */

/**
 * The two cells of a table for a goal: what it is and whether it is met; two dashes without one.
 *
 * @param {Goal | undefined} goal
 * @param {number} value
 */
export function goalCells(goal, value) {
  if (goal === undefined) return ['-', '-'];
  const met = 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
  return ['atMost' in goal ? `≤ ${figure(goal.atMost)}` : `≥ ${figure(goal.atLeast)}`, met ? 'met' : 'NOT MET'];
}
