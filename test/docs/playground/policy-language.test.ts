// Completion and hover: from the schema that the package ships, and from the names of the policy itself.
import { describe, expect, it } from 'vitest';
import { MAX_HELPED_LENGTH, policyLanguage } from '../../../docs/playground/policy-language.js';
import { expandSnippet } from '../../../docs/playground/snippet.js';

const language = policyLanguage();

/** The labels at the place of `|`. */
async function labels(written: string): Promise<string[]> {
  const [before = '', after = ''] = written.split('|');
  return (await language.complete(before + after, before.length)).map(({ label }) => label);
}

describe('completion', () => {
  it('knows the keys of the schema, but those that are there', async () => {
    expect(await labels('{ "domains": [], | }')).toEqual(expect.arrayContaining(['orgUnits', 'addressLists', 'alignment']));
    expect(await labels('{ "domains": [], | }')).not.toContain('domains');
  });

  it('knows the words of a value', async () => {
    expect(await labels('{ "alignment": | }')).toEqual(expect.arrayContaining(['"relaxed"', '"strict"']));
    expect(await labels('{ "orgUnits": [{ "settings": [{ "appliesTo": [|] }] }] }')).toEqual(expect.arrayContaining(['"inbound"', '"outbound"', '"outbound-secure-transport"']));
  });

  it('offers no list in a file of its own, for a page has none', async () => {
    const keys = await labels('{ "addressLists": { "a": { | } } }');
    expect(keys).toContain('entries');
    expect(keys).not.toContain('file');
  });

  it.each([
    ['address lists', '{ "addressLists": { "banks": [], "b\\"c": [] }, "orgUnits": [{ "settings": [{ "addressLists": [|] }] }] }', ['banks', 'b"c']],
    ['routes', '{ "routes": { "gateway": {} }, "orgUnits": [{ "settings": [{ "route": "|" }] }] }', ['gateway']],
    ['the route of all', '{ "routes": { "gateway": {} }, "alternateSecureRoute": | }', ['gateway']],
    ['org units', '{ "orgUnits": [{ "path": "/Sales" }], "users": { "ann@own.example": "|" } }', ['/', '/Sales']],
    ['settings to disable', '{ "orgUnits": [{ "path": "/", "settings": [{ "id": "banks" }, {}] }, { "disable": [|] }] }', ['banks']],
  ])('knows the names of %s', async (_, written, names) => {
    expect(await labels(written)).toEqual(names);
  });

  it('ends at a text that takes long to read, and so do the words about a key', async () => {
    const [whole, long] = ['{ "domains": [] }', `{ "domains": [] }${' '.repeat(MAX_HELPED_LENGTH)}`];
    expect([(await language.complete(whole, 1)).length > 0, await language.complete(long, 1)]).toEqual([true, []]);
    expect([await language.hover(whole, 4) !== null, await language.hover(long, 4)]).toEqual([true, null]);
  });

  it('replaces the text that is there', async () => {
    const text = '{ "routes": { "gateway": {} }, "alternateSecureRoute": "ga" }';
    const [suggestion] = await language.complete(text, text.indexOf('ga"') + 2);
    expect(text.slice(suggestion?.from, suggestion?.to)).toBe('"ga"');
    expect(expandSnippet(suggestion?.snippet ?? '', '').text).toBe('"gateway"');
  });

  it('says nothing of names where there are none, whatever the text is', async () => {
    for (const written of ['|', '[|]', '{ "routes": 1, "alternateSecureRoute": | }', '{ "orgUnits": 5, "users": { "a": "|" } }', '{ "addressLists": null, "orgUnits": [{ "settings": [{ "addressLists": [|']) expect(await labels(written)).not.toContain('undefined');
  });
});

describe('hover', () => {
  it('says what a key means', async () => {
    const text = '{ "unknownAuthor": "match" }';
    const hover = await language.hover(text, 5);
    expect(hover?.text).toContain('Whether a message without a readable author matches every entry');
    expect(text.slice(hover?.from, hover?.to)).toBe('"unknownAuthor"');
    expect(await language.hover(text, text.length)).toBeNull();
  });
});

describe('a snippet', () => {
  it.each([
    ['"domains": [$1]', '', '"domains": []', 12, 12],
    ['"alignment": "${1:relaxed}"', '', '"alignment": "relaxed"', 14, 21],
    ['"orgUnits": [\n\t$1\n]$0', '  ', '"orgUnits": [\n    \n  ]', 18, 18],
    ['plain', '', 'plain', 5, 5],
    ['a \\$1 \\} \\\\ ${2} $0', '', 'a $1 } \\  ', 9, 9],
    ['${1:a\\}b}', '', 'a}b', 0, 3],
  ])('%j is text, with a part that is selected', (snippet, indent, text, from, to) => {
    expect(expandSnippet(snippet, indent)).toEqual({ text, from, to });
  });
});
