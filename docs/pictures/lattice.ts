// The lattice of constraints (S-8.1), with the lines computed from `join`: TLS and the two checks of a certificate, and the minimum version beside them.

import { join, opportunistic } from '../../src/index.js';
import type { TlsVersion, TransportConstraints } from '../../src/index.js';
import { constraintWords } from './constraint-words.js';
import { run, textBlock } from './drawing/cards.js';
import { picture } from './drawing/picture.js';
import { movedShapes, stacked } from './drawing/shapes.js';
import type { Block } from './drawing/shapes.js';
import { hasseDiagram } from './hasse-diagram.js';
import type { ElementLook } from './hasse-diagram.js';
import { isSame, orderedByJoin } from './order.js';

const VERSIONS: readonly (TlsVersion | null)[] = [null, 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const NO_AND_YES = [false, true] as const;

/** TLS and the checks of the certificate, without a minimum version. */
export const checks = orderedByJoin(NO_AND_YES.flatMap((tls) => NO_AND_YES.flatMap((hostname) => NO_AND_YES.map((caSigned) => constraintsOf({ tls, caSigned, hostname })))));

/** The minimum versions, where nothing but TLS is required. */
export const versions = orderedByJoin(VERSIONS.map((minVersion) => ({ ...constraintsOf({ tls: true }), minVersion })));

/** All there are. */
const wholeLattice = orderedByJoin([opportunistic, ...checks.elements.flatMap((element) => VERSIONS.map((minVersion) => ({ ...element, minVersion })))]);

/** The constraints as a Hasse diagram: the strictest at the top. */
export function latticePicture(): string {
  const description = `From the bottom up: ${checks.elements.map(wordsOf).join('; ')}. Each is joined by lines to those just above it. Beside them the minimum versions, from none to TLSv1.3. Together there are ${wholeLattice.elements.length} constraints, for without TLS there is no minimum version.`;
  return picture('lattice', { title: 'The lattice of transport constraints', description }, latticeBlock);
}

/** Two examples of a join, marked in the lattice. */
export function latticeJoinPicture(): string {
  const examples = [
    [constraintsOf({ tls: true, caSigned: true }), constraintsOf({ tls: true, hostname: true }), 'Two that differ: the least that is as strict as both'],
    [opportunistic, constraintsOf({ tls: true, hostname: true }), 'With opportunistic: the other one'],
  ] as const;
  const description = examples.map(([a, b]) => `${wordsOf(a)} joined with ${wordsOf(b)} is ${wordsOf(join(a, b))}.`).join(' ');
  return picture('lattice-join', { title: 'Two joins in the lattice of transport constraints', description }, (width) => {
    const beside = width > NARROWEST_PAIR;
    const blocks = examples.map(([a, b, caption]) => captioned(caption, (wide) => joinBlock(a, b, wide), beside ? (width - PAIR_GAP) / 2 : width));
    return beside ? inARow(blocks, PAIR_GAP) : stacked(blocks, PAIR_GAP);
  });
}

const NARROWEST_PAIR = 560;
const PAIR_GAP = 36;
const CHAIN_WIDTH = 170;

function constraintsOf({ tls = false, caSigned = false, hostname = false }: { readonly tls?: boolean; readonly caSigned?: boolean; readonly hostname?: boolean }): TransportConstraints {
  return { tls: tls ? 'required' : 'opportunistic', minVersion: null, caSigned, hostname };
}

function wordsOf(constraints: TransportConstraints): string {
  return constraints.tls === 'opportunistic' ? 'opportunistic' : constraintWords(constraints).join(', ');
}

function latticeBlock(width: number): Block {
  const beside = width > NARROWEST_PAIR;
  const chain = captioned('Minimum version', (wide) => hasseDiagram(versions, ({ minVersion }) => ({ title: minVersion ?? 'none' }), wide, beside ? 30 : 18), beside ? CHAIN_WIDTH : width);
  const diagram = captioned('TLS and its certificate', (wide) => hasseDiagram(checks, elementLook, wide), beside ? width - CHAIN_WIDTH - 2 * PAIR_GAP : width);
  const whole = `A line leads up to what is stricter. What requires TLS goes with any minimum version: ${wholeLattice.elements.length} constraints in all.`;
  const words = textBlock([{ runs: [run(whole, 'note')] }], width);
  return stacked([beside ? inARow([diagram, chain], 2 * PAIR_GAP) : stacked([diagram, chain], PAIR_GAP), words], 16);
}

function elementLook(element: TransportConstraints): ElementLook {
  if (element.tls === 'opportunistic') return { title: 'opportunistic', notes: ['TLS is tried, plaintext is the fallback'] };
  return { title: 'TLS', notes: [...(element.caSigned ? ['+ CA-signed'] : []), ...(element.hostname ? ['+ host name'] : [])] };
}

function joinBlock(a: TransportConstraints, b: TransportConstraints, width: number): Block {
  const result = join(a, b);
  const lookOf = (element: TransportConstraints): ElementLook => {
    const operands = [...(isSame(element, a) ? ['A'] : []), ...(isSame(element, b) ? ['B'] : [])].map((text) => ({ text, look: 'brand' }) as const);
    const chips = [...operands, ...(isSame(element, result) ? [{ text: 'A joined with B', icon: 'join', look: 'good' } as const] : [])];
    const look = isSame(element, result) ? 'good' : operands.length > 0 ? 'brand' : 'quiet';
    return { ...elementLook(element), chips, look };
  };
  return hasseDiagram(checks, lookOf, width);
}

function captioned(caption: string, draw: (width: number) => Block, width: number): Block {
  return stacked([textBlock([{ runs: [run(caption, 'label')] }], width), draw(width)], 8);
}

/** Side by side. */
function inARow(blocks: readonly Block[], gap: number): Block {
  let x = 0;
  const shapes = blocks.flatMap((block) => {
    const placed = movedShapes(block, x, 0);
    x += block.width + gap;
    return placed;
  });
  return { width: x - gap, height: Math.max(...blocks.map(({ height }) => height)), shapes };
}
