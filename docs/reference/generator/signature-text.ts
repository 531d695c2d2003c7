// Declarations as TypeDoc writes them, laid out: on one line if there is room, else a parameter, a member of a union or a key on each.

/** In the column of a page, on a wide screen. */
const WIDTH = 76;

export function laidOut(declaration: string): string {
  const line = onOneLine(declaration);
  if (line.length <= WIDTH) return line;
  return line.startsWith('type ') ? brokenUnion(line) : broken(line, '');
}

function onOneLine(text: string): string {
  return text
    .replaceAll(/"([^"']*)"/g, "'$1'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\( /g, '(')
    .replaceAll(/ \)/g, ')')
    .replaceAll(/; \}/g, ' }')
    .replaceAll(/(= |[:(<] ?)\| /g, '$1')
    .replace(/;? ?$/, (end) => (end.includes(';') ? ';' : ''));
}

/** A member a line; members that are too long are broken in turn. */
function brokenUnion(line: string): string {
  const at = line.indexOf(' = ');
  const members = split(line.slice(at + 3).replace(/;$/, ''), ' | ');
  if (members.length === 1) return broken(line, '');
  return `${line.slice(0, at)} =\n${members.map((member) => `  | ${member.length > WIDTH ? broken(member, '  ') : member}`).join('\n')};`;
}

/** The first brackets with something in them are broken: what is between them has a line for each part. */
function broken(text: string, indent: string): string {
  const open = text.search(/[({](?![)}])/);
  if (open === -1) return text;
  const close = closing(text, open);
  const separator = text[open] === '(' ? ', ' : '; ';
  const inner = `${indent}  `;
  const parts = split(text.slice(open + 1, close).trim(), separator).map((part) => (inner.length + part.length > WIDTH ? broken(part, inner) : part));
  return `${text.slice(0, open + 1)}\n${parts.map((part) => `${inner}${part}${separator.trim()}`).join('\n')}\n${indent}${text.slice(close)}`;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    depth += depthOf(text, at);
    if (depth === 0) return at;
  }
  throw new Error(`a bracket is not closed: ${text}`);
}

/** Split where no bracket is open. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    depth += depthOf(text, at);
    if (depth !== 0 || !text.startsWith(separator, at)) continue;
    parts.push(text.slice(start, at));
    start = at + separator.length;
  }
  return [...parts, text.slice(start)];
}

/** The `>` of `=>` is no bracket. */
function depthOf(text: string, at: number): number {
  const character = text[at] ?? '';
  if ('({[<'.includes(character)) return 1;
  return ')}]'.includes(character) || (character === '>' && text[at - 1] !== '=') ? -1 : 0;
}
