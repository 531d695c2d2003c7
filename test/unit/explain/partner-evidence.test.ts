// What the lists say of a partner that they do not match: found out once for all settings and org units (S-11.2).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';
import { explain } from '../../../src/explain/explain.js';
import { indexNearMisses } from '../../../src/explain/near-miss.js';
import { evidenceOf } from '../../../src/explain/partner-evidence.js';
import type { Direction } from '../../../src/model/transport.js';
import { content, list, orgUnit, setting } from '../compile/sample-content.js';
import { addressOf } from './listed-entries.js';

const lists = [list('first', 'partner.example', 'boss@partner.example'), list('second', 'partner.example', '*.partner.example')];
const policy = compileContent(content({ lists }));
const ofLists = (...names: string[]) => setting('s', { appliesTo: ['inbound', 'outbound'], addressLists: names });

function evidence(message: unknown, direction: Direction, recipient: string | null = null) {
  let indexed = 0;
  const nearMisses = () => {
    indexed++;
    return indexNearMisses(policy.index.entriesByList(), publicSuffixOrganizationalDomain);
  };
  const forRecipient = evidenceOf({ policy, message, direction, nearMisses }, publicSuffixOrganizationalDomain);
  return { forRecipient, found: forRecipient(recipient === null ? null : addressOf(recipient)), indexed: () => indexed };
}

describe('evidenceOf', () => {
  it('S-11.2: inbound says which lists an author matches but for authentication', () => {
    const { found } = evidence({ from: 'boss@mail.partner.example', authentication: { dmarc: { result: 'fail' } } }, 'inbound');
    expect(found.isUnauthenticated(ofLists('second'))).toBe(true);
    expect(found.isUnauthenticated(ofLists('first', 'second'))).toBe(true);
    expect(found.isUnauthenticated(ofLists('first'))).toBe(false);
    expect(found.isUnauthenticated(ofLists())).toBe(false);
    const passed = evidence({ from: 'boss@mail.partner.example', authentication: { dmarc: { result: 'pass' } } }, 'inbound').found;
    expect(passed.isUnauthenticated(ofLists('second'))).toBe(false);
    expect(evidence({}, 'inbound').found.isUnauthenticated(ofLists('second'))).toBe(false);
  });

  it('S-11.2: has the near misses of a setting, each once, sorted', () => {
    const { found, indexed } = evidence({ from: 'boss@mail.partner.example' }, 'inbound');
    expect(indexed()).toBe(0);
    const misses = found.nearMisses(ofLists('second', 'first', 'first'));
    expect(misses).toEqual([
      { entry: 'boss@partner.example', address: 'boss@mail.partner.example', kind: 'subdomain' },
      { entry: 'partner.example', address: 'boss@mail.partner.example', kind: 'subdomain' },
    ]);
    expect(Object.isFrozen(misses)).toBe(true);
    expect(found.nearMisses(ofLists())).toEqual([]);
  });

  it('finds the near misses of a setting once', () => {
    const { found, indexed } = evidence({ from: 'boss@mail.partner.example' }, 'inbound');
    const one = ofLists('first');
    expect(found.nearMisses(one)).toBe(found.nearMisses(one));
    expect(found.nearMisses(ofLists('second'))).toHaveLength(1);
    expect(indexed()).toBe(1);
  });

  it('S-4.1: inbound all recipients share it; S-4.4: outbound each has its own', () => {
    const inbound = evidence({ from: 'boss@mail.partner.example' }, 'inbound', 'ann@corp.example');
    expect(inbound.forRecipient(addressOf('bob@corp.example'))).toBe(inbound.found);
    const outbound = evidence({}, 'outbound', 'x@mail.partner.example');
    const entries = (address: string | null) => outbound.forRecipient(address === null ? null : addressOf(address)).nearMisses(ofLists('first', 'second')).map(({ entry }) => entry);
    expect(entries('x@mail.partner.example')).toEqual(['partner.example']);
    expect(entries('x@partner.example')).toEqual(['*.partner.example']);
    expect(entries(null)).toEqual([]);
    expect(outbound.found.isUnauthenticated(ofLists('first', 'second'))).toBe(false);
  });
});

describe('org units', () => {
  const settings = [setting('a', { appliesTo: ['inbound'], addressLists: ['first'] }), setting('b', { appliesTo: ['inbound'], addressLists: ['second'] })];
  const message = { envelope: { mailFrom: 'boss@partner.example' }, from: '"partner.example" <boss@partnre.example>, boss@mail.partner.example' };

  /** The near misses of every recipient, who each have an org unit of their own, and how often the message was asked for its author. */
  function explained(count: number) {
    const paths = Array.from({ length: count }, (_, number) => `/u${number}`);
    const users = new Map(paths.map((path) => [`${path.slice(1)}@corp.example`, path]));
    const compiled = compileContent(content({ lists, orgUnits: [orgUnit('/', settings), ...paths.map((path) => orgUnit(path))], users }));
    const index = indexNearMisses(compiled.index.entriesByList(), publicSuffixOrganizationalDomain);
    const asked: string[] = [];
    const counting = { of: (address: Parameters<typeof index.of>[0]) => (asked.push(address.text), index.of(address)) };
    const options = { orgUnitOf: undefined, organizationalDomain: publicSuffixOrganizationalDomain, replyProfile: 'default' } as const;
    const sent = { ...message, envelope: { ...message.envelope, rcptTo: [...users.keys()] } };
    const { recipients } = explain(compiled, sent, 'inbound', options, () => counting);
    return { units: recipients.map((recipient) => recipient.orgUnit), misses: recipients.map((recipient) => recipient.settings.map(({ nearMisses }) => nearMisses)), asked };
  }

  it('S-11.2: whatever their number, inbound near misses are those of the one author, found once', () => {
    const one = explained(1);
    const many = explained(20);
    expect(one.misses[0]?.map((misses) => misses.map(({ kind }) => kind).sort())).toEqual([
      ['display-name-only', 'envelope-only', 'envelope-only', 'look-alike', 'look-alike', 'subdomain', 'subdomain'],
      [],
    ]);
    expect(new Set(many.units).size).toBe(20);
    expect(many.misses).toEqual(Array.from({ length: 20 }, () => one.misses[0]));
    expect(one.asked).toEqual(['boss@partnre.example', 'boss@mail.partner.example']);
    expect(many.asked).toEqual(one.asked);
  });
});
