import { expect, it } from 'vitest';
import { listenAddressText, listenAddressWords, parseListenAddress } from '../../../src/postfix/listen-address.js';

it.each([
  ['127.0.0.1:8460', { kind: 'tcp', host: '127.0.0.1', port: 8460 }],
  ['localhost:0', { kind: 'tcp', host: 'localhost', port: 0 }],
  ['[::1]:25', { kind: 'tcp', host: '::1', port: 25 }],
  ['[fe80::1%eth0]:65535', { kind: 'tcp', host: 'fe80::1%eth0', port: 65535 }],
  ['unix:/run/a b.sock', { kind: 'unix', path: '/run/a b.sock' }],
])('%s is an address, and is written so again', (text, address) => {
  expect(parseListenAddress(text)).toEqual(address);
  expect(listenAddressWords(parseListenAddress(text)!)).toBe(text);
});

it.each(['', 'unix:', '127.0.0.1', '127.0.0.1:', ':25', '::1:25', '[::1]', '127.0.0.1:65536', '127.0.0.1:123456', '127.0.0.1:-1', 'a b:25', '127.0.0.1:25 ', '/run/a.sock', 'inet:127.0.0.1:25'])('%j is no address', (text) => {
  expect(parseListenAddress(text)).toBeNull();
});

it('says where a server listens', () => {
  expect([
    listenAddressText({ family: 'IPv4', address: '127.0.0.1', port: 25 }),
    listenAddressText({ family: 'IPv6', address: '::1', port: 25 }),
    listenAddressText('/run/a.sock'),
  ]).toEqual(['127.0.0.1:25', '[::1]:25', 'unix:/run/a.sock']);
});
