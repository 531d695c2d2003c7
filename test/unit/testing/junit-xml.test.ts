// JUnit XML: valid by the schemas of Ant and of Jenkins, whatever text is in names, policies and messages (S-18.6).
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitXml } from '../../../src/testing/index.js';
import { OUTBOUND, reportOf } from './sample-tests.js';

const ant = readFileSync(new URL('fixtures/junit-ant.xsd', import.meta.url), 'utf8');
const jenkins = readFileSync(new URL('fixtures/junit-jenkins.xsd', import.meta.url), 'utf8');

async function problemsOf(xml: string): Promise<string[]> {
  const results = await Promise.all([ant, jenkins].map((schema) => validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema })));
  return results.flatMap(({ errors }) => errors.map(({ message }) => message));
}

const passes = { name: 'passes', ...OUTBOUND, session: 'none', expect: 'bounce' } as const;
const fails = { name: 'fails', ...OUTBOUND, session: 'none', expect: { outcome: 'deliver', orgUnit: '/x' } } as const;

describe('junitXml', () => {
  it('is valid by both schemas', async () => {
    const xml = junitXml([{ name: 'a.yaml', report: reportOf({ cases: [passes, fails] }) }, { name: 'b.yaml', report: reportOf({ cases: [passes] }) }], { timestamp: '2026-01-31T12:00:00.123Z', hostname: 'ci.example' });
    expect(await problemsOf(xml)).toEqual([]);
    expect(xml).toContain('<testsuite name="a.yaml" package="a.yaml" id="0" timestamp="2026-01-31T12:00:00" hostname="ci.example" tests="2" failures="1" errors="0" skipped="0" time="0">');
    expect(xml).toContain('<testsuite name="b.yaml" package="b.yaml" id="1"');
    expect(xml).toContain('<testcase name="passes" classname="a.yaml" time="0"/>');
    expect(xml).toContain('<failure message="outcome: expected deliver, found bounce (and 1 more)" type="unexpected-decision">outcome: expected deliver, found bounce\norgUnit: expected /x, found /\nthe policy has no org unit `/x`\n\nOutbound mail: bounce\n');
  });

  it('is valid without options, and without any document', async () => {
    expect(await problemsOf(junitXml([{ name: 'a', report: reportOf({ cases: [passes] }) }]))).toEqual([]);
    expect(await problemsOf(junitXml([]))).toEqual([]);
  });

  it('says of tests that did not run why, as an error', async () => {
    const xml = junitXml([{ name: 'a.yaml', error: 'a.yaml: <not> valid' }, { name: 'b.yaml', report: reportOf({ cases: [passes] }) }]);
    expect(await problemsOf(xml)).toEqual([]);
    expect(xml).toContain('tests="1" failures="0" errors="1" skipped="0"');
    expect(xml).toContain('<testcase name="the tests run" classname="a.yaml" time="0">\n      <error message="a.yaml: &lt;not&gt; valid" type="not-run">a.yaml: &lt;not&gt; valid</error>\n');
  });

  it('that lacks what the schemas want is found', async () => {
    const xml = junitXml([{ name: 'a', report: reportOf({ cases: [passes] }) }]);
    expect(await problemsOf(xml.replace(' tests="1"', ''))).toHaveLength(2);
    expect(await problemsOf(xml.replace(/name="passes"/, 'name="pas\u0001ses"'))).not.toEqual([]);
  });

  it('holds text that XML cannot', async () => {
    const nasty = 'a<b>&"\'\u0000\u0001\t\r\n\u001B[2J\uD800 \uFFFE\uFFFF ]]> \u{1F512} é \u2028 <!-- <![CDATA[';
    const report = reportOf({ cases: [{ ...fails, name: nasty, to: ['"<&]]>\'é"@x.example', 'x@bank.example'], expect: { settings: nasty } }] });
    const xml = junitXml([{ name: nasty, report }], { hostname: nasty });
    expect(await problemsOf(xml)).toEqual([]);
    expect(xml).toContain('name="a&lt;b&gt;&amp;&quot;\'\\x{0}\\x{1} \\x{1B}[2J\\x{D800} \\x{FFFE}\\x{FFFF} ]]&gt; \u{1F512} é &lt;!-- &lt;![CDATA["');
  });

  it('shows what would hide or turn text', async () => {
    const turned = 'pass\u202Egnihtyna\u2066 \u200B\u00AD\u00A0.';
    const xml = junitXml([{ name: turned, report: reportOf({ cases: [{ ...fails, name: turned, expect: { settings: turned } }] }) }]);
    expect(await problemsOf(xml)).toEqual([]);
    expect(xml).toContain('<testcase name="pass\\x{202E}gnihtyna\\x{2066} \\x{200B}\\x{AD} ." classname="pass\\x{202E}');
    expect(xml).toContain('settings: expected pass\\x{202E}gnihtyna\\x{2066} \\x{200B}\\x{AD}\\x{A0}., found banks\n');
    expect(xml).not.toMatch(/[\u202E\u2066\u200B\u00AD\u00A0]/);
  });

  it('holds any text', async () => {
    const texts = [...new Set(fc.sample(fc.string({ unit: 'binary', minLength: 1 }), { numRuns: 200, seed: 11 }))].filter((text) => text.trim() !== '');
    const report = reportOf({ cases: texts.map((text) => ({ ...fails, name: text, expect: { outcome: 'deliver', settings: text, recipients: { [fails.to]: { settings: [{ id: text, entry: text }] } } } })) });
    expect(texts.length).toBeGreaterThan(100);
    expect(report.failed).toBe(texts.length);
    expect(await problemsOf(junitXml([{ name: texts.join(''), report }]))).toEqual([]);
  });

  it('gives a name to what has none', async () => {
    const xml = junitXml([{ name: ' \t', report: reportOf({ cases: [passes] }) }], { hostname: '' });
    expect(xml).toContain('<testsuite name="-" package="-" id="0" timestamp="1970-01-01T00:00:00" hostname="-"');
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('refuses a timestamp that is none', () => {
    for (const timestamp of ['yesterday', '9999-99-99T99:99:99', '2026-02-30T12:00:00', '2026-01-31T24:00:00', '2026-01-31T12:60:00', '2100-02-29T12:00:00', '2026-04-31T12:00:00', '0000-01-01T00:00:00']) {
      expect(() => junitXml([], { timestamp })).toThrow(new TypeError('`timestamp` must be a date and time such as `2026-01-31T12:00:00`'));
    }
    expect(junitXml([], { timestamp: '2024-02-29T23:59:59+01:00' })).toContain('<testsuites>');
  });
});
