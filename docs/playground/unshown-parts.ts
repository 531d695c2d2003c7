// What of a message the form cannot show as it is. A link can hold it, and it is evaluated; who looks at the form has to be told.
import type { Direction, Message } from '../../src/index.js';
import { fromValues, linesOf, tlsOf } from './message-form.js';

/** Each part in words; empty: the form shows the message whole. */
export function unshownParts(message: Message, direction: Direction): string[] {
  const { envelope } = message;
  return [
    ...(isField(envelope.mailFrom ?? '') ? [] : ['the sender']),
    ...(areLines(envelope.rcptTo) ? [] : ['the recipients']),
    ...(direction === 'inbound' ? ofAuthor(message) : []),
    ...(isChoice(tlsOf(message)?.version ?? '') ? [] : ['the TLS version']),
  ];
}

function ofAuthor(message: Message): string[] {
  const { from, headers = '', authentication: { spf, dkim = [], dmarc } = {} } = message;
  return [
    ...(areLines(fromValues(message)) ? [] : ['the value of From']),
    ...(from !== undefined || isText(headers) ? [] : ['the header block']),
    ...(from !== undefined && message.headers !== undefined ? ['the header block, which is not read beside the value of From'] : []),
    // A domain that is empty is not the same as none.
    ...[['SPF', spf] as const, ['DMARC', dmarc] as const].flatMap(([name, result]) => (result?.domain === undefined || (result.domain !== '' && isField(result.domain)) ? [] : [`the ${name} domain`])),
    ...dkim.flatMap(({ domain }, index) => (isField(domain) ? [] : [`signing domain ${index + 1}`])),
  ];
}

/** Characters that are not seen, or that move what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u;

function isField(text: string): boolean {
  return !UNSEEN.test(text) && text === text.trim();
}

function areLines(texts: readonly string[]): boolean {
  const shown = linesOf(texts.join('\n'));
  return shown.length === texts.length && texts.every((text, index) => text === shown[index] && isField(text));
}

/** Tabs and ends of lines are those of a header block. */
function isText(text: string): boolean {
  return !UNSEEN.test(text.replace(/\r\n|[\n\t]/g, ''));
}

/** The words of a choice are drawn with each run of blanks as one. */
function isChoice(text: string): boolean {
  return isField(text) && !text.includes('  ');
}
