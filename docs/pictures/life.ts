// The life of a message: stages one after the other, and the endings that it can come to.

import { OUTCOME_LOOKS, replyWords } from './constraint-words.js';
import { card, named, run } from './drawing/cards.js';
import type { Chip, Row } from './drawing/cards.js';
import type { IconName } from './drawing/icons.js';
import { asHighAs, line, movedShapes } from './drawing/shapes.js';
import type { Block, Shape } from './drawing/shapes.js';
import type { Outcome, SmtpReply } from '../../src/index.js';

export interface Stage {
  readonly icon: IconName;
  readonly title: string;
  readonly words: string;
  /** What is on the wire, or what the engine found: in the fixed-width face. */
  readonly lines?: readonly string[];
  /** What the engine said. */
  readonly chips?: readonly Chip[];
}

/** What it can come to, by the engine. */
export interface Ending {
  /** What was the case. */
  readonly title: string;
  readonly outcome: Outcome;
  /** What is done then. */
  readonly words: string;
  readonly reply: SmtpReply | null;
  readonly lines?: readonly string[];
}

const ARROW = 20;
const GAP = 14;
const NARROWEST_PAIR = 480;
const TRUNK = 10;
const LEFT = 38;
const RIGHT = LEFT;
const FIRST_LINE = 18;

export function lifeBlock(stages: readonly Stage[], endings: readonly Ending[], width: number): Block {
  const shapes: Shape[] = [];
  let y = 0;
  for (const stage of stages) {
    if (y > 0) {
      shapes.push(line([{ x: TRUNK + 8, y }, { x: TRUNK + 8, y: y + ARROW }], 'plain', { arrow: true }));
      y += ARROW;
    }
    const block = stageCard(stage, width);
    shapes.push(...movedShapes(block, 0, y));
    y += block.height;
  }
  const ways = endingsBlock(endings, width);
  return { width, height: y + ways.height, shapes: [...shapes, ...movedShapes(ways, 0, y)] };
}

export function lifeDescription(stages: readonly Stage[], endings: readonly Ending[]): string {
  const steps = stages.map(({ title, words, lines = [], chips = [] }, index) => `${index + 1}. ${title}: ${[words, ...lines, ...chips.map(({ text }) => text)].join('; ')}.`);
  return [...steps, ...endings.map(({ title, outcome, words, reply }) => `${title}: ${[outcome, words, ...(reply === null ? [] : [replyWords(reply)])].join('; ')}.`)].join(' ');
}

function stageCard({ icon, title, words, lines = [], chips = [] }: Stage, width: number): Block {
  const rows: Row[] = [
    { icon, runs: [run(title, 'title')], chips },
    { indented: true, runs: [run(words)] },
    ...lines.map((text): Row => ({ indented: true, runs: [named(text, 'small-name')], above: 2 })),
  ];
  return card(rows, width);
}

/** In two columns where there is room, each reached by a line from the last stage. */
function endingsBlock(endings: readonly Ending[], width: number): Block {
  const columns = width > NARROWEST_PAIR ? 2 : 1;
  const cardWidth = columns === 2 ? (width - LEFT - RIGHT - MIDDLE) / 2 : width - LEFT;
  const shapes: Shape[] = [];
  let y = GAP + 4;
  for (let index = 0; index < endings.length; index += columns) {
    const row = endings.slice(index, index + columns).map((ending) => endingCard(ending, cardWidth));
    const height = Math.max(...row.map((block) => block.height));
    row.forEach((block, column) => {
      const x = LEFT + column * (cardWidth + MIDDLE);
      shapes.push(...movedShapes(asHighAs(block, height), x, y));
      const trunk = column === 0 ? TRUNK + 8 : width - TRUNK - 8;
      const side = column === 0 ? x : x + cardWidth;
      shapes.push(line([{ x: trunk, y: 0 }, { x: trunk, y: y + FIRST_LINE }, { x: side, y: y + FIRST_LINE }], 'plain', { arrow: true }));
    });
    y += height + GAP;
  }
  return { width, height: y - GAP, shapes };
}

const MIDDLE = 20;

function endingCard({ title, outcome, words, reply, lines = [] }: Ending, width: number): Block {
  const { look, icon, word } = OUTCOME_LOOKS[outcome];
  const rows: Row[] = [
    { runs: [run(title, 'title')] },
    { icon, iconLook: look, runs: [run(word, 'label'), run(`  ${words}`)], above: 2 },
    ...(reply === null ? [] : [{ indented: true, runs: [run(replyWords(reply), 'reply')], above: 4 }]),
    ...lines.map((text): Row => ({ indented: true, runs: [run(text, 'reply')], above: 4 })),
  ];
  return card(rows, width, { look });
}
