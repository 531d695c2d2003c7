// The settings of an org unit as the admin console lists them (S-6.4).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { effectiveSettings } from '../../../src/compile/effective-settings.js';
import { content, orgUnit, setting } from './sample-content.js';

/** Compiled in each test anew, so that a mutation tester sees which tests compile. */
const policy = () =>
  compileContent(
    content({
      orgUnits: [
        orgUnit('/', [setting('b', { description: 'the second' }), setting('c'), setting('d')]),
        orgUnit('/Sales', [setting('a', { enabled: false }), setting('b'), setting('d', { mode: 'testing' })], ['c']),
        orgUnit('/Sales/EMEA', [setting('c')]),
      ],
    }),
  );

const lines = (path: string): string[] => effectiveSettings(policy(), path).map(({ id, orgUnit: unit, status, inForce }) => `${id} of ${unit}: ${status}${inForce ? ', in force' : ''}`);

describe('effectiveSettings', () => {
  it('S-6.4: gives id, defining unit, status, switches and description', () => {
    expect(effectiveSettings(policy(), '/')[0]).toEqual({
      id: 'b',
      orgUnit: '/',
      status: 'locally-applied',
      enabled: true,
      mode: 'enforce',
      inForce: true,
      description: 'the second',
    });
  });

  it('S-6.4: sorted by id, then from the root down; what was replaced is not listed', () => {
    expect(lines('/')).toEqual(['b of /: locally-applied, in force', 'c of /: locally-applied, in force', 'd of /: locally-applied, in force']);
    expect(lines('/Sales')).toEqual([
      'a of /Sales: locally-applied',
      'b of /Sales: overridden, in force',
      'c of /: disabled',
      'd of /: inherited, in force',
      'd of /Sales: locally-applied',
    ]);
    expect(lines('/Sales/EMEA')).toEqual([
      'a of /Sales: inherited',
      'b of /Sales: inherited, in force',
      'c of /Sales/EMEA: overridden, in force',
      'd of /: inherited, in force',
      'd of /Sales: inherited',
    ]);
  });

  it('S-6.4: a unit with none is not configured', () => {
    expect(effectiveSettings(compileContent(content()), '/')).toEqual([]);
  });

  it('S-6.4: a path that does not exist is misuse', () => {
    expect(() => effectiveSettings(policy(), '/sales')).toThrow(new RangeError('there is no org unit `/sales`; the policy has `/`, `/Sales`, `/Sales/EMEA`'));
    expect(() => effectiveSettings(policy(), undefined as unknown as string)).toThrow(RangeError);
  });

  it('S-6.4: names no more than twenty org units', () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/unit-${10 + index}`);
    const many = compileContent(content({ orgUnits: [orgUnit('/'), ...paths.map((path) => orgUnit(path))] }));
    expect(() => effectiveSettings(many, '/nowhere')).toThrow(`there is no org unit \`/nowhere\`; the policy has \`/\`, ${paths.slice(0, 19).map((path) => `\`${path}\``).join(', ')} and 1 more`);
    expect(() => effectiveSettings(many, '/nowhere')).not.toThrow('/unit-29');
  });
});
