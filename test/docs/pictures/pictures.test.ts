// The pictures of the pages by name: each is well drawn, and says what the engine says of its example.
import { describe, expect, it } from 'vitest';
import { decisionPathPicture } from '../../../docs/pictures/decision-path.js';
import { checks, versions } from '../../../docs/pictures/lattice.js';
import { isSame, orderedByJoin } from '../../../docs/pictures/order.js';
import { pictures } from '../../../docs/pictures/pictures.js';
import { compilePolicy, join, opportunistic } from '../../../src/index.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { allText, drawnPicture, layoutFaults } from './drawn-picture.js';
import type { DrawnSvg, Rectangle } from './drawn-picture.js';

const names = [...pictures.keys()];

function drawings(name: string): DrawnSvg[] {
  const { wide, narrow } = drawnPicture(pictures.get(name)!());
  return [wide, narrow];
}

/** Every drawing of it says all of this, lines of one text joined. */
function expectWords(name: string, words: readonly string[]): void {
  for (const svg of drawings(name)) for (const word of words) expect([name, allText(svg)]).toEqual([name, expect.stringContaining(word)]);
}

describe.each(names)('%s', (name) => {
  it('is well drawn, and described', () => {
    for (const svg of drawings(name)) {
      expect(layoutFaults(svg)).toEqual([]);
      expect(svg.title).not.toBe('');
      expect(svg.description.length).toBeGreaterThan(60);
      expect(svg.boxes.length).toBeGreaterThan(2);
    }
  });

  it('has its lines behind all else', () => {
    for (const { drawn } of drawings(name)) expect(drawn.lastIndexOf('path')).toBeLessThan(drawn.indexOf('rect'));
  });

  it('is drawn alike every time', () => {
    expect(pictures.get(name)!()).toBe(pictures.get(name)!());
  });
});

it('no two pictures share an id', () => {
  const ids = names.flatMap((name) => drawnPicture(pictures.get(name)!()).ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('lines of what leads on to something have arrowheads, and those of trees and lattices none', () => {
  const arrows = names.map((name) => [name, drawings(name).flatMap(({ lines }) => lines.map(({ arrow }) => arrow))] as const);
  for (const [name, all] of arrows) expect([name, all.includes(true)]).toEqual([name, !['org-tree', 'lattice', 'lattice-join', 'exact-matching'].includes(name)]);
});

it('the tree of org units shows every status', () => {
  expectWords('org-tree', ['locally applied', 'inherited from /Sales', 'overridden here', 'disabled, defined at /', 'locked', 'not enabled', 'testing mode']);
});

describe('the lattice', () => {
  it('is the order of join', () => {
    for (const { elements, covers } of [checks, versions]) {
      const above = (from: number): number[] => [from, ...covers.filter(({ below }) => below === from).flatMap(({ above: next }) => above(next))];
      elements.forEach((a, from) => elements.forEach((b, to) => expect(above(from).includes(to)).toBe(isSame(join(a, b), b))));
    }
    expect([checks.covers.length, versions.covers.length]).toEqual([5, 4]);
  });

  it('has a line for each pair with nothing between', () => {
    for (const svg of drawings('lattice')) expect(svg.points).toHaveLength(2 * (checks.covers.length + versions.covers.length));
    expectWords('lattice', ['21 constraints in all', 'opportunistic']);
  });

  it('stands on what is least strict, and each line leads from the top of a box to the bottom of one above it', () => {
    for (const svg of drawings('lattice')) {
      const bottom = svg.texts.find(({ text }) => text === 'opportunistic')!;
      for (const { text, top } of svg.texts) if (text === 'TLS' || text.startsWith('+ ')) expect(top).toBeLessThan(bottom.top);
      for (const { from, to } of svg.lines) {
        const isAt = (point: Rectangle, edge: 'top' | 'bottom') => (box: Rectangle): boolean => Math.abs(point.left - (box.left + box.right) / 2) < 0.3 && Math.abs(point.top - box[edge]) < 0.3;
        expect([svg.boxes.filter(isAt(from, 'top')).length, svg.boxes.filter(isAt(to, 'bottom')).length]).toEqual([1, 1]);
        expect(to.top).toBeLessThan(from.top);
      }
    }
  });

  it('knows constraints by what they mean', () => {
    expect(isSame({ ...opportunistic, caSigned: true }, { ...opportunistic, tls: 'required', caSigned: true })).toBe(true);
    expect(orderedByJoin([opportunistic, opportunistic]).elements).toEqual([opportunistic]);
  });

  it('marks operands and their join', () => {
    const [wide] = drawings('lattice-join');
    expect(wide!.texts.filter(({ text }) => text === 'A joined with B')).toHaveLength(2);
    expect(wide!.description).toBe('TLS, CA-signed certificate joined with TLS, host name matches is TLS, CA-signed certificate, host name matches. opportunistic joined with TLS, host name matches is TLS, host name matches.');
  });
});

it('the life of an outbound message ends in delivery, retry or a bounce with its report', () => {
  expectWords('life-outbound', ['pending', 'Deliver', '550 5.7.10', '550 5.7.5', 'Action: failed', 'Status: 5.7.10', 'Status: 5.7.5', 'RCPT TO:<ann@partner.example>']);
  const [wide] = drawings('life-outbound');
  expect(wide!.description).toContain('A host cannot be reached: pending; ');
});

it('the life of an inbound message ends as the author, the authentication and the session will have it', () => {
  const [wide] = drawings('life-inbound');
  expect(wide!.description).toContain('The client used TLS: deliver; the server takes the message.');
  expect(wide!.description).toContain('No TLS; the author is not authenticated: deliver; no setting applies');
  expect(wide!.description).toContain('No TLS; the author is authenticated: reject; ');
  expect(wide!.description).toContain('No TLS, and no From: field: reject; ');
  expectWords('life-inbound', ['info@bank.example', 'DMARC pass for bank.example', '550 5.7.10']);
});

it('exact matching is that of the engine', () => {
  const [wide] = drawings('exact-matching');
  for (const sentence of wide!.description.split('. ')) {
    const [, entry = '', addresses = ''] = /^Entry (\S+): (.*?)\.?$/.exec(sentence) ?? [];
    const engine = compilePolicy({ addressLists: { only: [entry] } });
    for (const [, words, address = ''] of addresses.matchAll(/(matches|does not match) (\S+?)(?:,|$)/g)) expect([entry, address, words]).toEqual([entry, address, engine.matching(address).length > 0 ? 'matches' : 'does not match']);
  }
  expect(wide!.texts.filter(({ text }) => text === 'matches')).toHaveLength(8);
});

it('outcomes are in the order of the engine', () => {
  const [wide] = drawings('outcome-order');
  expect(wide!.description).toContain('The order from the best to the worst is deliver, pending, bounce. The outcome of a message to all of them is the worst: bounce.');
});

it('testing mode observes and changes nothing until it is enforced', () => {
  const [wide] = drawings('testing-mode');
  expect(wide!.description).toBe(
    'A message to ann@partner.example over a connection without TLS. Without the setting: deliver. In testing mode: deliver; the decision lists that the setting alone would bounce it. Enforced: bounce; 550 5.7.10.',
  );
  expectWords('testing-mode', ['mode: testing', 'mode: enforce', 'alone it would bounce', '550 5.7.10']);
});

it('each setting that applies has a line to what is required together; where none does, the partner has', () => {
  const joins = (name: string): number[] => drawings(name).map(({ lines }) => lines.filter(({ from, to }) => from.left === to.left && from.left > 200 && to.top > from.top).length);
  expect([joins('decision-path'), joins('secure-transport-demanded'), joins('authentication-failed')]).toEqual([[2, 2], [1, 1], [0, 0]]);
  const trunk = ({ lines }: DrawnSvg): number => lines.filter(({ from }) => from.left < 20).length;
  expect(drawings('secure-transport-demanded').map(trunk)).toEqual([1, 1]);
});

it('inbound, a certificate is the client’s, in testing mode too', () => {
  const setting = (id: string, mode: 'enforce' | 'testing'): SettingInput => ({ id, mode, appliesTo: ['inbound'], addressLists: ['partners'], require: { clientCertificate: true } });
  const policy: PolicyInput = { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: [setting('one', 'enforce'), setting('two', 'testing')] }] };
  const explanation = compilePolicy(policy).explain({ envelope: { mailFrom: null, rcptTo: ['sam@here.example'] }, from: 'ann@partner.example' }, 'inbound');
  const { wide } = drawnPicture(decisionPathPicture(explanation, 0));
  expect(wide.texts.filter(({ text }) => text === 'CA-signed client certificate')).toHaveLength(3);
});

it('paths show what their pages speak of', () => {
  expectWords('decision-path', ['Testing mode', 'tls-1.3', 'Near misses', 'Required together', 'Bounce', 'certificate-not-trusted']);
  expectWords('decision-path-inbound', ['authenticated', 'Reject', '550 5.7.10']);
  expectWords('near-misses', ['display name or comment only', 'From: counts', 'looks like this', 'in a subdomain']);
  expectWords('author-unknown', ['Author unknown', 'Any entry', 'Reject']);
  expectWords('authentication-failed', ['not authenticated', 'Deliver']);
  expectWords('authentication-unknown', ['authentication unknown: it matches', 'Reject']);
  expectWords('secure-transport-demanded', ['Something else demands secure', 'Pending']);
});
