// Settings: canonical form, references, and what in them is contradictory or pointless (S-7.2, S-1.6).
import { describe, expect, it } from 'vitest';
import { contentFrom, report } from './report.js';

const at = 'orgUnits[0].settings[0]';
const lists = { addressLists: { a: ['a.example'], b: ['b.example'] } };
const routes = { routes: { r: { host: 'mx.example' } } };
const one = (setting: object): { orgUnits: { path: string; settings: { id: string; appliesTo: 'inbound'[] }[] }[] } => ({
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound'], ...setting }] }],
});

describe('a setting', () => {
  it('has its defaults filled in', () => {
    expect(contentFrom({ ...one({ addressLists: ['a', 'b'] }), ...lists }).orgUnits[0]?.settings).toEqual([
      {
        id: 's',
        description: '',
        enabled: true,
        mode: 'enforce',
        locked: false,
        appliesTo: ['inbound'],
        addressLists: ['a', 'b'],
        requirements: { tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: false },
        route: null,
      },
    ]);
  });

  it('keeps what is written, scopes and lists in order', () => {
    const setting = {
      description: 'why',
      enabled: false,
      mode: 'testing',
      locked: true,
      appliesTo: ['outbound-secure-transport', 'outbound', 'inbound'],
      addressLists: ['b', 'a'],
      route: 'r',
    };
    expect(contentFrom({ ...one(setting), ...lists, ...routes }).orgUnits[0]?.settings).toEqual([
      {
        ...setting,
        id: 's',
        appliesTo: ['inbound', 'outbound', 'outbound-secure-transport'],
        addressLists: ['a', 'b'],
        requirements: { tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: false },
      },
    ]);
  });

  it('S-1.6: has an id without control characters', () => {
    expect(report(one({ id: 'a\tb', addressLists: ['none'] }))).toEqual([
      `error invalid-value at ${at}.id: the id \`a\\u{9}b\` has a control character; rename the setting`,
      `error unknown-list at ${at}.addressLists[0]: there is no address list \`none\`; define it in \`addressLists\` or remove the name`,
    ]);
  });
});

describe('scopes', () => {
  it('repeated are a warning', () => {
    const document = { ...one({ appliesTo: ['inbound', 'outbound', 'inbound'], addressLists: ['a', 'b'] }), ...lists };
    expect(report(document)).toEqual([`warning duplicate-value at ${at}.appliesTo[2]: \`inbound\` is in \`appliesTo\` already; remove the repetition`]);
    expect(contentFrom(document).orgUnits[0]?.settings[0]?.appliesTo).toEqual(['inbound', 'outbound']);
  });
});

describe('address lists', () => {
  it('repeated are a warning', () => {
    const document = { ...one({ addressLists: ['b', 'a', 'b'] }), ...lists };
    expect(report(document)).toEqual([`warning duplicate-value at ${at}.addressLists[2]: the setting names the address list \`b\` already; remove the repetition`]);
    expect(contentFrom(document).orgUnits[0]?.settings[0]?.addressLists).toEqual(['a', 'b']);
  });

  it('that do not exist are an error', () => {
    expect(report({ ...one({ addressLists: ['a', 'b', 'c'] }), ...lists })).toEqual([
      `error unknown-list at ${at}.addressLists[2]: there is no address list \`c\`; define it in \`addressLists\` or remove the name`,
    ]);
  });

  it.each([
    [['inbound'], 'inbound'],
    [['outbound'], 'outbound'],
    [['outbound-secure-transport', 'outbound', 'inbound'], 'inbound'],
    [['outbound-secure-transport', 'outbound'], 'outbound'],
  ])('S-7.2: are needed for %j', (appliesTo, scope) => {
    const message = `error list-required at ${at}.addressLists: a setting for \`${scope}\` needs an address list; name one in \`addressLists\` (a list with the entry \`*\` is everyone)`;
    expect(report(one({ appliesTo }))).toEqual([message]);
    expect(report(one({ appliesTo, addressLists: [] }))).toEqual([message]);
  });

  it('S-7.2: are not needed for outbound-secure-transport', () => {
    expect(report(one({ appliesTo: ['outbound-secure-transport'] }))).toEqual([]);
    expect(report(one({ appliesTo: ['outbound-secure-transport'], addressLists: [] }))).toEqual([]);
  });

  it('are not called missing or unused when they could not be read', () => {
    expect(report({ ...one({ addressLists: 7 }), ...lists })).toEqual([`error invalid-value at ${at}.addressLists: \`addressLists\` must be a list of names of address lists, not the number 7`]);
    expect(report({ ...one({ addressLists: [7] }), ...lists })).toEqual([`error invalid-value at ${at}.addressLists[0]: this item must be the name of an address list, not the number 7`]);
    expect(report({ ...one({ appliesTo: 7 }), ...lists, addressLists: {} })).toHaveLength(1);
  });

  it('are not called unused when settings or org units could not be read', () => {
    expect(report({ orgUnits: [{ path: '/', settings: [7] }], ...lists, ...routes })).toHaveLength(1);
    expect(report({ orgUnits: [{ path: '/', settings: 7 }], ...lists, ...routes })).toHaveLength(1);
    expect(report({ orgUnits: [7], ...lists, ...routes })).toHaveLength(1);
    expect(report({ orgUnits: 7, ...lists, ...routes })).toHaveLength(1);
  });

  it('that were refused count as declared', () => {
    expect(report({ ...one({ addressLists: ['a'] }), addressLists: { a: 7 } })).toEqual([
      'error invalid-value at addressLists.a: `a` must be text, a list of entries, or an object with `entries`, not the number 7',
    ]);
  });
});

describe('a route', () => {
  const outbound = { appliesTo: ['outbound'], addressLists: ['a', 'b'] };

  it('that does not exist is an error', () => {
    expect(report({ ...one({ ...outbound, route: 'x' }), ...lists })).toEqual([
      `error unknown-route at ${at}.route: there is no route \`x\`; define it in \`routes\` or remove the name`,
    ]);
  });

  it('S-1.6: is never used by inbound alone', () => {
    const warning = `warning unused-requirement at ${at}.route: a route is for outbound mail, and this setting is for inbound alone; remove \`route\` or add a scope to \`appliesTo\``;
    expect(report({ ...one({ addressLists: ['a', 'b'], route: 'r' }), ...lists, ...routes })).toEqual([warning]);
    expect(report({ ...one({ ...outbound, route: 'r' }), ...lists, ...routes })).toEqual([]);
    expect(report({ ...one({ ...outbound, appliesTo: ['inbound', 'outbound'], route: 'r' }), ...lists, ...routes })).toEqual([]);
    expect(report({ ...one({ ...outbound, appliesTo: ['inbound', 'x'], route: 'r' }), ...lists, ...routes })).toHaveLength(1);
  });

  it('is not called unused when its name could not be read', () => {
    expect(report({ ...one({ ...outbound, route: 7 }), ...lists, ...routes })).toEqual([`error invalid-value at ${at}.route: \`route\` must be the name of a route, not the number 7`]);
  });

  it('S-1.6: alone makes sense of `tls: false`', () => {
    const pointless = `warning pointless-setting at ${at}.require.tls: with \`tls\` false and no route this setting does nothing; remove it (to switch an inherited setting off, name it in \`disable\`)`;
    expect(report({ ...one({ ...outbound, require: { tls: false } }), ...lists })).toEqual([pointless]);
    expect(report({ ...one({ ...outbound, require: { tls: false }, route: 'r' }), ...lists, ...routes })).toEqual([]);
    expect(report({ ...one({ ...outbound, require: { tls: true } }), ...lists })).toEqual([]);
    expect(report({ ...one({ ...outbound, require: {} }), ...lists })).toEqual([]);
    expect(report({ ...one({ ...outbound, require: 7 }), ...lists })).toHaveLength(1);
    expect(report({ ...one({ ...outbound, require: { tls: 7 } }), ...lists })).toHaveLength(1);
    expect(report({ ...one({ ...outbound, require: { tls: false }, route: 7 }), ...lists })).toHaveLength(1);
  });
});
