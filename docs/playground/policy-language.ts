// Completion and hover for the policy from its JSON Schema, by the language service of VS Code; and names that the policy itself defines.
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import type { CompletionItem, JSONDocument, LanguageService } from 'vscode-json-languageservice';
// The schema that the package ships as policy.schema.json, from the function that makes it.
import { policyJsonSchema } from '../../src/policy/schema.js';
import { namesAt } from './policy-names.js';

export interface Suggestion {
  readonly label: string;
  /** Plain text; empty: there is nothing to say. */
  readonly detail: string;
  /** Replaces the text from `from` to `to`; `${1:x}` and `$1` are where the cursor goes next. */
  readonly snippet: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'key' | 'value' | 'name';
}

export interface HoverText {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface PolicyLanguage {
  complete(text: string, offset: number): Promise<readonly Suggestion[]>;
  hover(text: string, offset: number): Promise<HoverText | null>;
}

/** In UTF-16 units. Each question reads the whole text, while somebody types. */
export const MAX_HELPED_LENGTH = 200_000;

/** Of a text that is longer than {@link MAX_HELPED_LENGTH} nothing is said. */
export function policyLanguage(): PolicyLanguage {
  const service = getLanguageService({});
  service.configure({ validate: false, schemas: [{ uri: SCHEMA, fileMatch: ['*'], schema: pageSchema() }] });
  return {
    async complete(text, offset) {
      if (text.length > MAX_HELPED_LENGTH) return [];
      const { document, json } = parse(service, text);
      const found = await service.doComplete(document, document.positionAt(offset), json);
      const names = namesAt(text, offset).map((name): Suggestion => ({ ...name, kind: 'name' }));
      const others = (found?.items ?? []).flatMap((item) => suggestionOf(item, document));
      return names.length > 0 ? names : others;
    },
    async hover(text, offset) {
      if (text.length > MAX_HELPED_LENGTH) return null;
      const { document, json } = parse(service, text);
      const hover = await service.doHover(document, document.positionAt(offset), json);
      const words = hover === null ? '' : plainText(hover.contents);
      if (hover?.range === undefined || words === '') return null;
      return { text: words, from: document.offsetAt(hover.range.start), to: document.offsetAt(hover.range.end) };
    },
  };
}

const SCHEMA = 'policy.schema.json';

/** In a page there are no other files, so no list can be in one. */
function pageSchema(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(policyJsonSchema()), (key, value: unknown) => (key === 'anyOf' && Array.isArray(value) ? value.filter((one) => !isFileObject(one)) : value)) as Record<string, unknown>;
}

function isFileObject(schema: unknown): boolean {
  return JSON.stringify(schema).includes('"required":["file"]');
}

function parse(service: LanguageService, text: string): { document: TextDocument; json: JSONDocument } {
  const document = TextDocument.create('policy.json', 'json', 0, text);
  return { document, json: service.parseJSONDocument(document) };
}

function suggestionOf({ label, kind, documentation, detail, textEdit, insertText }: CompletionItem, document: TextDocument): Suggestion[] {
  if (textEdit === undefined || !('range' in textEdit)) return [];
  const [from, to] = [document.offsetAt(textEdit.range.start), document.offsetAt(textEdit.range.end)];
  const words = documentation === undefined ? (detail ?? '') : plainText(documentation);
  return [{ label, detail: words, snippet: textEdit.newText || (insertText ?? label), from, to, kind: kind === PROPERTY ? 'key' : 'value' }];
}

/** CompletionItemKind.Property of the Language Server Protocol. */
const PROPERTY = 10;

/** What it says is Markdown by escape characters alone. */
function plainText(content: unknown): string {
  if (typeof content === 'string') return content.replace(/\\([\\`*_{}[\]()#+\-.!<>~|&])/g, '$1').replaceAll('&nbsp;', ' ').trim();
  if (Array.isArray(content)) return content.map(plainText).filter((text) => text !== '').join('\n');
  return typeof content === 'object' && content !== null && 'value' in content ? plainText(content.value) : '';
}
