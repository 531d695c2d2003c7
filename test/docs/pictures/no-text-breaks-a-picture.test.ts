// Whatever stands in a policy or a message: a picture is well-formed, nothing in it is markup or hidden, and nothing overlaps (S-10.3).
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { decisionPathPicture } from '../../../docs/pictures/decision-path.js';
import { orgTreePicture } from '../../../docs/pictures/org-tree.js';
import { compilePolicy, parsePolicy } from '../../../src/index.js';
import type { Message, PolicyInput } from '../../../src/index.js';
import { HitRate, RUNS } from '../../property/runs.js';
import { drawnPicture, layoutFaults } from './drawn-picture.js';

const ANY_WORDS = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="pictures"><xs:complexType><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>';

const nasty = fc.constantFrom('<script>alert(1)</script>', '"\' onload="x', '&amp;', ']]>', '<!--', '</svg>', '\u202Ert\u2066', '\u200B\u00AD', '\uD800', '\uFFFE', '﷽﷽﷽', '用户', '\u{1F512}', 'z͛̓͗a', '__proto__', 'x'.repeat(200));
const name = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

interface Hostile {
  readonly id: string;
  readonly list: string;
  readonly unit: string;
  readonly localPart: string;
  readonly mode: 'enforce' | 'testing';
}

function policyOf({ id, list, unit, localPart, mode }: Hostile): PolicyInput {
  const entries = [{ value: `"${localPart.replace(/["\\]/g, '\\$&')}"@partner.example`, requireAuthentication: false }];
  return {
    addressLists: Object.fromEntries([[list, entries]]),
    orgUnits: [{ path: '/' }, { path: `/${unit}`, settings: [{ id, mode, appliesTo: ['inbound', 'outbound'], addressLists: [list] }] }],
    users: { 'sam@here.example': `/${unit}` },
  };
}

/** One at a time gives way to a plain one where the policy would not be valid: an address can bear what an id cannot. */
function validated(hostile: Hostile): Hostile {
  const plain: Hostile = { id: 'id', list: 'list', unit: 'Unit', localPart: 'ann', mode: hostile.mode };
  return (['id', 'list', 'unit', 'localPart'] as const).reduce((valid, key) => {
    const candidate = { ...valid, [key]: hostile[key] };
    return parsePolicy(policyOf(candidate)).ok ? candidate : valid;
  }, plain);
}

it('of names, addresses and messages', async () => {
  const markup: string[] = [];
  const hostileRate = new HitRate();
  const matchRate = new HitRate();
  fc.assert(
    fc.property(fc.record({ id: name, list: name, unit: name, localPart: name, mode: fc.constantFrom('enforce', 'testing') }), name, (drawn, text) => {
      const hostile = validated(drawn);
      const engine = compilePolicy(policyOf(hostile));
      const [partner = ''] = engine.addressLists.flatMap((list) => [...list.entries()].map(({ value }) => value));
      const inbound: Message = { envelope: { mailFrom: text, rcptTo: ['sam@here.example', text] }, from: [`"${text}" <${partner}>`, partner], session: { tls: true, version: text } };
      const outbound: Message = { envelope: { mailFrom: 'sam@here.example', rcptTo: [partner, text] }, session: { tls: false } };
      const explanations = [engine.explain(inbound, 'inbound'), engine.explain(outbound, 'outbound')];
      const pictures = [orgTreePicture(engine, { marked: [`/${hostile.unit}`] }), ...explanations.flatMap((explanation) => explanation.recipients.map((_, place) => decisionPathPicture(explanation, place)))];
      for (const one of pictures) {
        const { wide, narrow } = drawnPicture(one);
        expect([...layoutFaults(wide), ...layoutFaults(narrow)]).toEqual([]);
      }
      hostileRate.count([hostile.id, hostile.list, hostile.unit, hostile.localPart].some((word) => /[<>&"'\u202E]/.test(word)));
      matchRate.count(explanations.every(({ decision: { recipients: [first] } }) => first !== undefined && first.determinedBy.length + first.testing.length > 0));
      if (markup.length < 200) markup.push(...pictures);
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / 4)) },
  );
  const { errors } = await validateXML({ xml: { fileName: 'pictures.xml', contents: `<pictures>${markup.join('')}</pictures>` }, schema: ANY_WORDS });
  expect(errors).toEqual([]);
  expect(hostileRate.share).toBeGreaterThan(0.5);
  expect(matchRate.share).toBeGreaterThan(0.5);
});

it('and broken XML would be found', async () => {
  const { valid } = await validateXML({ xml: { fileName: 'pictures.xml', contents: '<pictures><svg>&</svg></pictures>' }, schema: ANY_WORDS });
  expect(valid).toBe(false);
});
