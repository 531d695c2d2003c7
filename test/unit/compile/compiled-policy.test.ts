// A policy made ready for messages (S-6, S-8.6).
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../../src/compile/compiled-policy.js';
import { parseAddress } from '../../../src/model/address.js';
import type { HostRoute } from '../../../src/model/route.js';
import { content, entry, list, orgUnit, setting } from './sample-content.js';

const relay: HostRoute = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };

describe('compileContent', () => {
  it('S-6.1: the root always exists', () => {
    const policy = compileContent(content({ orgUnits: [] }));
    expect([...policy.units.keys()]).toEqual(['/']);
    expect(policy.root).toMatchObject({ path: '/', view: [] });
    expect(policy.units.get('/')).toBe(policy.root);
    expect(policy.root.inbound).toEqual({ direction: 'inbound', byList: new Map(), withoutList: [], all: [], hasSecureTransportOnly: false });
    expect(policy.root.outbound).toEqual({ direction: 'outbound', byList: new Map(), withoutList: [], all: [], hasSecureTransportOnly: false });
  });

  it('S-6.3: units inherit along the path, whatever else sorts between', () => {
    const units = ['/', '/a', '/a b', '/a b/c', '/a/b', '/a/b/c'].map((path) => orgUnit(path, [setting(`of ${path}`)]));
    const policy = compileContent(content({ orgUnits: units }));
    const view = (path: string) => policy.units.get(path)?.view.map(({ setting: { id }, depth }) => `${id}: ${depth}`);
    expect(view('/')).toEqual(['of /: 0']);
    expect(view('/a')).toEqual(['of /: 0', 'of /a: 1']);
    expect(view('/a b')).toEqual(['of /: 0', 'of /a b: 1']);
    expect(view('/a b/c')).toEqual(['of /: 0', 'of /a b: 1', 'of /a b/c: 2']);
    expect(view('/a/b/c')).toEqual(['of /: 0', 'of /a: 1', 'of /a/b: 2', 'of /a/b/c: 3']);
    expect(policy.units.get('/a/b')?.path).toBe('/a/b');
    expect(policy.units.size).toBe(6);
    expect(policy.units.get('/')).toBe(policy.root);
  });

  it('S-6.3: units that change nothing share what they inherit', () => {
    const units = [
      orgUnit('/', [setting('s', { addressLists: ['a'] })]),
      orgUnit('/a'),
      orgUnit('/a/b'),
      orgUnit('/a/c', [], ['s']),
      orgUnit('/a/c/d'),
      orgUnit('/a/e', [setting('t')]),
    ];
    const policy = compileContent(content({ lists: [list('a', 'a.example')], orgUnits: units }));
    const view = (path: string) => policy.units.get(path)?.view.map(({ setting: { id }, standing, orgUnit: unit }) => `${id} of ${unit}: ${standing}`);
    const paths = ['/', '/a', '/a/b', '/a/c', '/a/c/d', '/a/e'];
    expect(paths.map((path) => policy.units.get(path)?.path)).toEqual(paths);
    expect(paths.map(view)).toEqual([
      ['s of /: locally-applied'],
      ['s of /: inherited'],
      ['s of /: inherited'],
      ['s of /: disabled'],
      ['s of /: disabled'],
      ['s of /: inherited', 't of /a/e: locally-applied'],
    ]);
    expect(paths.map((path) => policy.units.get(path)?.outbound.all.map((rule) => rule.setting))).toEqual([['s'], ['s'], ['s'], [], [], ['s', 't']]);
    expect(policy.units.get('/a/b')?.outbound).toBe(policy.root.outbound);
  });

  it('resolves lists by name, in both directions', () => {
    const both = setting('s', { appliesTo: ['inbound', 'outbound'], addressLists: ['b'] });
    const policy = compileContent(content({ lists: [list('a', 'a.example'), list('b', 'b.example')], orgUnits: [orgUnit('/', [both])] }));
    expect([...policy.listPlaces]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(policy.root.outbound.byList.get(1)?.rules.map((rule) => rule.setting)).toEqual(['s']);
    expect(policy.root.inbound.byList.get(1)?.rules.map((rule) => rule.setting)).toEqual(['s']);
    expect(policy.root.inbound.direction).toBe('inbound');
    expect(policy.root.outbound.direction).toBe('outbound');
    expect(policy.index.matching(parseAddress('x@b.example', false)!)).toEqual([
      { kind: 'domain', value: 'b.example', address: 'x@b.example', memberships: [{ list: 1, requireAuthentication: true }] },
    ]);
  });

  it('S-11.1: knows whether every entry of a list requires authentication', () => {
    const policy = compileContent(content({ lists: [list('all', 'a.example', 'b.example'), list('some', 'a.example', entry('b.example', false)), list('none', entry('a.example', false)), list('empty')] }));
    expect(policy.lists.map(({ everyEntryRequiresAuthentication }) => everyEntryRequiresAuthentication)).toEqual([true, false, false, true]);
    expect(policy.lists[0]).toMatchObject({ name: 'all', description: '', size: 2 });
  });

  it('S-4.5, S-7.5: knows internal domains and the alternate secure route', () => {
    const routes = new Map([['relay', relay]]);
    expect(compileContent(content({ routes })).alternateSecureRoute).toBeNull();
    expect(compileContent(content({ routes, alternateSecureRoute: 'relay' })).alternateSecureRoute).toBe(relay);
    expect([...(compileContent(content({ domains: ['a.example', 'b.example'] })).internalDomains ?? [])]).toEqual(['a.example', 'b.example']);
    expect(compileContent(content()).internalDomains).toBeNull();
  });

  it('S-6.2: knows users, where there are any', () => {
    const users = new Map([['ann@a.example', '/']]);
    expect(compileContent(content({ users })).users).toBe(users);
    expect(compileContent(content()).users).toBeNull();
  });

  it('keeps the content that it is made of, and its index', () => {
    const same = content({ lists: [list('a', 'a.example')] });
    const policy = compileContent(same);
    expect(policy.content).toBe(same);
    expect(policy.lists).toBe(same.addressLists);
    expect(policy.index).toBe(same.index);
  });
});
