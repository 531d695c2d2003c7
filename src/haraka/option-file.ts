// The lines of an ini file as Haraka reads it, with the place of each option, so that what is wrong in it is shown where it stands.

export interface OptionLine {
  /** `main` before the first section. */
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

export interface OptionFile {
  readonly options: readonly OptionLine[];
  /** Lines that are neither a section, an option nor a comment: Haraka would leave them out. */
  readonly unreadable: readonly { readonly text: string; readonly line: number }[];
}

export function readOptionFile(text: string): OptionFile {
  const options: OptionLine[] = [];
  const unreadable: { text: string; line: number }[] = [];
  let section = 'main';
  for (const [index, written] of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    if (/^\s*([;#]|$)/.test(written)) continue;
    const name = /^\s*\[\s*([^\]]*?)\s*\]\s*$/.exec(written)?.[1];
    const option = /^\s*([\w-]+)(?:\[\])?\s*=\s*(.*?)\s*$/.exec(written);
    if (name !== undefined) section = name;
    else if (option === null) unreadable.push({ text: written.trim(), line });
    else options.push({ section, key: String(option[1]), value: String(option[2]), line });
  }
  return { options, unreadable };
}
