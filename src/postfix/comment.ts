// Comments in the files of Postfix.

const WIDTH = 100;

/** Paragraphs as comment lines, broken between words; one that begins with blanks is an example and stays as it is. */
export function commented(...paragraphs: readonly string[]): string {
  return paragraphs.flatMap((paragraph) => (paragraph.startsWith(' ') ? [paragraph] : linesOf(paragraph))).map((line) => (line === '' ? '#\n' : `# ${line}\n`)).join('');
}

function linesOf(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
