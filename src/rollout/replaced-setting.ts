// Whether a setting that takes another's place protects at least as much (S-6.3).

import { concerns, constraintsOf, isSecureTransportOnly } from '../compile/rule.js';
import type { Setting } from '../model/policy.js';
import { constraintsCode, joinCodes } from '../model/transport.js';
import type { Direction } from '../model/transport.js';

/** It concerns all mail that the replaced one concerns, as far as their lists and scopes tell, and requires all that it requires. Routes do not count. */
export function protectsAsMuch(setting: Setting, replaced: Setting): boolean {
  return coversLists(setting, replaced) && DIRECTIONS.every((direction) => !concerns(replaced, direction) || coversDirection(setting, replaced, direction));
}

const DIRECTIONS: readonly Direction[] = ['inbound', 'outbound'];

/** Without a list it concerns everyone (S-7.2). */
function coversLists({ addressLists }: Setting, replaced: Setting): boolean {
  if (addressLists.length === 0) return true;
  return replaced.addressLists.length > 0 && replaced.addressLists.every((name) => addressLists.includes(name));
}

function coversDirection(setting: Setting, replaced: Setting, direction: Direction): boolean {
  if (!concerns(setting, direction)) return false;
  if (isSecureTransportOnly(setting, direction) && !isSecureTransportOnly(replaced, direction)) return false;
  const [own, wanted] = [setting, replaced].map((each) => constraintsCode(constraintsOf(each, direction))) as [number, number];
  return joinCodes(own, wanted) === own;
}
