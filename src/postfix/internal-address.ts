// Addresses as Postfix keeps them, without the quotes of SMTP.

import { parseAddress } from '../model/address.js';

/** `"john doe"@x.example` for `john doe@x.example`; a text that is an address already, or cannot become one, as it is. */
export function addressOfInternal(text: string): string {
  const at = text.lastIndexOf('@');
  if (at === -1 || parseAddress(text, true) !== null) return text;
  const quoted = `"${text.slice(0, at).replace(/["\\]/g, '\\$&')}"${text.slice(at)}`;
  return parseAddress(quoted, true) === null ? text : quoted;
}
