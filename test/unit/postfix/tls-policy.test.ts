import { expect, it } from 'vitest';
import { opportunistic } from '../../../src/index.js';
import type { TransportConstraints } from '../../../src/index.js';
import { tlsPolicyOf } from '../../../src/postfix/tls-policy.js';

it.each<[Partial<TransportConstraints>, string | null]>([
  [{}, null],
  [{ tls: 'required' }, 'encrypt'],
  [{ tls: 'required', minVersion: 'TLSv1.3' }, 'encrypt protocols=>=TLSv1.3'],
  [{ tls: 'required', caSigned: true, hostname: true }, 'verify match=hostname servername=hostname'],
  [{ tls: 'required', caSigned: true }, 'verify match=hostname servername=hostname'],
  [{ tls: 'required', hostname: true }, 'verify match=hostname servername=hostname'],
  [{ tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true }, 'verify match=hostname servername=hostname protocols=>=TLSv1.2'],
])('%j is %j for Postfix', (constraints, policy) => {
  expect(tlsPolicyOf({ ...opportunistic, ...constraints })).toBe(policy);
});
