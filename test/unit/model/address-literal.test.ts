// Address literals (S-2.3).
import { describe, expect, it } from 'vitest';
import { isAddressLiteral, parseAddressLiteral } from '../../../src/model/address-literal.js';

describe('parseAddressLiteral', () => {
  it.each(['[192.0.2.1]', '[0.0.0.0]', '[255.255.255.255]', '[10.200.30.4]', '[9.99.199.249]'])('S-2.3: IPv4 as written: %s', (literal) => {
    expect(parseAddressLiteral(literal)).toBe(literal);
  });

  it.each([
    ['[IPv6:2001:db8::1]', '[IPv6:2001:db8::1]'],
    ['[ipv6:2001:DB8::A]', '[IPv6:2001:db8::a]'],
    ['[IPV6:2001:0db8:0000:0000:0000:0000:0000:0001]', '[IPv6:2001:db8::1]'],
    ['[IPv6:::]', '[IPv6:::]'],
    ['[IPv6:::1]', '[IPv6:::1]'],
    ['[IPv6:1::]', '[IPv6:1::]'],
    ['[IPv6:2001:db8:0:0:1:0:0:1]', '[IPv6:2001:db8::1:0:0:1]'],
    ['[IPv6:2001:db8:0:1:1:1:1:1]', '[IPv6:2001:db8:0:1:1:1:1:1]'],
    ['[IPv6:2001:db8::192.0.2.1]', '[IPv6:2001:db8::c000:201]'],
    ['[IPv6:ABCD:db8::192.0.2.1]', '[IPv6:abcd:db8::c000:201]'],
    ['[IPv6:ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]', '[IPv6:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]'],
  ])('S-2.3: IPv6 in RFC 5952 text: %s is %s', (text, canonical) => {
    expect(parseAddressLiteral(text)).toBe(canonical);
    expect(parseAddressLiteral(canonical)).toBe(canonical);
  });

  it('S-2.3: an IPv4-mapped IPv6 literal is not the IPv4 literal', () => {
    expect(parseAddressLiteral('[IPv6:::ffff:192.0.2.1]')).toBe('[IPv6:::ffff:c000:201]');
    expect(parseAddressLiteral('[IPv6:::ffff:c000:201]')).toBe('[IPv6:::ffff:c000:201]');
  });

  it('S-2.3: `::192.0.2.1` is not IPv4-mapped: its first 96 bits are zero (RFC 4291 section 2.5.5.1)', () => {
    expect(parseAddressLiteral('[IPv6:::192.0.2.1]')).toBe(parseAddressLiteral('[IPv6:::c000:201]'));
    expect(parseAddressLiteral('[IPv6:::192.0.2.1]')).not.toBe(parseAddressLiteral('[IPv6:::ffff:c000:201]'));
  });

  it.each([
    '[127.1]',
    '[010.0.0.1]',
    '[10.0.0.01]',
    '[0x7f.0.0.1]',
    '[2130706433]',
    '[256.0.0.1]',
    '[1.2.3.256]',
    '[1.2.3.4.5]',
    '[1.2.3]',
    '[1.2.3.4 ]',
    '[ 1.2.3.4]',
    '[1.2.3.4.]',
    '[.1.2.3.4]',
    '[1234.1.1.1]',
    '[1.2.3.x]',
    '[1a2.3.4.5]',
    '[1.2.3.4\n]',
    '[]',
    '[',
    ']',
    '',
    '192.0.2.1',
    '[192.0.2.1',
    '192.0.2.1]',
    '[192.0.2.1].',
    '[192.0.2.1x',
    'x[192.0.2.1]',
    '[[192.0.2.1]]',
  ])('S-2.3: no IPv4 literal: %j', (text) => {
    expect(parseAddressLiteral(text)).toBeNull();
  });

  it.each([
    '[2001:db8::1]',
    '[IPv4:192.0.2.1]',
    '[IPv6 :::1]',
    '[xIPv6:::1]',
    '[xIPv6::1]',
    '[IPv6:::1x',
    '[IPv6:]',
    '[IPv6:192.0.2.1]',
    '[IPv6:fe80::1%eth0]',
    '[IPv6:fe80::1%25eth0]',
    '[IPv6:fe80::192.0.2.1%1]',
    '[IPv6:1::2::3]',
    '[IPv6:1:2:3:4:5:6:7]',
    '[IPv6:1:2:3:4:5:6:7:8:9]',
    '[IPv6:12345::1]',
    '[IPv6:00001::1]',
    '[IPv6:g::1]',
    '[IPv6:::1g]',
    '[IPv6:x::192.0.2.1]',
    '[IPv6:::192.0.2.1x]',
    '[IPv6:::192.0.2.01]',
    '[IPv6:::010.0.0.1]',
    '[IPv6:::127.1]',
    '[IPv6:::256.0.0.1]',
    '[IPv6:1:2:3:4:5:6:7:192.0.2.1]',
    '[IPv6:::1 ]',
    '[IPv6:/::1]',
    '[x-tag:hello]',
  ])('S-2.3: no IPv6 literal: %j', (text) => {
    expect(parseAddressLiteral(text)).toBeNull();
  });
});

describe('isAddressLiteral', () => {
  it('tells a canonical literal from a canonical domain', () => {
    expect(isAddressLiteral('[192.0.2.1]')).toBe(true);
    expect(isAddressLiteral('example.com')).toBe(false);
    expect(isAddressLiteral('')).toBe(false);
  });
});
