// What a mail reader may show of From values: display names, comments, names of groups. For explanations only, never to yield an address (S-4.2, S-11.2).

import { readElements } from '../model/property.js';
import { decodeEncodedWords } from './encoded-word.js';
import { unfold } from './header-field.js';
import { readMailboxList } from './mailbox-list.js';

/** The texts in order, encoded words decoded. A malformed value is one text as a whole, as readers show it when they give up; what is no string has none. */
export function displayTexts(values: unknown): string[] {
  const fields = typeof values === 'string' ? [values] : (readElements(values) ?? []);
  return fields.filter((field) => typeof field === 'string').flatMap(displayTextsOf);
}

function displayTextsOf(value: string): string[] {
  const text = unfold(value);
  const texts: string[] = [];
  const isRead = text !== null && readMailboxList({ text, at: 0, display: (shown) => texts.push(shown) }, false) !== null;
  return isRead ? texts.map(decodeEncodedWords) : [decodeEncodedWords(value)];
}
