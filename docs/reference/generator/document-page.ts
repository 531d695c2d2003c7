// A page about a kind of document: a section for each object in it, with every key as the JSON Schema has it, its clause, and an example.
import { anchor, code, fence, kebab, page, table } from './markdown.js';
import { keysOf } from './json-schema.js';
import type { JsonSchema, Key } from './json-schema.js';

export interface DocumentPage {
  readonly title: string;
  readonly introduction: string;
  readonly schema: JsonSchema;
  readonly objects: readonly DocumentedObject[];
}

export interface DocumentedObject {
  readonly title: string;
  /** Of the section. */
  readonly id: string;
  /** Where the object stands in the document, as in `orgUnits[].settings[]`; empty: it is the document. */
  readonly at: string;
  readonly introduction: string;
  /** From the schema of the document. */
  readonly find: (document: JsonSchema) => JsonSchema | undefined;
  /** By key, the clauses that say what it means; empty for words that mean nothing to the engine. */
  readonly clauses: Readonly<Record<string, string>>;
  /** The id of an object whose keys this one has, too: they are told there. */
  readonly like?: string;
  /** A whole document in YAML that has the object. */
  readonly example: string;
}

export function documentPage({ title, introduction, schema, objects }: DocumentPage): string {
  return page(title, introduction, ...objects.flatMap((object) => section(object, objects, schema)));
}

/** The schema of an object that is known to be there. */
export function schemaOf({ title, find }: DocumentedObject, document: JsonSchema): JsonSchema {
  const schema = find(document);
  if (schema?.properties === undefined) throw new Error(`the JSON Schema has no object for \`${title}\``);
  return schema;
}

function section(object: DocumentedObject, all: readonly DocumentedObject[], document: JsonSchema): string[] {
  const rows = ownKeys(object, all, document).map((key) => rowOf(key, object, all));
  const place = object.at === '' ? '' : `At ${code(object.at)}. `;
  return [
    `## ${object.title} {#${object.id}}`,
    `${place}${object.introduction}`,
    ...(rows.length === 0 ? [] : [table(['Key', 'Meaning', 'Value', 'Source'], rows)]),
    fence('yaml', object.example),
  ];
}

/** The keys that are not told at the object that this one is like. */
export function ownKeys(object: DocumentedObject, all: readonly DocumentedObject[], document: JsonSchema): Key[] {
  const other = all.find(({ id }) => id === object.like);
  const told = new Set(other === undefined ? [] : keysOf(schemaOf(other, document)).map((key) => JSON.stringify(key)));
  return keysOf(schemaOf(object, document)).filter((key) => !told.has(JSON.stringify(key)));
}

function rowOf({ name, type, required, defaultValue, meaning }: Key, object: DocumentedObject, all: readonly DocumentedObject[]): string[] {
  const target = sectionFor(object, name, all);
  return [
    `${anchor(anchorOf(object, name))}${code(name)}`,
    meaning === '' && target !== undefined ? `${target.title}.` : meaning,
    `${linked(type, name, target)}${required ? '; **required**' : ''}${defaultValue === null ? '' : `; default: ${defaultValue}`}`,
    object.clauses[name] ?? '',
  ];
}

/** `org-units-settings-require`: the keys on the way, in lower case. */
export function anchorOf({ at }: DocumentedObject, key: string): string {
  return [...at.split('.').filter((part) => part !== ''), key].map((part) => kebab(part.replaceAll(/\[\]|\.\*/g, ''))).join('-').replaceAll('-*', '');
}

/** What stands under a key, if it has a section. */
function sectionFor({ at }: DocumentedObject, key: string, all: readonly DocumentedObject[]): DocumentedObject | undefined {
  const place = at === '' ? key : `${at}.${key}`;
  return all.find((candidate) => [place, `${place}[]`, `${place}.*`].includes(candidate.at));
}

function linked(type: string, key: string, target: DocumentedObject | undefined): string {
  if (target === undefined) return type;
  if (type.startsWith('object, by name')) return `object of [${kebab(key).replaceAll('-', ' ')}](#${target.id}) by name`;
  return type.replace(/\bobjects?\b/, (word) => `[${word}](#${target.id})`);
}
