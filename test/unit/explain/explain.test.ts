// For every setting in view and every recipient: applied, or the reason why not (S-11.2, S-11.3).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { evaluate } from '../../../src/evaluate/evaluate.js';
import type { EvaluateOptions } from '../../../src/evaluate/evaluate.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';
import { explain } from '../../../src/explain/explain.js';
import { indexNearMisses } from '../../../src/explain/near-miss.js';
import type { Direction } from '../../../src/model/transport.js';
import { content, list, orgUnit, setting } from '../compile/sample-content.js';
import type { SampleContent } from '../compile/sample-content.js';

const options: EvaluateOptions = { orgUnitOf: undefined, organizationalDomain: publicSuffixOrganizationalDomain, replyProfile: 'default' };
const lists = [list('friends', 'friend.example'), list('others', 'other.example', '*.partner.example'), list('partners', 'partner.example', 'x@friend.example')];

function explained(changed: SampleContent, message: unknown, direction: Direction) {
  const policy = compileContent(content({ lists, ...changed }));
  return explain(policy, message, direction, options, () => indexNearMisses(policy.index.entriesByList(), publicSuffixOrganizationalDomain));
}

function reasons(changed: SampleContent, message: unknown, direction: Direction): string[] {
  return explained(changed, message, direction).recipients.flatMap(({ settings }) => settings.map((each) => `${each.setting} of ${each.orgUnit}: ${each.reason}`));
}

const envelope = (mailFrom: string | null, ...rcptTo: string[]) => ({ envelope: { mailFrom, rcptTo } });
const both = (id: string, ...lists: string[]) => setting(id, { appliesTo: ['inbound', 'outbound'], addressLists: lists });
const root = (...settings: ReturnType<typeof setting>[]): SampleContent => ({ orgUnits: [orgUnit('/', settings)] });

describe('explain', () => {
  it('S-11.3: holds the decision of evaluate', () => {
    const policy = compileContent(content({ lists, ...root(both('a', 'partners')) }));
    const message = { ...envelope('bounces@else.example', 'ann@corp.example', 'nobody'), from: 'x@partner.example', session: { tls: false } };
    const nearMisses = () => indexNearMisses(policy.index.entriesByList(), publicSuffixOrganizationalDomain);
    for (const direction of ['inbound', 'outbound'] as const) expect(explain(policy, message, direction, options, nearMisses).decision).toEqual(evaluate(policy, message, direction, options));
  });

  it('S-11.2: has everything of a setting, for every recipient in envelope order', () => {
    const { recipients } = explained(root(both('a', 'partners'), both('t', 'partners')), { ...envelope(null, 'x@partner.example', 'X@nowhere.test') }, 'outbound');
    const plain = { orgUnit: '/', enabled: true, mode: 'enforce', inForce: true, nearMisses: [] };
    expect(recipients).toEqual([
      { recipient: 'x@partner.example', orgUnit: '/', settings: ['a', 't'].map((id) => ({ ...plain, setting: id, applied: true, reason: 'matched' })) },
      { recipient: 'X@nowhere.test', orgUnit: '/', settings: ['a', 't'].map((id) => ({ ...plain, setting: id, applied: false, reason: 'no-address-match' })) },
    ]);
  });

  it('S-11.2: a testing setting that matches counts as applied, and is not in force', () => {
    const [recipient] = explained(root(setting('t', { mode: 'testing', addressLists: ['partners'] })), envelope(null, 'x@partner.example'), 'outbound').recipients;
    expect(recipient?.settings[0]).toMatchObject({ setting: 't', mode: 'testing', inForce: false, applied: true, reason: 'matched' });
  });

  it('S-11.2: disabled, overridden, not enabled: in this order, whatever else holds', () => {
    const orgUnits = [
      orgUnit('/', [setting('a', { appliesTo: ['inbound'] }), setting('b', { enabled: false, appliesTo: ['inbound'] }), setting('c'), setting('d', { enabled: false, appliesTo: ['inbound'] })]),
      orgUnit('/x', [setting('b', { addressLists: ['partners'] })], ['a', 'c']),
      orgUnit('/x/y', [setting('c', { addressLists: ['partners'] })]),
    ];
    const at = (path: string) => reasons({ orgUnits, users: new Map([['ann@corp.example', path]]) }, envelope('ann@corp.example', 'x@partner.example'), 'outbound');
    expect(at('/x')).toEqual(['a of /: disabled', 'b of /: overridden', 'c of /: disabled', 'd of /: not-enabled', 'b of /x: matched']);
    expect(at('/x/y')).toEqual(['a of /: disabled', 'b of /: overridden', 'c of /: disabled', 'd of /: not-enabled', 'b of /x: matched', 'c of /x/y: matched']);
  });

  it('S-11.2: then other direction, internal recipient, secure transport not requested', () => {
    const settings = root(
      setting('a', { appliesTo: ['inbound'], addressLists: ['partners'] }),
      setting('b', { addressLists: ['others'] }),
      setting('c', { appliesTo: ['outbound-secure-transport'] }),
      setting('d', { appliesTo: ['inbound', 'outbound-secure-transport'], addressLists: ['others'] }),
    );
    const changed = { ...settings, domains: ['corp.example'] };
    expect(reasons(changed, envelope(null, 'x@corp.example'), 'outbound')).toEqual(['a of /: other-direction', 'b of /: internal-recipient', 'c of /: internal-recipient', 'd of /: internal-recipient']);
    const external = envelope(null, 'x@elsewhere.test');
    expect(reasons(changed, external, 'outbound')).toEqual(['a of /: other-direction', 'b of /: no-address-match', 'c of /: secure-transport-not-requested', 'd of /: secure-transport-not-requested']);
    expect(reasons(changed, { ...external, secureTransport: true }, 'outbound')).toEqual(['a of /: other-direction', 'b of /: no-address-match', 'c of /: matched', 'd of /: no-address-match']);
    expect(reasons(changed, { ...envelope(null, 'x@corp.example'), from: 'x@elsewhere.test' }, 'inbound')).toEqual([
      'a of /: no-address-match',
      'b of /: other-direction',
      'c of /: other-direction',
      'd of /: no-address-match',
    ]);
  });

  it('S-11.2: not authenticated where an entry matched, before no address match', () => {
    const message = (result: string) => ({ ...envelope(null, 'ann@corp.example'), from: 'x@partner.example', authentication: { dmarc: { result } } });
    const settings = root(both('a', 'friends', 'partners'), both('b', 'friends'));
    expect(reasons(settings, message('fail'), 'inbound')).toEqual(['a of /: not-authenticated', 'b of /: no-address-match']);
    expect(reasons(settings, message('pass'), 'inbound')).toEqual(['a of /: matched', 'b of /: no-address-match']);
    expect(reasons(settings, message('temperror'), 'inbound')).toEqual(['a of /: matched', 'b of /: no-address-match']);
    expect(reasons(settings, { ...message('fail'), from: 'x@friend.example' }, 'inbound')).toEqual(['a of /: not-authenticated', 'b of /: not-authenticated']);
  });

  it('S-4.3, S-4.4: an unknown author or partner matches', () => {
    const settings = root(both('a', 'partners'));
    expect(reasons(settings, envelope(null, 'ann@corp.example'), 'inbound')).toEqual(['a of /: matched']);
    expect(reasons({ ...settings, unknownAuthor: 'no-match' }, envelope(null, 'ann@corp.example'), 'inbound')).toEqual(['a of /: no-address-match']);
    expect(reasons(settings, envelope(null, 'nobody', 'x@elsewhere.test'), 'outbound')).toEqual(['a of /: matched', 'a of /: no-address-match']);
    expect(reasons({ ...settings, domains: ['nobody'] }, envelope(null, 'nobody'), 'outbound')).toEqual(['a of /: matched']);
    expect(reasons({ ...root(both('a', 'empty')), lists: [list('empty')] }, envelope(null, 'nobody'), 'outbound')).toEqual(['a of /: no-address-match']);
  });

  it('S-6.2: inbound each recipient’s own org unit is explained', () => {
    const orgUnits = [orgUnit('/', [both('a', 'partners')]), orgUnit('/x', [], ['a'])];
    const { recipients } = explained({ orgUnits, users: new Map([['ann@corp.example', '/x']]) }, { ...envelope(null, 'ann@corp.example', 'bob@corp.example', 'eve@corp.example'), from: 'x@partner.example' }, 'inbound');
    expect(recipients.map(({ recipient, orgUnit: unit, settings }) => [recipient, unit, settings[0]?.reason])).toEqual([
      ['ann@corp.example', '/x', 'disabled'],
      ['bob@corp.example', '/', 'matched'],
      ['eve@corp.example', '/', 'matched'],
    ]);
    expect(recipients[1]?.settings).toBe(recipients[2]?.settings);
  });

  it('tells two definitions of one id apart by their org units', () => {
    const orgUnits = [orgUnit('/', [both('a', 'friends')]), orgUnit('/x', [setting('a', { mode: 'testing', addressLists: ['partners'] })])];
    expect(reasons({ orgUnits, users: new Map([['ann@corp.example', '/x']]) }, envelope('ann@corp.example', 'x@partner.example'), 'outbound')).toEqual(['a of /: no-address-match', 'a of /x: matched']);
  });

  it('S-11.2: names near misses where no address matched: of the setting’s own lists, each once, sorted', () => {
    const message = envelope(null, 'x@sub.friend.example', 'x@partner.example');
    const { recipients } = explained(root(both('a', 'partners'), both('b', 'others', 'friends', 'friends'), setting('c', { appliesTo: ['inbound'], addressLists: ['friends'] })), message, 'outbound');
    const misses = (recipient: number) => recipients[recipient]?.settings.map(({ setting: id, nearMisses }) => `${id}: ${nearMisses.map(({ entry, address, kind }) => `${entry} ${address} ${kind}`).join(', ')}`);
    expect(misses(0)).toEqual(['a: x@friend.example x@sub.friend.example subdomain', 'b: friend.example x@sub.friend.example subdomain', 'c: ']);
    expect(misses(1)).toEqual(['a: ', 'b: *.partner.example x@partner.example parent-domain', 'c: ']);
  });

  it('S-11.2: names every near miss of several lists, an equal one once', () => {
    const changed = { lists: [list('a', 'partner.example', 'b.partner.example'), list('b', 'b.partner.example', '*.c.b.partner.example', 'a.c.b.partner.example')] };
    const [recipient] = explained({ ...changed, ...root(both('s', 'b', 'a')) }, envelope(null, 'x@c.b.partner.example'), 'outbound').recipients;
    expect(recipient?.settings[0]?.nearMisses.map(({ entry, kind }) => `${entry} ${kind}`)).toEqual([
      '*.c.b.partner.example parent-domain',
      'a.c.b.partner.example parent-domain',
      'b.partner.example subdomain',
      'partner.example subdomain',
    ]);
    const [inbound] = explained({ ...changed, ...root(both('s', 'a')) }, { ...envelope('x@b.partner.example', 'ann@corp.example'), from: 'z@c.b.partner.example, y@c.b.partner.example' }, 'inbound').recipients;
    expect(inbound?.settings[0]?.nearMisses.map(({ entry, address, kind }) => `${entry} ${address} ${kind}`)).toEqual([
      'b.partner.example x@b.partner.example envelope-only',
      'b.partner.example y@c.b.partner.example subdomain',
      'b.partner.example z@c.b.partner.example subdomain',
      'partner.example y@c.b.partner.example subdomain',
      'partner.example z@c.b.partner.example subdomain',
    ]);
  });

  it('does not look for near misses where none are needed', () => {
    const policy = compileContent(content({ lists, ...root(both('a', 'partners')) }));
    const notAsked = (): never => {
      throw new Error('asked');
    };
    expect(explain(policy, envelope(null, 'x@partner.example'), 'outbound', options, notAsked).recipients[0]?.settings[0]?.reason).toBe('matched');
  });

  it('S-12.6: what recipients share is frozen', () => {
    const { recipients } = explained(root(both('a', 'friends')), envelope(null, 'x@sub.friend.example'), 'outbound');
    const settings = recipients[0]?.settings;
    for (const shared of [settings, settings?.[0], settings?.[0]?.nearMisses, settings?.[0]?.nearMisses[0]]) {
      expect(shared).toBeTypeOf('object');
      expect(Object.isFrozen(shared)).toBe(true);
    }
  });

  it.each([undefined, null, {}, 'text', { envelope: { rcptTo: [null] } }])('S-12.1: is total: %j', (message) => {
    expect(reasons(root(both('a', 'partners')), message, 'inbound')).toEqual(['a of /: matched']);
    expect(reasons(root(both('a', 'partners')), message, 'outbound')).toEqual(['a of /: matched']);
  });
});
