// The document of policy tests as JSON Schema, for editors.
import { describe, expect, it } from 'vitest';
import { policyTestJsonSchema } from '../../../src/testing/policy-test-schema.js';

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Every object below a schema. */
function objectsIn(schema: Schema): Schema[] {
  const below = [...Object.values(schema.properties ?? {}), ...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items]), ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [])];
  return [...(schema.properties === undefined ? [] : [schema]), ...below.flatMap(objectsIn)];
}

describe('the JSON Schema', () => {
  const schema = policyTestJsonSchema() as Schema;

  it('has every key, with a description, and allows no other', () => {
    const objects = objectsIn(schema);
    expect(Object.keys(schema.properties ?? {})).toEqual(['replyProfile', 'defaults', 'cases']);
    expect(objects.length).toBeGreaterThan(10);
    expect(objects.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
    const silent = objects.flatMap(({ properties = {} }) => Object.entries(properties).filter(([, { description, anyOf }]) => description === undefined && anyOf === undefined).map(([key]) => key));
    expect(silent).toEqual([]);
  });

  it('tells an expectation of a message from that of a recipient', () => {
    const expectations = objectsIn(schema).filter(({ properties = {} }) => 'outcome' in properties);
    expect(new Set(expectations.map(({ properties = {} }) => 'recipients' in properties))).toEqual(new Set([true, false]));
  });
});
