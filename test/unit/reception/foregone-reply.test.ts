import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { foregoneReply } from '../../../src/reception/foregone-reply.js';

const PLAINTEXT = { tls: false } as const;
const request = { mailFrom: 'ann@partner.example', recipient: 'bob@here.example', session: PLAINTEXT };

function policy(entries: NonNullable<PolicyInput['addressLists']>[string], more: PolicyInput = {}, setting: Partial<SettingInput> = {}): PolicyInput {
  return {
    addressLists: { partners: entries },
    orgUnits: [{ path: '/', settings: [{ id: 'secure', appliesTo: ['inbound'], addressLists: ['partners'], ...setting }] }],
    ...more,
  };
}

function codeOf(input: PolicyInput, more: Partial<Parameters<typeof foregoneReply>[1]> = {}): number | null {
  return foregoneReply(compilePolicy(input), { ...request, ...more })?.code ?? null;
}

const everyone = { requireAuthentication: false, entries: ['*'] };

describe('before the header', () => {
  it('a rejection is settled where TLS is required of everyone', () => {
    expect(foregoneReply(compilePolicy(policy(everyone)), request)).toEqual({ code: 550, enhancedCode: '5.7.10', text: expect.stringContaining('secure') });
  });

  it.each([
    ['the session meets what is required', policy(everyone), { session: { tls: true, version: 'TLSv1.3' } }],
    ['the author would have to be one of some', policy({ requireAuthentication: false, entries: ['partner.example'] }), {}],
    ['the author would have to be authenticated', policy({ requireAuthentication: true, entries: ['*'] }), {}],
    ['an unknown author meets no setting', policy(everyone, { unknownAuthor: 'no-match' }), {}],
    ['the setting is only tested', policy(everyone, {}, { mode: 'testing' }), {}],
  ] as const)('nothing is settled where %s', (_why, input, more) => expect(codeOf(input, more)).toBe(null));

  it('nothing is settled of a session that is not known', () => {
    const { mailFrom, recipient } = request;
    expect(foregoneReply(compilePolicy(policy(everyone)), { mailFrom, recipient })).toBe(null);
  });

  it('the recipient decides which settings count', () => {
    const units: PolicyInput = {
      orgUnits: [{ path: '/' }, { path: '/Sales', settings: [{ id: 'secure', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
      users: { 'sue@here.example': '/Sales' },
      addressLists: { partners: everyone },
    };
    expect([codeOf(units), codeOf(units, { recipient: 'sue@here.example' })]).toEqual([null, 550]);
  });

  it('the author that stands for all others is one that no entry but `*` names', () => {
    const named = { requireAuthentication: false, entries: ['elsewhere.x0', 'nobody@elsewhere.x1', '*.x2'] };
    expect(codeOf(policy(named))).toBe(null);
    expect(codeOf(policy({ ...named, entries: [...named.entries, '*'] }))).toBe(550);
  });

  it('the answer is the same when it is asked for again', () => {
    const engine = compilePolicy(policy(everyone));
    expect(foregoneReply(engine, request)).toEqual(foregoneReply(engine, request));
  });
});
