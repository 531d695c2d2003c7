// `settings`: the effective settings of org units.
import { describe, expect, it } from 'vitest';
import { runWith } from '../stand-in-io.js';

const POLICY = `
addressLists: { a: [a.example] }
orgUnits:
  - path: /Sales
    disable: [tls]
  - path: /
    settings:
      - { id: tls, description: TLS for all, appliesTo: [inbound], addressLists: [a] }
      - { id: off, enabled: false, appliesTo: [inbound], addressLists: [a] }
`;

describe('settings', () => {
  it('lists every org unit, the root first', async () => {
    expect(await runWith(['settings', '-'], { stdin: POLICY })).toEqual({
      code: 0,
      err: '',
      out: [
        '/',
        '  Setting  Status           Defined at  Mode         In force  Description',
        '  off      locally-applied  /           not enabled  no',
        '  tls      locally-applied  /           enforce      yes       TLS for all',
        '',
        '/Sales',
        '  Setting  Status     Defined at  Mode         In force  Description',
        '  off      inherited  /           not enabled  no',
        '  tls      disabled   /           enforce      no        TLS for all',
        '',
      ].join('\n'),
    });
  });

  it('says of a unit without settings that it is not configured, the root of an empty policy too', async () => {
    expect(await runWith(['settings', '-'], { stdin: '{}' })).toEqual({ code: 0, err: '', out: '/\n  not configured\n' });
  });

  it('lists one org unit, for machines as JSON', async () => {
    const { out } = await runWith(['settings', '-', '/Sales', '--json'], { stdin: POLICY });
    const units = JSON.parse(out) as { orgUnit: string; settings: { id: string; status: string }[] }[];
    expect(units.map(({ orgUnit, settings }) => [orgUnit, ...settings.map(({ id, status }) => `${id} ${status}`)])).toEqual([['/Sales', 'off inherited', 'tls disabled']]);
  });

  it('refuses an org unit that does not exist', async () => {
    expect(await runWith(['settings', '-', '/sales'], { stdin: POLICY })).toEqual({
      code: 2,
      out: '',
      err: 'smtp-tls-policy settings: the policy has no org unit `/sales`; org units: /, /Sales. See smtp-tls-policy settings --help\n',
    });
  });

  it('refuses a policy that is not valid, with the errors and without the warnings', async () => {
    const { code, out, err } = await runWith(['settings', '-'], { stdin: 'addressLists: { unused: [a.example] }\nalignment: loose\n' });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^<stdin>:2:12: error invalid-value: .+\nsmtp-tls-policy settings: <stdin>: the policy is not valid, so nothing was decided; correct the error above\n$/,
    );
  });
});
