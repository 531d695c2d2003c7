// A snippet of the Language Server Protocol as plain text with the part that is selected after it was inserted.

export interface ExpandedSnippet {
  readonly text: string;
  /** Of the first placeholder; the end of the text if there is none. */
  readonly from: number;
  readonly to: number;
}

const PART = /\\([\\$}])|\$(\d+)|\$\{(\d+)(?::((?:\\[\\$}]|[^\\}])*))?\}/g;

/** @param indent - blanks that each further line begins with */
export function expandSnippet(snippet: string, indent: string): ExpandedSnippet {
  let text = '';
  let end = 0;
  let selected: { from: number; to: number } | null = null;
  const indented = snippet.replaceAll('\t', '  ').replaceAll('\n', `\n${indent}`);
  for (const part of indented.matchAll(PART)) {
    const [whole, escaped, bare, numbered, placeholder = ''] = part;
    text += indented.slice(end, part.index) + (escaped ?? '');
    end = part.index + whole.length;
    if (escaped !== undefined) continue;
    const from = text.length;
    text += placeholder.replace(/\\([\\$}])/g, '$1');
    // $0 is where the cursor ends up, after all others.
    if (selected === null && (bare ?? numbered) !== '0') selected = { from, to: text.length };
  }
  text += indented.slice(end);
  return { text, ...(selected ?? { from: text.length, to: text.length }) };
}
