// Entries of address lists: what they are, and what is said to whoever wrote a bad one (S-3.1, S-3.4).
import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/model/address-list-entry.js';

describe('parseEntry', () => {
  it.each([
    ['*', '*', 'everyone'],
    ['Example.COM', 'example.com', 'domain'],
    ['@example.com', 'example.com', 'domain'],
    ['bücher.example.', 'xn--bcher-kva.example', 'domain'],
    ['localhost', 'localhost', 'domain'],
    ['[192.0.2.1]', '[192.0.2.1]', 'domain'],
    ['@[IPv6:2001:DB8::1]', '[IPv6:2001:db8::1]', 'domain'],
    ['*.Example.com', '*.example.com', 'subdomains'],
    ['@*.example.com', '*.example.com', 'subdomains'],
    ['*.com', '*.com', 'subdomains'],
    ['Ann@Example.com', 'ann@example.com', 'address'],
    ['"a, b"@example.com', '"a, b"@example.com', 'address'],
    ['a*b@example.com', 'a*b@example.com', 'address'],
    ['ann@[192.0.2.1]', 'ann@[192.0.2.1]', 'address'],
  ])('S-3.1: %j is %j, %s', (item, value, kind) => {
    expect(parseEntry(item, false)).toEqual({ ok: true, value, kind });
  });

  it('S-2.2: keeps the case of local parts where the policy says so', () => {
    expect(parseEntry('Ann@Example.com', true)).toEqual({ ok: true, value: 'Ann@example.com', kind: 'address' });
  });

  const domainHint = 'is not a valid domain; write a domain such as `example.com` or an address such as `user@example.com`';
  const wildcardHint = 'has a wildcard where none can be; only a whole leading label can be one, as in `*.example.com`, or `*` alone for everyone';
  const literalHint = 'is not an address literal; write `[192.0.2.1]` or `[IPv6:2001:db8::1]`';
  const repeatedHint = 'needs one domain after `*.`, as in `*.example.com`; a wildcard stands for every domain below it and cannot be repeated';
  const localPartHint = 'has no valid local part before the "@"; quote it if it has blanks or special characters, as in `"first last"@example.com`';
  const addressWildcard = 'has a wildcard in its domain; an address entry names one address, so write a domain wildcard such as `*.example.com` instead';

  it.each([
    ['', 'has nothing as an entry; write a domain or an address'],
    ['@', 'has nothing after the leading "@"; write a domain or an address'],
    ['@*', wildcardHint],
    ['**', wildcardHint],
    ['a.*.example', wildcardHint],
    ['ex*mple.com', wildcardHint],
    ['*example.com', wildcardHint],
    ['*.*', repeatedHint],
    ['*.', repeatedHint],
    ['*.*.example.com', repeatedHint],
    ['*.exam_ple', repeatedHint],
    ['*.[192.0.2.1]', repeatedHint],
    ['*.a@example.com', 'mixes a wildcard with an address; write the domain alone, as `*.example.com`'],
    ['[192.0.2.1', literalHint],
    ['@[127.1]', literalHint],
    ['[2001:db8::1]', literalHint],
    ['a b', 'has a blank or separator in it; make it one item for each entry'],
    ['a.example,b.example', 'has a blank or separator in it; make it one item for each entry'],
    ['a.example;b.example', 'has a blank or separator in it; make it one item for each entry'],
    ['192.0.2.1', 'looks like an IP address; write it as an address literal: `[192.0.2.1]`'],
    ['10.20.30.400', 'looks like an IP address; write it as an address literal: `[10.20.30.400]`'],
    ['1.2.3', domainHint],
    ['1.2.3.4.5', domainHint],
    ['1.2.3.4/24', domainHint],
    ['exam_ple.com', 'has an underscore, which no mail domain has'],
    ['a..example', 'has an empty label; write the domain without leading or doubled dots'],
    ['.example', 'has an empty label; write the domain without leading or doubled dots'],
    ['a/b.example', domainHint],
    ['-a.example', domainHint],
    ['-http:a.example', domainHint],
  ])('S-3.1: %j %s', (item, hint) => {
    expect(parseEntry(item, false)).toEqual({ ok: false, message: `\`${item}\` ${hint}` });
  });

  it.each([
    ['*@example.com', 'is not an address; to match every address of a domain, write the domain alone: `example.com`'],
    ['"*"@example.com', 'is not an address; to match every address of a domain, write the domain alone: `example.com`'],
    ['"\\*"@example.com', 'is not an address; to match every address of a domain, write the domain alone: `example.com`'],
    ['*@exam_ple', 'is not an address; to match every address of a domain, write the domain alone: `exam_ple`'],
    ['user@*.example.com', addressWildcard],
    ['user@*', addressWildcard],
    ['user@', 'has nothing after the "@"; write the domain there'],
    ['user@-x', 'has no valid domain after the "@": `-x` ' + domainHint],
    ['<ann@x.example>', 'has angle brackets; write the address alone, without a name and brackets'],
    ['ann@x.example>', 'has angle brackets; write the address alone, without a name and brackets'],
    ['<x.example', 'has angle brackets; write the address alone, without a name and brackets'],
    ['mailto:ann@x.example', 'is a link; write the address alone, without what stands before it'],
    ['HTTPS://x.example', 'is a link; write the address alone, without what stands before it'],
    ['user@exam_ple.com', 'has no valid domain after the "@": `exam_ple.com` has an underscore, which no mail domain has'],
    ['user@192.0.2.1', 'has no valid domain after the "@": `192.0.2.1` looks like an IP address; write it as an address literal: `[192.0.2.1]`'],
    ['a b@example.com', localPartHint],
    ['@user@example.com', localPartHint],
    ['a@b@example.com', localPartHint],
    ['a..b@example.com', localPartHint],
  ])('S-3.1: %j %s', (item, hint) => {
    expect(parseEntry(item, false)).toEqual({ ok: false, message: `\`${item}\` ${hint}` });
  });

  it('shows at most 80 characters of an item', () => {
    const item = `${'-'.repeat(80)}`;
    expect(parseEntry(item, false)).toEqual({ ok: false, message: `\`${item}\` ${domainHint}` });
    expect(parseEntry(`${item}-`, false)).toEqual({ ok: false, message: `\`${item}…\` ${domainHint}` });
  });
});
