// The organisation's own domains (S-4.5).
import { describe, expect, it } from 'vitest';
import { contentFrom, report } from './report.js';

describe('domains', () => {
  it('are canonical and sorted', () => {
    expect(contentFrom({ domains: ['b.example', 'BÜCHER.example.', 'A.example'] }).domains).toEqual(['a.example', 'b.example', 'xn--bcher-kva.example']);
    expect(contentFrom({}).domains).toEqual([]);
  });

  it('repeated are a warning', () => {
    expect(report({ domains: ['a.example', 'b.example', 'A.example'] })).toEqual([
      'warning duplicate-value at domains[2]: `A.example` is among the domains already; remove the repetition',
    ]);
    expect(contentFrom({ domains: ['a.example', 'A.example'] }).domains).toEqual(['a.example']);
  });

  it.each([
    ['*.example.com', 'has a wildcard; own domains are exact, so write each domain'],
    ['ann@example.com', 'is not a domain; write what follows the "@" alone'],
    ['[192.0.2.1]', 'is an address literal; own domains are domain names such as `example.com`'],
    ['exam ple', 'is not a valid domain; write a domain such as `example.com`'],
    ['', 'is not a valid domain; write a domain such as `example.com`'],
  ])('cannot be %j', (domain, problem) => {
    expect(report({ domains: [domain] })).toEqual([`error invalid-value at domains[0]: \`${domain}\` ${problem}`]);
  });
});
