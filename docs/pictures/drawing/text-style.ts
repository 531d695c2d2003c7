// The few kinds of text in a picture, and how wide they are: from a table, for nothing is measured where a picture is drawn.

/** `name` and `struck` are what the policy or the message says, in the fixed-width face; the others are ours. */
export type TextStyle = 'title' | 'plain' | 'note' | 'name' | 'strong-name' | 'small-name' | 'reply' | 'struck' | 'label';

interface Face {
  readonly size: number;
  readonly lineHeight: number;
  readonly widths: 'regular' | 'bold' | 'fixed';
}

/** As docs/.vitepress/theme/pictures.css has them. */
export const FACES: Readonly<Record<TextStyle, Face>> = {
  title: { size: 14, lineHeight: 20, widths: 'bold' },
  plain: { size: 13, lineHeight: 18, widths: 'regular' },
  note: { size: 12, lineHeight: 17, widths: 'regular' },
  label: { size: 12, lineHeight: 17, widths: 'bold' },
  name: { size: 13, lineHeight: 18, widths: 'fixed' },
  'strong-name': { size: 13, lineHeight: 18, widths: 'fixed' },
  'small-name': { size: 12, lineHeight: 17, widths: 'fixed' },
  reply: { size: 12, lineHeight: 17, widths: 'fixed' },
  struck: { size: 13, lineHeight: 18, widths: 'fixed' },
};

/** In the units of the picture: an upper bound in the fonts of the site, with room for those that stand in for them. */
export function textWidth(text: string, style: TextStyle): number {
  const { size, widths } = FACES[style];
  const hundredths = widths === 'fixed' ? fixedWidth(text) : tableWidth(text, TABLES[widths]);
  return (hundredths * SLACK * size) / 100;
}

/** Whether every character is in the tables. The width of any other is a guess, to which the text is then held. */
export function isMeasured(text: string): boolean {
  for (const character of text) if (!isPrintable(character) && !(character in PUNCTUATION)) return false;
  return true;
}

const SLACK = 1.02;
/** Wide enough for East Asian characters and for most others. */
const UNKNOWN_WIDTH = 100;
const FIXED_WIDTH = 60.2;

function fixedWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isMeasured(character) ? FIXED_WIDTH : UNKNOWN_WIDTH;
  return width;
}

function tableWidth(text: string, table: readonly number[]): number {
  let width = 0;
  for (const character of text) width += (isPrintable(character) ? table[character.charCodeAt(0) - FIRST] : PUNCTUATION[character]) ?? UNKNOWN_WIDTH;
  return width;
}

function isPrintable(character: string): boolean {
  return character >= ' ' && character <= '~';
}

const FIRST = 32;

/** Of Inter, the font of the site, in hundredths of an em: the blank to the tilde. */
const TABLES = {
  regular: [
    28, 29, 47, 63, 64, 98, 65, 30, 37, 37, 50, 66, 29, 46, 29, 36, 63, 41, 61, 62, 65, 61, 62, 59, 62, 62, 29, 30, 66, 66, 66, 51, 97, 71, 66, 73, 72,
    60, 59, 75, 74, 27, 57, 67, 57, 90, 75, 77, 64, 77, 65, 64, 65, 75, 71, 101, 68, 68, 63, 37, 31, 37, 47, 46, 32, 56, 61, 57, 61, 58, 33, 61, 59, 24,
    24, 55, 24, 88, 59, 60, 61, 61, 39, 53, 30, 59, 56, 82, 55, 56, 55, 43, 33, 43, 66,
  ],
  bold: [
    25, 32, 52, 65, 65, 101, 66, 33, 37, 37, 54, 67, 32, 47, 32, 38, 66, 42, 62, 64, 67, 63, 64, 60, 64, 64, 32, 33, 67, 67, 67, 54, 100, 74, 66, 74, 72,
    61, 59, 75, 75, 28, 58, 70, 57, 92, 76, 77, 65, 77, 65, 65, 66, 74, 74, 104, 72, 71, 65, 37, 33, 37, 48, 47, 35, 58, 63, 58, 63, 59, 35, 63, 61, 26,
    26, 57, 26, 90, 61, 61, 63, 63, 41, 55, 32, 61, 59, 84, 57, 59, 57, 46, 36, 46, 67,
  ],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** The wider of both weights. */
const PUNCTUATION: Readonly<Record<string, number>> = { '…': 96, '–': 50, '’': 30, '“': 51, '”': 51, '→': 84, '≤': 84, '×': 68, '·': 32, '≥': 84 };
