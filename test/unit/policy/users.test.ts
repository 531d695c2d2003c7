// The map of users to org units (S-6.2).
import { describe, expect, it } from 'vitest';
import { contentFrom, report } from './report.js';

const orgUnits = [{ path: '/' }, { path: '/Sales' }, { path: '/Finance' }];

describe('users', () => {
  it('are canonical addresses, sorted', () => {
    const { users } = contentFrom({ orgUnits, users: { 'b@x.example': '/Sales', '"A"@BÜCHER.example': '/', 'a@[192.0.2.1]': '/Finance' } });
    expect([...users.entries()]).toEqual([['a@[192.0.2.1]', '/Finance'], ['a@xn--bcher-kva.example', '/'], ['b@x.example', '/Sales']]);
  });

  it('are found by their canonical address, however many there are', () => {
    for (const count of [1, 16, 17, 100]) {
      const written = Array.from({ length: count }, (_, number): [string, string] => [`U${100 + number}@BÜCHER.example`, number % 3 === 0 ? '/Sales' : '/Finance']).reverse();
      const { users } = contentFrom({ orgUnits, users: Object.fromEntries(written) });
      const canonical = written.map(([address, unit]) => [address.toLowerCase().replace('bücher', 'xn--bcher-kva'), unit]).reverse();
      expect(users.size).toBe(count);
      expect([...users.entries()]).toEqual(canonical);
      for (const [address, unit] of canonical) expect(users.get(address ?? '')).toBe(unit);
      for (const absent of ['u99@xn--bcher-kva.example', 'U100@xn--bcher-kva.example', 'xn--bcher-kva.example', '']) expect(users.get(absent)).toBeUndefined();
    }
  });

  it('S-2.2: keep their case where the policy says so', () => {
    const users = { 'Ann@x.example': '/', 'ann@x.example': '/' };
    expect(Array.from(contentFrom({ users, caseSensitiveLocalParts: true }).users.entries(), ([address]) => address)).toEqual(['Ann@x.example', 'ann@x.example']);
    expect(report({ users })).toEqual([
      'error duplicate-user at users["ann@x.example"]: the users `Ann@x.example` and `ann@x.example` are one address, `ann@x.example`; keep one of them',
    ]);
    expect(report({ users, caseSensitiveLocalParts: 'yes' })).toEqual([
      'error invalid-value at caseSensitiveLocalParts: `caseSensitiveLocalParts` must be true or false, not the text `yes`',
    ]);
  });

  it('may belong to the root without any org unit', () => {
    expect(report({ users: { 'a@x.example': '/' } })).toEqual([]);
  });

  it('must be addresses', () => {
    expect(report({ users: { ann: '/', 'toString': '/nowhere' } })).toEqual([
      'error invalid-value at users.ann: the user `ann` is not a valid address; write an address such as `user@example.com`',
      'error invalid-value at users.toString: the user `toString` is not a valid address; write an address such as `user@example.com`',
      'error unknown-org-unit at users.toString: there is no org unit `/nowhere`; add it to `orgUnits` or name another',
    ]);
  });

  it('must belong to an org unit that exists', () => {
    expect(report({ orgUnits, users: { 'a@x.example': '/Sale', 'b@x.example': '/Legal', 'c@x.example': '/Sales/' } })).toEqual([
      'error unknown-org-unit at users["a@x.example"]: there is no org unit `/Sale`; did you mean `/Sales`?',
      'error unknown-org-unit at users["b@x.example"]: there is no org unit `/Legal`; add it to `orgUnits` or name another',
      'error invalid-path at users["c@x.example"]: the org unit path `/Sales/` ends with a slash; write `/Sales`',
    ]);
  });

  it('may belong to an org unit that was refused', () => {
    expect(report({ orgUnits: [{ path: 7 }], users: { 'a@x.example': '/Sales' } })).toEqual([
      'error invalid-value at orgUnits[0].path: `path` must be a path such as `/` or `/Sales`, not the number 7',
    ]);
    expect(report({ orgUnits: [{ path: '/Sales/' }], users: { 'a@x.example': '/Sales' } })).toEqual([
      'error invalid-path at orgUnits[0].path: the org unit path `/Sales/` ends with a slash; write `/Sales`',
    ]);
    expect(report({ orgUnits: 7, users: { 'a@x.example': '/Sales' } })).toEqual(['error invalid-value at orgUnits: `orgUnits` must be a list of org units, not the number 7']);
  });

  it('that were refused count as users all the same', () => {
    expect(report({ users: { 'a@x.example': 7, 'A@x.example': '/' } })).toEqual([
      'error invalid-value at users["a@x.example"]: `a@x.example` must be the path of an org unit, not the number 7',
      'error duplicate-user at users["A@x.example"]: the users `a@x.example` and `A@x.example` are one address, `a@x.example`; keep one of them',
    ]);
  });
});
