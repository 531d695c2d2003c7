import { expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyInput, Session, SettingInput } from '../../../src/index.js';
import { acceptsAnyAuthor } from '../../../src/reception/foregone-acceptance.js';

const envelope = { mailFrom: null, rcptTo: ['bob@here.example'] };

function policy(more: PolicyInput = {}, setting: Partial<SettingInput> = {}): PolicyInput {
  return { addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: [{ id: 'secure', appliesTo: ['inbound'], addressLists: ['partners'], ...setting }] }], ...more };
}

it.each<[string, PolicyInput, Session, boolean]>([
  ['TLS where TLS is required', policy(), { tls: true, version: 'TLSv1.2' }, true],
  ['no TLS where it is required of some', policy(), { tls: false }, false],
  ['no TLS where nothing is required', {}, { tls: false }, true],
  ['no TLS where it is only watched', policy({}, { mode: 'testing' }), { tls: false }, true],
  ['a version that is too low for some', policy({}, { require: { minTlsVersion: 'TLSv1.3' } }), { tls: true, version: 'TLSv1.2' }, false],
  ['TLS where an unknown author matches nothing, and says nothing of others', policy({ unknownAuthor: 'no-match' }), { tls: true, version: 'TLSv1.3' }, false],
])('%s', (_name, input, session, settled) => expect(acceptsAnyAuthor(compilePolicy(input), { envelope, session })).toBe(settled));
