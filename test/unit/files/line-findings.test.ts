// Findings of lines: a thousand of each severity, and how many more there are.
import { describe, expect, it } from 'vitest';
import { LineFindings } from '../../../src/files/line-findings.js';
import type { Finding } from '../../../src/files/finding.js';

const tell = ({ line, column, severity, code }: Finding): string => `${line}:${column} ${severity} ${code}`;

function filled(errors: number, warnings: number): LineFindings {
  const findings = new LineFindings('partners.txt');
  for (let line = 1; line <= warnings; line++) findings.add(line, 3, 'warning', 'duplicate-entry', `warning ${line}`);
  for (let line = 1; line <= errors; line++) findings.add(warnings + line, 2, 'error', 'invalid-entry', `error ${line}`);
  return findings;
}

describe('LineFindings', () => {
  it('gives each with its file and place, and without a path', () => {
    expect(filled(1, 0).all()).toEqual([{ file: 'partners.txt', severity: 'error', code: 'invalid-entry', path: [], message: 'error 1', line: 1, column: 2 }]);
    expect(new LineFindings('a').all()).toEqual([]);
  });

  it('keeps their order', () => {
    const findings = new LineFindings('a');
    findings.add(1, 1, 'warning', 'w', '');
    findings.add(2, 5, 'error', 'e', '');
    findings.add(3, 9, 'warning', 'w', '');
    expect(findings.all().map(tell)).toEqual(['1:1 warning w', '2:5 error e', '3:9 warning w']);
  });

  it('tells a thousand of each severity, and counts the others', () => {
    expect(filled(1000, 1000).all()).toHaveLength(2000);
    const all = filled(1001, 1234).all();
    expect(all).toHaveLength(2002);
    expect(all.slice(-2).map((finding) => `${tell(finding)}: ${finding.message}`)).toEqual([
      '2234:2 error more-findings: after this line the file has 1 more of severity error; mend those above first',
      '1000:3 warning more-findings: after this line the file has 234 more of severity warning; mend those above first',
    ]);
  });

  it('S-1.2: loses no error behind a thousand warnings', () => {
    const all = filled(1, 1500).all();
    expect(all.filter(({ severity }) => severity === 'error').map(tell)).toEqual(['1501:2 error invalid-entry']);
  });

  it('ends with what stopped the reading, after what was untold before', () => {
    const stopped = filled(1001, 0).stop(5000, 'encoding', 'not UTF-8');
    expect(stopped.slice(-2).map(tell)).toEqual(['1000:2 error more-findings', '5000:1 error encoding']);
    expect(filled(0, 0).stop(1, 'encoding', 'not UTF-8').map(tell)).toEqual(['1:1 error encoding']);
  });

  it('holds the first thousand of a million', () => {
    const findings = new LineFindings('a');
    for (let line = 1; line <= 1_000_000; line++) findings.add(line, 1, 'error', 'invalid-entry', 'bad');
    expect(findings.all()).toHaveLength(1001);
    expect(findings.all().at(-1)?.message).toContain('999000 more');
  });
});
