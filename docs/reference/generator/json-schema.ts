// What the pages about documents need to know of a JSON Schema (draft 2020-12), as `policyJsonSchema` and `policyTestJsonSchema` make it.
import { code, either } from './markdown.js';

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly (string | number | null)[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Key {
  readonly name: string;
  /** In words. */
  readonly type: string;
  readonly required: boolean;
  /** Null where the schema tells none. */
  readonly defaultValue: string | null;
  readonly meaning: string;
}

/** The keys of a schema with `properties`, in their order. */
export function keysOf({ properties = {}, required = [] }: JsonSchema): Key[] {
  return Object.entries(properties).map(([name, schema]) => {
    const { meaning, defaultValue } = readDescription(schema.description ?? schema.anyOf?.find(({ description }) => description !== undefined)?.description ?? '');
    return { name, type: typeWords(schema), required: required.includes(name), defaultValue, meaning };
  });
}

/** Every schema with `properties` in this one, itself included. */
export function objectsIn(schema: JsonSchema): JsonSchema[] {
  const { properties = {}, additionalProperties, items, anyOf = [] } = schema;
  const inner = [...Object.values(properties), ...anyOf, ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  return [...(schema.properties ? [schema] : []), ...inner.flatMap(objectsIn)];
}

/** Descriptions end with the default, where there is one. */
function readDescription(description: string): Pick<Key, 'meaning' | 'defaultValue'> {
  const match = /^(.*?)\s*Default:? ([^.]+)\.$/.exec(description);
  return { meaning: match?.[1] ?? description, defaultValue: match?.[2] ?? null };
}

function typeWords(schema: JsonSchema): string {
  const [one, several] = schema.anyOf ?? [];
  if (one !== undefined && several?.type === 'array' && isEqual(several.items, one)) return `${typeWords(one)}, or a list of them`;
  return either([...new Set(forms(schema))]);
}

/** The forms that a value can have, each in words. */
function forms(schema: JsonSchema): string[] {
  if (schema.anyOf !== undefined) return schema.anyOf.flatMap(forms);
  if (schema.enum !== undefined) return schema.enum.map((word) => code(String(word)));
  if (Array.isArray(schema.type)) return (schema.type as readonly string[]).flatMap((type) => forms({ ...schema, type }));
  return [SIMPLE.get(String(schema.type))?.(schema) ?? 'anything'];
}

const SIMPLE: ReadonlyMap<string, (schema: JsonSchema) => string> = new Map([
  ['string', () => 'text'],
  ['boolean', () => 'true or false'],
  ['integer', integerWords],
  ['null', () => code('null')],
  ['array', ({ items }: JsonSchema) => `list of ${plural(items)}`],
  ['object', ({ additionalProperties }: JsonSchema) => (typeof additionalProperties === 'object' ? `object, by name, of ${plural(additionalProperties)}` : 'object')],
]);

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function integerWords({ minimum, maximum }: JsonSchema): string {
  const bounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return bounded ? `whole number from ${minimum} to ${maximum}` : 'whole number';
}

function plural(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'anything';
  if (schema.type === 'object') return 'objects';
  if (schema.anyOf !== undefined) return either([...new Set(schema.anyOf.map(plural))]);
  return schema.type === 'string' && schema.enum === undefined ? 'texts' : typeWords(schema);
}
