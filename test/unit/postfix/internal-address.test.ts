import { expect, it } from 'vitest';
import { addressOfInternal } from '../../../src/postfix/internal-address.js';

it.each([
  ['ann@x.example', 'ann@x.example'],
  ['john doe@x.example', '"john doe"@x.example'],
  ['a@b@x.example', '"a@b"@x.example'],
  ['say "a\\b"@x.example', '"say \\"a\\\\b\\""@x.example'],
  ['"john doe"@x.example', '"john doe"@x.example'],
  ['john doe@a_b.example', 'john doe@a_b.example'],
  ['postmaster', 'postmaster'],
  ['', ''],
])('%s is the address %s', (text, address) => {
  expect(addressOfInternal(text)).toBe(address);
});
