// S-14.5: SARIF 2.1.0, held to the schema of OASIS.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../src/index.js';
import { lintPolicy, sarifLog } from '../../../src/lint/index.js';
import type { ReportableFinding } from '../../../src/lint/index.js';

// The keywords that it uses mean the same in draft 04, of which it says it is, and in draft 07, which is what the validator knows.
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(new URL('fixtures/sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (validator: Ajv) => void)(ajv);
const validate = ajv.compile(schema);

function problems(log: unknown): unknown {
  validate(JSON.parse(JSON.stringify(log)));
  return validate.errors ?? [];
}

const policy: PolicyInput = { addressLists: { 'a list': ['com', { value: 'gmail.com' }], pasted: 'co.uk' } };

describe('sarifLog', () => {
  it('is valid for no findings, and for findings without places', () => {
    expect(problems(sarifLog([], { file: 'policy.yaml' }))).toEqual([]);
    expect(problems(sarifLog(lintPolicy(policy), { file: 'policy.yaml' }))).toEqual([]);
  });

  it('has a rule for each code, and a result for each finding', () => {
    const log = sarifLog(lintPolicy(policy), { file: 'conf/my policy.yaml', placeOf: ({ path }) => (path.length === 0 ? null : { line: 3, column: 5 }), toolVersion: '1.2.3' });
    const [run] = log.runs;
    expect(problems(log)).toEqual([]);
    expect(run.tool.driver).toMatchObject({ name: 'smtp-tls-policy', version: '1.2.3' });
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['unused-list', 'public-suffix-entry', 'free-mail-entry']);
    expect(run.results.map(({ ruleId, ruleIndex }) => `${ruleIndex} ${ruleId}`)).toEqual(['0 unused-list', '1 public-suffix-entry', '2 free-mail-entry', '0 unused-list', '1 public-suffix-entry']);
    expect(run.results[2]).toEqual({
      ruleId: 'free-mail-entry',
      ruleIndex: 2,
      level: 'warning',
      message: { text: '`gmail.com` is a free-mail provider, where anybody can have an address; `gmail.com` says nothing of a partner; write the addresses of the partners instead' },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'conf/my%20policy.yaml' }, region: { startLine: 3, startColumn: 5 } },
          logicalLocations: [{ fullyQualifiedName: 'addressLists["a list"][1].value' }],
        },
      ],
    });
  });

  it('keeps names from becoming placeholders and links in a viewer', () => {
    const log = sarifLog([finding({ message: '`[a](https://evil.example/{0})` and `\\u{202E}`', fix: 'write `}`' })], { file: 'p' });
    expect(log.runs[0].results[0]?.message).toEqual({ text: '`[a] (https://evil.example/{{0}})` and `\\u{{202E}}`; write `}}`' });
    expect(problems(log)).toEqual([]);
  });

  it('says of a rule that is off by default that it is not enabled', () => {
    const log = sarifLog([finding({ code: 'wildcard-without-domain', severity: 'note' })], { file: 'p' });
    expect(log.runs[0].tool.driver.rules[0]?.defaultConfiguration).toEqual({ enabled: false, level: 'note' });
    expect(problems(log)).toEqual([]);
  });

  it('takes codes without a rule, such as those of text that cannot be read', () => {
    const log = sarifLog([finding({ code: 'syntax' }), finding({ code: 'toString' })], { file: 'p' });
    expect(log.runs[0].tool.driver.rules).toEqual([{ id: 'syntax' }, { id: 'toString' }]);
    expect(problems(log)).toEqual([]);
  });

  it.each([
    ['policy.yaml', 'policy.yaml'],
    ['/etc/mail/policy 1.yaml', 'file:///etc/mail/policy%201.yaml'],
    ['C:\\mail\\policy.yaml', 'file:///C:/mail/policy.yaml'],
    ['conf\\policy.yaml', 'conf/policy.yaml'],
    ['a:b/ü#?.yaml', 'a%3Ab/%C3%BC%23%3F.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['\ud800', '%EF%BF%BD'],
  ])('writes the file %s as %s', (file, uri) => {
    const log = sarifLog([finding({})], { file });
    expect(log.runs[0].results[0]?.locations[0].physicalLocation).toEqual({ artifactLocation: { uri } });
    expect(problems(log)).toEqual([]);
  });

  it('lets a finding be in another file', () => {
    const log = sarifLog([finding({})], { file: 'policy.yaml', placeOf: () => ({ file: 'lists/partners.txt', line: 7, column: 1 }) });
    expect(log.runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri).toBe('lists/partners.txt');
  });

  it('would not pass the schema with anything else', () => {
    expect(problems({ ...sarifLog([], { file: 'p' }), version: '2.0.0' })).not.toEqual([]);
    expect(problems(sarifLog([finding({ severity: 'fatal' as 'error' })], { file: 'p' }))).not.toEqual([]);
  });
});

function finding(facts: Partial<ReportableFinding>): ReportableFinding {
  return { severity: 'error', code: 'syntax', path: [], message: 'what is wrong', ...facts };
}
