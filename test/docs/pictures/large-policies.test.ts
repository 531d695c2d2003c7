// Large policies and messages are drawn in part, and the picture says how much is left out.
import { describe, expect, it } from 'vitest';
import { decisionPathPicture } from '../../../docs/pictures/decision-path.js';
import { orgTreePicture } from '../../../docs/pictures/org-tree.js';
import { compilePolicy } from '../../../src/index.js';
import type { PolicyInput } from '../../../src/index.js';
import { allText, drawnPicture, layoutFaults } from './drawn-picture.js';
import type { DrawnPicture } from './drawn-picture.js';

const numbers = Array.from({ length: 40 }, (_, index) => String(index).padStart(2, '0'));
const lists = Object.fromEntries(numbers.map((number) => [`list-${number}`, ['partner.example', 'ann@partner.example', `x${number}.z.partner.example`]]));
const settings = numbers.map((number) => ({ id: `setting-${number}`, appliesTo: ['outbound'] as ['outbound'], addressLists: [`list-${number}`], route: `route-${number}` }));
const many: PolicyInput = {
  addressLists: lists,
  routes: Object.fromEntries(numbers.map((number) => [`route-${number}`, { host: `relay-${number}.example` }])),
  orgUnits: [{ path: '/', settings }, ...numbers.map((number) => ({ path: `/Unit ${number}` })), { path: '/Unit 39/De' }, { path: '/Unit 39/Deep' }, { path: '/Unit 39/Deep/Deeper' }],
};

function sound(markup: string): DrawnPicture {
  const drawn = drawnPicture(markup);
  expect([...layoutFaults(drawn.wide), ...layoutFaults(drawn.narrow)]).toEqual([]);
  return drawn;
}

describe('the tree of org units', () => {
  it('shows what is marked, and counts the rest', () => {
    const { wide } = sound(orgTreePicture(compilePolicy(many), { marked: ['/Unit 39/Deep/Deeper'] }));
    const text = allText(wide);
    for (const path of ['/Unit 39', '/Unit 39/Deep', '/Unit 39/Deep/Deeper', '/Unit 00']) expect(text).toContain(path);
    expect(wide.texts.map((each) => each.text)).not.toContain('/Unit 39/De');
    expect(text).toContain('a user’s org unit');
    expect(text).toContain('and 28 more settings, which are not drawn');
    expect(text).toContain('and 20 more org units, which are not drawn');
    expect(wide.description).toContain('Org unit /Unit 39/Deep/Deeper (a user’s): ');
    expect(wide.description).toContain('28 more. And 20 more org units, which are not drawn.');
  });

  it('shows a unit that is marked with those above it, however many others are', () => {
    const deep = '/Unit 39/Deep/Deeper';
    const { wide } = sound(orgTreePicture(compilePolicy(many), { marked: [deep, ...numbers.map((number) => `/Unit ${number}`)] }));
    for (const path of [deep, '/Unit 39', '/Unit 39/Deep', '/Unit 00']) expect(wide.description).toContain(`Org unit ${path}${path.endsWith('/Deep') ? '' : ' (a user’s)'}: `);
    expect(wide.description).toContain('And 20 more org units, which are not drawn.');
  });

  it('is drawn of the smallest policy, and with a mark that is nowhere', () => {
    const { wide } = sound(orgTreePicture(compilePolicy({}), { marked: ['/nowhere'] }));
    expect(allText(wide)).toBe('/ no settings');
    expect(wide.description).toBe('Org unit /: no settings.');
  });
});

describe('the path of a decision', () => {
  it('shows the first settings, and counts the rest', () => {
    const explanation = compilePolicy(many).explain({ envelope: { mailFrom: 'sam@here.example', rcptTo: ['ann@partner.example', 'ann@z.partner.example'] }, session: { tls: false } }, 'outbound');
    const matched = sound(decisionPathPicture(explanation, 0));
    expect(allText(matched.wide)).toContain('and 28 more settings that apply, which are not drawn');
    expect(allText(matched.wide)).toContain('and 31 more routes');
    const missed = sound(decisionPathPicture(explanation, 1));
    expect(allText(missed.wide)).toContain('and 28 more settings with near misses, which are not drawn');
    expect(missed.wide.description).toContain('Near miss of setting-00 of /: ');
  });

  it('groups settings that the same entries nearly matched, and those that do not apply', () => {
    const shared: PolicyInput = { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: numbers.map((number) => ({ id: `s${number}`, appliesTo: ['outbound'], addressLists: ['partners'] })) }] };
    const explanation = compilePolicy(shared).explain({ envelope: { mailFrom: null, rcptTo: ['ann@z.partner.example', 'ann@elsewhere.test'] } }, 'outbound');
    expect(allText(sound(decisionPathPicture(explanation, 0)).wide)).toContain('and 32 more settings');
    expect(allText(sound(decisionPathPicture(explanation, 1)).wide)).toContain('and 16 more settings');
  });

  it('shows the first entries, mailboxes and testing settings, and counts the rest', () => {
    const entries = numbers.map((number) => `ann${number}@partner.example`);
    const policy: PolicyInput = {
      addressLists: { partners: entries, misses: numbers.map((number) => `m${number}.partner.example`) },
      orgUnits: [
        {
          path: '/',
          settings: [
            { id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] },
            { id: 'misses', appliesTo: ['inbound'], addressLists: ['misses'] },
            ...numbers.map((number) => ({ id: `t${number}`, mode: 'testing' as const, appliesTo: ['inbound' as const], addressLists: ['partners'] })),
          ],
        },
      ],
    };
    const explanation = compilePolicy(policy).explain({ envelope: { mailFrom: null, rcptTo: ['sam@here.example'] }, from: entries }, 'inbound');
    const text = allText(sound(decisionPathPicture(explanation, 0)).wide);
    for (const words of ['and 31 more mailboxes', 'and 20 more entries that match', 'and 28 more settings in testing mode', 'more near misses']) expect(text).toContain(words);
  });

  it('of a recipient whom the decision does not have is misuse', () => {
    const explanation = compilePolicy({}).explain({ envelope: { mailFrom: null, rcptTo: ['a@b.example'] } }, 'outbound');
    for (const place of [1, -1, 0.5]) expect(() => decisionPathPicture(explanation, place)).toThrow(RangeError);
  });
});
