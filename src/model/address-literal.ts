// Address literals (RFC 5321 section 4.1.3) and the one door to ipaddr.js. That library also reads `127.1`, `010.0.0.1` and
// zone ids, which are no RFC 5321 literals, so the grammar is checked before it is asked (S-2.3).

import ipaddr from 'ipaddr.js';

const IPV4 = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/;
const IPV6 = /^[0-9a-f:]+$/i;
const IPV6_WITH_IPV4 = /^([0-9a-f:]+:)(\d+\.[\d.]+)$/i;
/** The longest text of an IPv6 address, so that no pattern meets more. */
const MAX_IPV6 = 45;

/**
 * The canonical form of a bracketed address literal: `[192.0.2.1]`, `[IPv6:2001:db8::1]` in RFC 5952 text, or null (S-2.3).
 * An IPv4-mapped IPv6 literal stays an IPv6 literal.
 */
export function parseAddressLiteral(text: string): string | null {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  const content = text.slice(1, -1);
  if (/^ipv6:/i.test(content)) return canonicalIpv6(content.slice('IPv6:'.length));
  return isIpv4(content) ? `[${content}]` : null;
}

export function isAddressLiteral(domain: string): boolean {
  return domain.startsWith('[');
}

function isIpv4(text: string): boolean {
  return text.length <= 15 && IPV4.test(text) && ipaddr.IPv4.isValid(text);
}

function canonicalIpv6(text: string): string | null {
  if (text.length > MAX_IPV6) return null;
  const groups = inGroups(text);
  if (groups === null || !ipaddr.IPv6.isValid(groups)) return null;
  return `[IPv6:${ipaddr.IPv6.parse(groups).toRFC5952String()}]`;
}

/** The text with an IPv4 address at its end written as two groups: ipaddr.js takes `::192.0.2.1` for an IPv4-mapped address, which it is not. */
function inGroups(text: string): string | null {
  if (IPV6.test(text)) return text;
  const [, start = '', ipv4 = ''] = IPV6_WITH_IPV4.exec(text) ?? [];
  if (!isIpv4(ipv4)) return null;
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return `${start}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
