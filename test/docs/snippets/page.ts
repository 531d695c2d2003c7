// A page of documentation as what its reader does, from top to bottom. These are the conventions of every page (README.md and docs/**/*.md):
//
//   ```ts        is type-checked and executed against the packed package. `console.log(...); // what it prints`, or the same comment on the line below, is compared;
//                a `text` block right after it is all that it prints. `import`s say what it needs.
//   ```sh        is executed in the page's own folder, each line as a command of its own (a line that ends in `\` goes on in the next one). It exits with 0, or with
//                what `# exits with N` at its end says; `# runs until it is stopped` is for what serves until SIGTERM, and then ends with 0. A `text` block right after
//                it is exactly what it prints, standard error too, but for times, hashes, durations and ports; a line `…` in it stands for any lines. `npm run ...`
//                is not executed, for CI runs all of it elsewhere: `npm-scripts.ts` knows where.
//   ```yaml, json  that are a policy or policy tests are read, and have no errors; a part of a policy may name lists and routes that stand elsewhere.
//   ```text      is output, or a shape, which nothing is compared with: `snippets.test.ts` names those. Every fence has a language.
//
// Comments of HTML right before a block are seen by no reader, and say the rest:
//
//   <!-- file: NAME -->            the block is that file in the page's folder, for the blocks that follow; with lines before the `-->` those are the file, and no block
//                                  is needed; `<!-- file: NAME from PATH -->` takes it from the repository
//   <!-- continues -->             a `ts` block goes on where the one before it ended; they run together, where the last of them stands
//   <!-- setup ... -->             lines of code that come before a `ts` block, as what its reader has already
//   <!-- teardown ... -->          lines of code that come after it, as to end what it started
//   <!-- not run: REASON -->       why a block that is fenced `ts no-run` or `sh no-run` cannot be executed; there is none without a reason
//
// Whatever a page runs finds the DNS and the mail hosts of `mail-hosts.ts`, and nothing else: partner.example, bank.example, clinic.example, supplier.example, relay.example.com.

export interface Output {
  readonly line: number;
  readonly text: string;
}

/** One of the blocks that run together. */
export interface CodeBlock {
  readonly line: number;
  /** Where it begins in the code, in lines. */
  readonly from: number;
  readonly shown: string;
  readonly prints: Output | null;
}

export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly name: string; readonly text: string }
  | { readonly kind: 'copy'; readonly line: number; readonly name: string; readonly path: string }
  | { readonly kind: 'typescript'; readonly line: number; readonly code: string; readonly blocks: readonly CodeBlock[] }
  | { readonly kind: 'shell'; readonly line: number; readonly commands: readonly string[]; readonly prints: Output | null }
  | { readonly kind: 'data'; readonly line: number; readonly language: 'json' | 'yaml'; readonly text: string };

export type CodeStep = Extract<Step, { kind: 'typescript' }>;

export interface Fault {
  /** Of the page, from 1. */
  readonly line: number;
  readonly message: string;
}

export interface Page {
  readonly path: string;
  readonly steps: readonly Step[];
  /** What is not as the conventions have it. */
  readonly faults: readonly Fault[];
  /** The reasons of blocks that are not run. */
  readonly notRun: readonly string[];
  /** The first lines of `text` blocks that are no output of the block before them. */
  readonly shapes: readonly string[];
}

type Part =
  | { readonly kind: 'fence'; readonly line: number; readonly language: string; readonly flags: readonly string[]; readonly content: string }
  | { readonly kind: 'comment'; readonly line: number; readonly word: string; readonly value: string; readonly body: string | null }
  | { readonly kind: 'prose'; readonly line: number; readonly text: string };
type Fence = Extract<Part, { kind: 'fence' }>;
type Comment = Extract<Part, { kind: 'comment' }>;

/** Printed where a block goes on from the one before it. */
export const FROM_HERE = '--- the block goes on from here';

/** What may stand behind the fence; other names of them would be blocks that nothing runs. */
const LANGUAGES = ['ts', 'sh', 'yaml', 'json', 'text', 'ini', 'csv', 'xml'];
const COMMENTS = ['file', 'continues', 'setup', 'teardown', 'not run'];

export function readPage(path: string, markdown: string): Page {
  const steps: Step[] = [];
  const faults: Fault[] = [];
  const notRun: string[] = [];
  const shapes: string[] = [];
  const parts = partsOf(markdown);
  let comments: Comment[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'comment') {
      takeComment(part);
    } else if (part.kind === 'prose') {
      for (const { line, word } of comments) faults.push({ line, message: `\`<!-- ${word} -->\` stands before a block` });
      comments = [];
      if (part.text.includes('```')) faults.push({ line: part.line, message: 'a fence begins its line, or nothing runs it' });
    } else {
      takeFence(part, outputAfter(parts, index));
      const before = parts[index - 1];
      if (part.language === 'text' && !comments.some(({ word }) => word === 'file') && !(before?.kind === 'fence' && ['ts', 'sh'].includes(before.language))) shapes.push(firstLine(part));
      comments = [];
    }
  }
  return { path, steps, faults, notRun, shapes };

  function takeComment(comment: Comment): void {
    const { line, word, value, body } = comment;
    const [, name, from] = /^(\S+) from (\S+)$/.exec(value) ?? [];
    if (word === 'file' && name !== undefined && from !== undefined) steps.push({ kind: 'copy', line, name, path: from });
    else if (word === 'file' && body !== null) steps.push({ kind: 'file', line, name: value, text: body });
    else comments.push(comment);
  }

  function takeFence(fence: Fence, prints: Output | null): void {
    const { line, language, flags, content } = fence;
    const comment = (word: string): Comment | undefined => comments.find((one) => one.word === word);
    if (!LANGUAGES.includes(language)) {
      faults.push({ line, message: language === '' ? 'the fence has no language' : `no page has blocks of \`${language}\`; write one of ${LANGUAGES.join(', ')}` });
      return;
    }
    const file = comment('file');
    if (flags.includes('no-run')) {
      const reason = comment('not run')?.value ?? '';
      if (reason === '') faults.push({ line, message: 'the block is not run, and no `<!-- not run: REASON -->` before it says why' });
      else notRun.push(`${path}:${line}: ${reason}`);
    } else if (file !== undefined) {
      steps.push({ kind: 'file', line, name: file.value, text: content });
    } else if (language === 'ts') {
      const before = comment('continues') === undefined ? null : takeCodeBefore();
      const earlier = before === null ? '' : `${before.code}console.log('${FROM_HERE}');\n`;
      const code = [earlier, comment('setup')?.body ?? '', content, comment('teardown')?.body ?? ''].join('');
      const block = { line, from: earlier.split('\n').length - 1, shown: content, prints };
      steps.push({ kind: 'typescript', line: before?.line ?? line, code, blocks: [...(before?.blocks ?? []), block] });
    } else if (language === 'sh') {
      steps.push({ kind: 'shell', line, commands: commandsOf(content), prints });
    } else if (language === 'yaml' || language === 'json') {
      steps.push({ kind: 'data', line, language, text: content });
    }
  }

  function takeCodeBefore(): CodeStep | null {
    const index = steps.map(({ kind }) => kind).lastIndexOf('typescript');
    const [step] = index === -1 ? [] : steps.splice(index, 1);
    return step?.kind === 'typescript' ? step : null;
  }
}

function partsOf(markdown: string): Part[] {
  const lines = markdown.split('\n');
  const parts: Part[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = at + 1;
    const text = lines[at++]!;
    const [, indent, marks, info] = /^( *)(`{3,}|~{3,})([^`]*)$/.exec(text) ?? [];
    if (marks !== undefined) {
      const content = linesUntil((each) => each.trim().startsWith(marks) && each.trim().replaceAll(marks[0]!, '') === '');
      const [language = '', ...flags] = info!.trim().split(/\s+/);
      parts.push({ kind: 'fence', line, language, flags, content: content.map((each) => `${each.startsWith(indent!) ? each.slice(indent!.length) : each.trimStart()}\n`).join('') });
      continue;
    }
    const [, opening] = /^ *<!-- ?(.*)$/.exec(text) ?? [];
    const [, word] = new RegExp(`^(${COMMENTS.join('|')})(?=:|$| -->)`).exec(opening ?? '') ?? [];
    if (opening === undefined || word === undefined) {
      if (text.trim() !== '') parts.push({ kind: 'prose', line, text });
      continue;
    }
    const value = opening.slice(word.length).replace(/-->\s*$/, '').replace(/^:/, '').trim();
    const body = opening.includes('-->') ? null : linesUntil((each) => each.trim() === '-->').map((each) => `${each}\n`).join('');
    parts.push({ kind: 'comment', line, word, value, body });
  }
  return parts;

  function linesUntil(ends: (line: string) => boolean): string[] {
    const content: string[] = [];
    while (at < lines.length && !ends(lines[at]!)) content.push(lines[at++]!);
    at++;
    return content;
  }
}

function firstLine({ content }: Fence): string {
  return content.split('\n')[0]!.trim();
}

function outputAfter(parts: readonly Part[], index: number): Output | null {
  const next = parts[index + 1];
  return next?.kind === 'fence' && next.language === 'text' ? { line: next.line, text: next.content } : null;
}

function commandsOf(content: string): string[] {
  return content.replaceAll(/\\\n/g, '\\\n\0').split(/\n(?!\0)/).map((line) => line.replaceAll('\0', '')).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
}
