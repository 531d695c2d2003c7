// The pages about documents are what the schemas say: every key of every object, and examples that are valid.
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { anchorOf, documentPage, ownKeys, schemaOf } from '../../../docs/reference/generator/document-page.js';
import { objectsIn } from '../../../docs/reference/generator/json-schema.js';
import { policyDocument } from '../../../docs/reference/generator/policy-document.js';
import { policyTestDocument } from '../../../docs/reference/generator/policy-test-document.js';
import { parsePolicy } from '../../../src/index.js';
import { parsePolicyTests } from '../../../src/testing/index.js';

describe.each([
  ['policy-document', policyDocument()],
  ['policy-test-document', policyTestDocument()],
])('%s', (name, document) => {
  it('is what the schema says', async () => {
    await expect(documentPage(document)).toMatchFileSnapshot(`../../../docs/reference/${name}.md`);
  });

  it('has every object of the schema', () => {
    const documented = document.objects.map((object) => keysIn(schemaOf(object, document.schema)));
    expect(new Set(objectsIn(document.schema).map(keysIn))).toEqual(new Set(documented));
  });

  it.each(document.objects.map((object) => [object.title, object] as const))('%s: says a source of every key, and of no other', (_title, object) => {
    expect(Object.keys(object.clauses).sort()).toEqual(Object.keys(schemaOf(object, document.schema).properties ?? {}).sort());
  });

  it('has an anchor of its own for every key', () => {
    const anchors = document.objects.flatMap((object) => ownKeys(object, document.objects, document.schema).map(({ name: key }) => anchorOf(object, key)));
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual(SHARED[name]);
  });
});

/** Two forms of a list have these keys, with one meaning. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  'policy-document': ['address-lists-description', 'address-lists-require-authentication'],
  'policy-test-document': [],
};

describe('the examples', () => {
  it.each(policyDocument().objects.map(({ title, example }) => [title, example]))('%s: is a valid policy', (_title, example) => {
    // What the command line does with a list in a file.
    const document: unknown = JSON.parse(JSON.stringify(parse(example)).replace('{"file":"partners.txt"}', '["partner.example"]'));
    expect(parsePolicy(document)).toMatchObject({ ok: true, warnings: [] });
  });

  it.each(policyTestDocument().objects.map(({ title, example }) => [title, example]))('%s: is a valid document of tests', (_title, example) => {
    expect(parsePolicyTests(parse(example))).toMatchObject({ ok: true });
  });
});

function keysIn({ properties = {} }: { readonly properties?: Readonly<Record<string, unknown>> }): string {
  return Object.keys(properties).sort().join(' ');
}
