// What checks find, and the advice they give.
import { describe, expect, it } from 'vitest';
import { Findings } from '../../../src/policy/findings.js';

describe('Findings', () => {
  it('keeps errors and warnings apart, with paths of their own', () => {
    const findings = new Findings();
    const path = ['a', 0];
    findings.error('unknown-key', path, 'no');
    findings.warning('empty-list', path, 'so');
    path.push('later');
    expect(findings.errors).toEqual([{ severity: 'error', code: 'unknown-key', path: ['a', 0], message: 'no' }]);
    expect(findings.warnings).toEqual([{ severity: 'warning', code: 'empty-list', path: ['a', 0], message: 'so' }]);
  });

  it('advises the word that was meant, else what to do', () => {
    const findings = new Findings();
    expect(findings.nearest('partnrs', ['partners'])).toBe('partners');
    expect(findings.nearest('banks', ['partners'])).toBe(null);
    expect(findings.advice('partnrs', ['partners'], 'remove it')).toBe('did you mean `partners`?');
    expect(findings.advice('banks', ['partners'], 'remove it')).toBe('remove it');
  });
});
