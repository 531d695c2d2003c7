// The parts that pictures are drawn with: text made visible and escaped, its width, its lines, boxes around it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { card, named, run } from '../../../docs/pictures/drawing/cards.js';
import { picture } from '../../../docs/pictures/drawing/picture.js';
import { brokenIntoLines } from '../../../docs/pictures/drawing/text-lines.js';
import { isMeasured, textWidth } from '../../../docs/pictures/drawing/text-style.js';
import { escaped, visible } from '../../../docs/pictures/drawing/visible-text.js';
import { allText, drawnPicture, layoutFaults } from './drawn-picture.js';
import type { DrawnSvg, Rectangle } from './drawn-picture.js';

describe('text', () => {
  it('is no markup', () => {
    expect(escaped(`<a href="x">&'`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;');
  });

  it.each([
    ['a\nb', 'a\\x{A}b'],
    ['\u202Egnp', '\\x{202E}gnp'],
    ['a\u200Bb', 'a\\x{200B}b'],
    ['\uD800', '\\x{D800}'],
    ['\uFFFE', '\\x{FFFE}'],
    ['a\u00A0b', 'a\\x{A0}b'],
    ['bücher', 'bücher'],
  ])('%j is seen as it is', (text, shown) => {
    expect([visible(text), escaped(text)]).toEqual([shown, shown]);
  });

  it('has a bounded length', () => {
    expect(visible('x'.repeat(1000))).toBe(`${'x'.repeat(90)}…`);
    expect(visible('x'.repeat(90))).toHaveLength(90);
    expect(visible('\u{1F512}'.repeat(5), 3)).toBe('\u{1F512}\u{1F512}\u{1F512}…');
  });

  it('is as wide as its characters', () => {
    expect(textWidth('ab', 'name')).toBeCloseTo(2 * textWidth('m', 'name'));
    expect(textWidth('il', 'plain')).toBeLessThan(textWidth('mw', 'plain'));
    expect(textWidth('Policy', 'label')).toBeGreaterThan(textWidth('Policy', 'note'));
  });

  it('of unknown width is held to a width', () => {
    expect([isMeasured('Zz… 1'), isMeasured('用户')]).toEqual([true, false]);
    const markup = picture('test', { title: 't', description: 'd' }, (width) => card([{ runs: [named('用户')] }], width));
    expect(markup).toContain(`textLength="${Math.round(textWidth('用户', 'name') * 10) / 10}" lengthAdjust="spacingAndGlyphs">用户<`);
  });
});

describe('brokenIntoLines', () => {
  const runs = fc.array(fc.record({ text: fc.string({ unit: fc.constantFrom('a', 'W', ' ', '-', '用', '.'), maxLength: 40 }), style: fc.constantFrom('name', 'plain', 'title') }), { maxLength: 4 });

  it('loses nothing but blanks, and no line is too wide', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 20, max: 300 }), (text, width) => {
        const lines = brokenIntoLines(text, width);
        expect(lines.flat().map((placed) => placed.text).join('').replaceAll(' ', '')).toBe(text.map((piece) => piece.text).join('').replaceAll(' ', ''));
        for (const placed of lines.flat()) expect(placed.x + placed.width).toBeLessThanOrEqual(width + 0.001);
      }),
    );
  });

  it('keeps words whole where they fit', () => {
    const width = textWidth('transport', 'plain') + 1;
    expect(brokenIntoLines([run('secure transport rules')], width).map((line) => line.map(({ text }) => text).join(''))).toEqual(['secure', 'transport', 'rules']);
  });

  it('leaves no gap where a run was broken', () => {
    const lines = brokenIntoLines([run('one'), run(' two'), run(' three')], textWidth('one two', 'plain') + 1);
    expect(lines.map((line) => line.map(({ text, x }) => [text, x]))).toEqual([[['one two', 0]], [['three', 0]]]);
    const [, second] = brokenIntoLines([run('secure '), run('transport', 'name'), run(' is')], textWidth('transport is', 'name'));
    expect(second?.map(({ text }) => text)).toEqual(['transport', 'is']);
    expect(second![1]!.x - second![0]!.width).toBeLessThan(textWidth('  ', 'name'));
  });

  it('has columns', () => {
    const [line] = brokenIntoLines([run('a', 'plain', 100), run('b')], 300);
    expect(line?.map(({ text, x }) => [text, x])).toEqual([['a', 0], ['b', 100]]);
  });
});

describe('picture', () => {
  const drawn = (word: string): string => picture('test', { title: 'A <b>', description: `It says ${word}` }, (width) => card([{ runs: [run(word)] }], width));

  it('is drawn for a wide page and a narrow one, and described', () => {
    const { wide, narrow } = drawnPicture(drawn('yes'));
    expect([wide, narrow].map(({ title, description }) => [title, description])).toEqual([['A <b>', 'It says yes'], ['A <b>', 'It says yes']]);
    expect([wide.className, narrow.className, wide.frame.right, narrow.frame.right]).toEqual(['picture-wide', 'picture-narrow', 680, 344]);
    for (const { attributes } of [wide, narrow]) {
      expect(attributes.get('role')).toBe('img');
      expect(attributes.get('aria-labelledby')).toBe(attributes.get('title id'));
      expect(attributes.get('aria-describedby')).toBe(attributes.get('desc id'));
    }
  });

  it('has ids of its own', () => {
    const ids = ['yes', 'no'].flatMap((word) => drawnPicture(drawn(word)).ids);
    expect(new Set(ids).size).toBe(8);
    expect(drawn('yes')).toBe(drawn('yes'));
  });
});

describe('the reader of pictures, which all these tests rely on,', () => {
  it.each(['<div><svg></div>', '<p></p>', 'a < b', '<div a="b"></div>', '<div class="&x;"></div>', '<div>&</div>', '<div>\u202E</div>', '<div></div><div></div>', '<div><svg></svg></div>'])('refuses %j', (markup) => {
    expect(() => drawnPicture(markup)).toThrow();
  });

  it('finds what is badly drawn', () => {
    const good = drawnPicture(picture('test', { title: 't', description: 'd' }, (width) => card([{ runs: [run('one')], icon: 'list', chips: [{ text: 'two', look: 'plain' }] }], width))).wide;
    const first = (shapes: readonly Rectangle[]): Rectangle => shapes[0]!;
    const down = (shape: Rectangle): Rectangle => ({ ...shape, top: shape.top + 15, bottom: shape.bottom + 15 });
    expect(layoutFaults(good)).toEqual([]);
    expect(allText(good)).toBe('one two');
    const bad: readonly Partial<DrawnSvg>[] = [
      { frame: { ...good.frame, bottom: 20 } },
      { boxes: [first(good.boxes), down(first(good.boxes))] },
      { chips: [first(good.chips), first(good.chips)] },
      { texts: [good.texts[0]!, good.texts[0]!] },
      { icons: [down(first(good.icons))] },
      { texts: [{ ...good.texts[1]!, right: first(good.chips).right + 5 }] },
    ];
    for (const change of bad) expect(layoutFaults({ ...good, ...change })).not.toEqual([]);
  });
});
