// A report taken apart as a mail reader does: by the boundary that its header names.

export interface Part {
  readonly head: readonly string[];
  readonly body: string;
}

/** Both with a character for each byte. */
export function partsOf(report: string): Part[] {
  const boundary = /boundary="([^"]+)"/.exec(report.slice(0, report.indexOf('\r\n\r\n')))?.[1] ?? '';
  const [, ...rest] = report.split(`\r\n--${boundary}`);
  const end = rest.pop();
  if (end !== '--\r\n') throw new Error(`the report ends with ${JSON.stringify(end)}`);
  return rest.map((text) => {
    const at = text.indexOf('\r\n\r\n');
    return { head: text.slice(2, at).split('\r\n'), body: text.slice(at + 4) };
  });
}
