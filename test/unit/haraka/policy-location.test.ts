// clause S-22.2
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyLocation } from '../../../src/haraka/policy-location.js';

describe('policyLocation', () => {
  let folder: string;
  const write = (...names: string[]): void => names.forEach((name) => writeFileSync(join(folder, name), ''));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haraka-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['smtp-tls-policy.yaml', 'smtp-tls-policy.yml', 'smtp-tls-policy.json', 'smtp-tls-policy.snapshot'])('finds %s', (name) => {
    write(name);
    expect(policyLocation(folder, null)).toBe(join(folder, name));
  });

  it('takes the one that is named, whatever else is there', () => {
    write('smtp-tls-policy.yaml', 'other.json');
    expect(policyLocation(folder, 'other.json')).toBe(join(folder, 'other.json'));
  });

  it('refuses to choose, and to go without', () => {
    expect(() => policyLocation(folder, null)).toThrow(`there is no policy in ${folder}: write one of \`smtp-tls-policy.yaml\``);
    expect(() => policyLocation(folder, 'other.json')).toThrow(`the policy file \`other.json\` is not in ${folder}`);
    write('smtp-tls-policy.yaml', 'smtp-tls-policy.json');
    expect(() => policyLocation(folder, null)).toThrow('there are several policies in');
  });
});
