// A page of TypeDoc, made to read well: labels instead of headings in headings, re-exports as a list, examples that no test takes for snippets.
import type { Entry } from './entries.js';
import { fence, page } from './markdown.js';
import { laidOut } from './signature-text.js';

export function apiPage(entry: Entry, raw: string): string {
  const [title, ...blocks] = blocksOf(raw);
  if (!title?.startsWith('# ')) throw new Error(`the page of ${entry.name} has no title`);
  const introduction = `${entry.what}. These are all exports of \`${entry.name}\`; the [guide](${entry.guide}) says how they are used. It runs in ${entry.runsIn}.`;
  return page(entry.name, introduction, ...gatherReferences(labelled(blocks)).map(tidied));
}

/** Paragraphs, headings, tables and fences. */
function blocksOf(markdown: string): string[] {
  const blocks: string[] = [];
  const open: string[] = [];
  let inFence = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) inFence = !inFence;
    if (line.trim() !== '' || inFence) open.push(line);
    else if (open.length > 0) blocks.push(open.splice(0).join('\n'));
  }
  return open.length > 0 ? [...blocks, open.join('\n')] : blocks;
}

/** Headings that only say what follows: nothing, for what speaks for itself, or a label that what follows stands behind. */
const LABELS: Readonly<Record<string, string>> = {
  Properties: '',
  Methods: '',
  Constructors: '',
  Constructor: '',
  Parameters: '',
  'Type Declaration': '',
  'Union Members': '',
  'Call Signature': '',
  'Type Parameters': '**Type parameters**',
  Returns: '**Returns**',
  Throws: '**Throws**',
  See: '**Source:**',
  Example: '**Example**',
  Examples: '**Examples**',
  Extends: '**Extends**',
  'Extended by': '',
  Overrides: '',
  'Inherited from': '',
  'Index Signature': '',
  Indexable: '',
  'Type Literal': '',
  'Default Value': '**Default**',
};

/** Labels whose next block is left out, too. */
const SILENT = new Set(['Overrides', 'Inherited from', 'Extended by', 'Type Literal']);

function labelled(blocks: readonly string[]): string[] {
  const made: string[] = [];
  let inExample = false;
  let index = 0;
  while (index < blocks.length) {
    const block = blocks[index++] ?? '';
    const label = labelOf(block);
    if (block === RULE || repeatsSignature(block)) continue;
    if (block.startsWith('#')) inExample = label?.name.startsWith('Example') === true;
    if (label === undefined) made.push(block.startsWith('```') ? codeBlock(block, inExample) : withoutDepth(block));
    else if (SILENT.has(label.name)) index++;
    else if (label.text !== '') {
      const paragraphs = paragraphsFrom(blocks, index, label.name === 'Returns' ? 2 : 1);
      index += paragraphs.length;
      made.push(...behind(label, paragraphs));
    }
  }
  return made;
}

const RULE = '***';

/** The keys of a member of a union, without a word about any of them. */
function repeatsSignature(block: string): boolean {
  return block.startsWith('| Name | Type |\n');
}

/** Nobody takes it for a snippet that runs by itself; examples are typed and held to what they say by a test of their own. */
function codeBlock(block: string, isExample: boolean): string {
  const lines = block.split('\n').slice(1, -1).join('\n');
  return fence('ts no-run', isExample ? lines : laidOut(lines));
}

interface Label {
  readonly name: string;
  readonly text: string;
}

/** What a label stands before. What a function returns is in its signature; it is said again where there is more to say, or where a link leads. */
function behind({ name, text }: Label, paragraphs: readonly string[]): string[] {
  const [first, second] = paragraphs;
  if (first === undefined) return [text];
  switch (name) {
    case 'Returns':
      if (second === undefined && !first.includes('](')) return [];
      return [[`${text} ${first}`, ...(second === undefined ? [] : [second])].join(': ')];
    case 'Extends':
      return first.includes('](') || first === '- `Error`' ? [`${text} ${first.replace(/^- /, '')}`] : [];
    default:
      return [`${text} ${first}`];
  }
}

function paragraphsFrom(blocks: readonly string[], start: number, most: number): string[] {
  const found: string[] = [];
  for (const block of blocks.slice(start, start + most)) {
    if (!isParagraph(block)) break;
    found.push(block);
  }
  return found;
}

function labelOf(block: string): Label | undefined {
  const name = /^#{4,6} (.+?)(?: \{#.*\})?$/.exec(block)?.[1];
  const text = name === undefined || !Object.hasOwn(LABELS, name) ? undefined : LABELS[name];
  return name === undefined || text === undefined ? undefined : { name, text };
}

/** Without the headings above them methods stand one level higher. An anchor is said where it is not the one that the name has anyhow. */
function withoutDepth(block: string): string {
  const [, hashes = '', name = '', anchor] = /^(#+) (.*?)(?: \{#(.*)\})?$/.exec(block) ?? [];
  if (hashes === '') return block;
  const own = name.replaceAll(/[^\w -]/g, '').replaceAll(' ', '-').toLowerCase();
  return `${hashes.slice(0, 4)} ${name}${anchor === undefined || anchor === own ? '' : ` {#${anchor}}`}`;
}

function isParagraph(block: string): boolean {
  return block !== '' && !/^(#|```|\||<a |\*\*\*)/.test(block);
}

/** Types of another entry that this one exports, too. */
function gatherReferences(blocks: readonly string[]): string[] {
  const at = blocks.findIndex((block) => block.startsWith('## References'));
  if (at === -1) return [...blocks];
  const links = blocks.slice(at + 1).flatMap((block) => /^Re-exports (.*)$/.exec(block)?.slice(1) ?? []);
  return [...blocks.slice(0, at), '## Also exported', `From other entries, for convenience: ${links.join(', ')}.`];
}

/** Cells that say nothing are empty, unions begin with their first member, and a parameter that is taken apart at once has a name. */
function tidied(block: string): string {
  const named = block.replaceAll('__namedParameters', 'options');
  if (!block.startsWith('|')) return named;
  return named
    .replaceAll(/(?<=\| )(?:-|`undefined`) (?=\|)/g, ' ')
    .replaceAll(/(?<=(?:\||,) )\\\| /g, '')
    .replaceAll(/`"([^"`]*)"`/g, "`'$1'`");
}
