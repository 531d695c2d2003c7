// The six constraint sets that every server of the table is judged by.
import { join, opportunistic } from '../../src/model/transport.js';
import type { TransportConstraints } from '../../src/model/transport.js';

const tls: TransportConstraints = join(opportunistic, { ...opportunistic, tls: 'required' });

export const CONSTRAINT_SETS = {
  nothing: opportunistic,
  tls,
  version: { ...tls, minVersion: 'TLSv1.2' },
  ca: { ...tls, caSigned: true },
  name: { ...tls, hostname: true },
  'ca+name': { ...tls, caSigned: true, hostname: true },
} as const satisfies Record<string, TransportConstraints>;

export type ConstraintSet = keyof typeof CONSTRAINT_SETS;
export const SET_NAMES = Object.keys(CONSTRAINT_SETS) as ConstraintSet[];
