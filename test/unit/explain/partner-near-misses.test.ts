// Near misses of a message's partner (S-11.2).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { unknownPartner } from '../../../src/evaluate/partner.js';
import type { Partner } from '../../../src/evaluate/partner.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';
import { indexNearMisses } from '../../../src/explain/near-miss.js';
import { nearMissesOf } from '../../../src/explain/partner-near-misses.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Direction } from '../../../src/model/transport.js';
import { content, list } from '../compile/sample-content.js';

const lists = [list('first', 'partner.example', 'boss@partner.example', '*.friend.example'), list('second', 'partner.example', '*')];

const known = (...authors: string[]): Partner => ({ kind: 'known', addresses: authors.map((text) => ({ address: parseAddress(text, false)!, authenticated: () => 'unknown' })) });

/** What missed, as `list: entry address kind`. */
function misses(message: unknown, partner: Partner, direction: Direction = 'inbound', caseSensitiveLocalParts = false): string[] {
  const policy = compileContent(content({ lists, caseSensitiveLocalParts }));
  const nearMisses = () => indexNearMisses(policy.index.entriesByList(), publicSuffixOrganizationalDomain);
  const byList = nearMissesOf({ policy, message, direction, partner, nearMisses });
  return [...byList].flatMap(([place, found]) => found.map(({ entry, address, kind }) => `${place}: ${entry} ${address} ${kind}`)).sort();
}

describe('nearMissesOf', () => {
  it('S-11.2: of every address of the partner, in both directions', () => {
    const partner = known('x@sub.partner.example', 'boss@friend.example');
    const found = [
      '0: *.friend.example boss@friend.example parent-domain',
      '0: partner.example x@sub.partner.example subdomain',
      '1: partner.example x@sub.partner.example subdomain',
    ];
    expect(misses({}, partner, 'inbound')).toEqual(found);
    expect(misses({}, partner, 'outbound')).toEqual(found);
  });

  it('S-11.2: a match in the envelope only', () => {
    const message = { envelope: { mailFrom: 'Boss@Partner.example' } };
    const found = [
      '0: boss@partner.example boss@partner.example envelope-only',
      '0: partner.example boss@partner.example envelope-only',
      '1: * boss@partner.example envelope-only',
      '1: partner.example boss@partner.example envelope-only',
    ];
    expect(misses(message, known('x@elsewhere.test'))).toEqual(found);
    expect(misses(message, known('x@elsewhere.test'), 'outbound')).toEqual([]);
    expect(misses(message, unknownPartner)).toEqual(found);
    expect(misses({ envelope: { mailFrom: null } }, known('x@elsewhere.test'))).toEqual([]);
    expect(misses(message, known(), 'inbound', true)).toEqual([
      '0: partner.example Boss@partner.example envelope-only',
      '1: * Boss@partner.example envelope-only',
      '1: partner.example Boss@partner.example envelope-only',
    ]);
  });

  it('S-11.2: an address in a display name only', () => {
    const message = { from: '"Boss@partner.example" <x@elsewhere.test>' };
    expect(misses(message, known('x@elsewhere.test'))).toEqual([
      '0: boss@partner.example boss@partner.example display-name-only',
      '0: partner.example boss@partner.example display-name-only',
      '1: * boss@partner.example display-name-only',
      '1: partner.example boss@partner.example display-name-only',
    ]);
    expect(misses(message, known('x@elsewhere.test'), 'outbound')).toEqual([]);
    expect(misses(message, known('x@elsewhere.test'), 'inbound', true)).toContain('0: partner.example Boss@partner.example display-name-only');
    expect(misses(message, known('x@elsewhere.test'), 'inbound', true)).not.toContain('0: boss@partner.example Boss@partner.example display-name-only');
  });

  it('S-11.2: a domain that stands alone in a display name matches domain entries, and no address', () => {
    expect(misses({ headers: 'From: "partner.example support" <x@elsewhere.test>\n' }, known('x@elsewhere.test')).filter((miss) => !miss.includes(': * '))).toEqual([
      '0: partner.example partner.example display-name-only',
      '1: partner.example partner.example display-name-only',
    ]);
    expect(misses({ from: '"a.friend.example" <x@elsewhere.test>' }, known('x@elsewhere.test'))).toContain('0: *.friend.example a.friend.example display-name-only');
  });

  it('S-12.6: recipients share them, so each is frozen', () => {
    const policy = compileContent(content({ lists }));
    const message = { envelope: { mailFrom: 'boss@partner.example' } };
    const byList = nearMissesOf({ policy, message, direction: 'inbound', partner: unknownPartner, nearMisses: () => indexNearMisses(policy.index.entriesByList(), publicSuffixOrganizationalDomain) });
    expect([...byList.values()].flat()).toHaveLength(4);
    expect([...byList.values()].flat().every((miss) => Object.isFrozen(miss))).toBe(true);
  });
});
