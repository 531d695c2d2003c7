// The JSON Schema of the policy document that the package ships, for completion in editors.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { builtFile } from './built-package.js';

const policy = {
  domains: ['here.example'],
  orgUnits: [
    {
      path: '/',
      settings: [
        {
          id: 'partners',
          description: 'TLS with partners',
          enabled: true,
          mode: 'enforce',
          locked: false,
          appliesTo: ['inbound', 'outbound', 'outbound-secure-transport'],
          addressLists: ['partners', 'pasted', 'described'],
          require: { tls: true, minTlsVersion: 'TLSv1.2', caSignedCertificate: true, validateHostname: true, clientCertificate: false },
          route: 'gateway',
        },
      ],
    },
    { path: '/Sales', disable: ['partners'] },
  ],
  users: { 'user@here.example': '/Sales' },
  addressLists: {
    partners: ['partner.example', { value: '*.partner.example', requireAuthentication: false }],
    pasted: 'a.example, b.example',
    described: { description: 'banks', requireAuthentication: true, entries: ['bank.example'] },
  },
  routes: { gateway: { host: 'gateway.example', port: 587, mxLookup: false } },
  alternateSecureRoute: 'gateway',
  alignment: 'strict',
  unknownAuthor: 'match',
  caseSensitiveLocalParts: true,
};

let schema: Record<string, unknown>;
beforeAll(() => {
  schema = JSON.parse(readFileSync(builtFile('policy.schema.json'), 'utf8')) as Record<string, unknown>;
});

function accepts(document: unknown): boolean {
  return z.fromJSONSchema(schema).safeParse(document).success;
}

describe('policy.schema.json', () => {
  it('is found by its public name', () => {
    expect(createRequire(import.meta.url)('smtp-tls-policy/policy.schema.json')).toEqual(schema);
  });

  it('is a JSON Schema of the 2020-12 draft with descriptions', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    const properties = schema['properties'] as Record<string, { description?: string }>;
    expect(Object.keys(properties).sort()).toEqual(Object.keys(policy).sort());
    expect(Object.entries(properties).filter(([, { description }]) => !description)).toEqual([]);
  });

  it('accepts a policy that uses every key', () => {
    expect(accepts(policy)).toBe(true);
  });

  it('accepts the empty policy', () => {
    expect(accepts({})).toBe(true);
  });

  it.each([
    ['an unknown key', { ...policy, adressLists: {} }],
    ['an unknown scope', { orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['sideways'] }] }] }],
    ['a TLS version that is none', { orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound'], require: { minTlsVersion: 'TLSv1.4' } }] }] }],
    ['an entry without a value', { addressLists: { partners: [{ requireAuthentication: true }] } }],
    ['a port that is text', { routes: { gateway: { host: 'gateway.example', port: '25' } } }],
    ['a route without a host', { routes: { gateway: {} } }],
  ])('refuses %s', (_what, document) => {
    expect(accepts(document)).toBe(false);
  });
});
