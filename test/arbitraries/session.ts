// Sessions of every kind: not known, no TLS, TLS of every version with every verdict, and what is no session at all (S-9.1).

import type { Choices } from './choices.js';

const VERSIONS: readonly unknown[] = ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3', 'SSLv2', 'TLS1.3', 'tlsv1.3', 'TLSv1.3 ', '', 42, null];
const GARBAGE: readonly unknown[] = [42, 'tls', {}, [], true, { tls: 'true' }, { tls: 1, version: 'TLSv1.3' }, { version: 'TLSv1.3' }, false, ''];
const VERDICTS: readonly unknown[] = [true, true, true, false, undefined, 'yes'];

/** Undefined and null: not known. */
export function anySession(choices: Choices): unknown {
  switch (choices.below(10)) {
    case 0:
    case 1:
      return choices.pick([undefined, undefined, null]);
    case 2:
      return { tls: false };
    case 3:
      return choices.pick([...GARBAGE, { tls: false, version: 'TLSv1.3' }]);
    default:
      return tlsSession(choices);
  }
}

function tlsSession(choices: Choices): unknown {
  const version = choices.chance(60) ? choices.pick(['TLSv1.3', 'TLSv1.2']) : choices.pick(VERSIONS);
  if (choices.chance(15)) return { tls: true, version };
  if (choices.chance(15)) return { tls: true, version, certificate: choices.pick([null, 'certificate', undefined]) };
  const certificate: Record<string, unknown> = {};
  for (const fact of ['trusted', 'hostnameMatches']) {
    const verdict = choices.pick(VERDICTS);
    if (verdict !== undefined || choices.chance(20)) certificate[fact] = verdict;
  }
  if (choices.chance(50)) certificate['expired'] = choices.pick([true, false, false, true, 'yes', null]);
  return { tls: true, version, certificate };
}
