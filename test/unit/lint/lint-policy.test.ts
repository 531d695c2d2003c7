// S-14.1: one list of everything, in the order of the document, with paths into what was given.
import { describe, expect, it } from 'vitest';
import { parsePolicy, policyDocument } from '../../../src/index.js';
import type { Policy, PolicyInput } from '../../../src/index.js';
import { lintPolicy } from '../../../src/lint/index.js';

const document: PolicyInput = {
  orgUnits: [
    { path: '/Sales', disable: ['off'] },
    {
      path: '/',
      settings: [
        { id: 'weak', appliesTo: ['outbound'], addressLists: ['pasted'], require: { minTlsVersion: 'TLSv1', caSignedCertificate: false } },
        { id: 'off', enabled: false, appliesTo: ['outbound'], addressLists: ['objects'] },
      ],
    },
  ],
  users: { 'Ann@Elsewhere.example': '/Sales' },
  domains: ['own.example'],
  addressLists: {
    unused: ['unused.example', 'unused.example'],
    pasted: 'bank.example\nGMAIL.com; com',
    objects: { requireAuthentication: false, entries: ['partner.example', { value: 'Ann@Partner.example' }, { value: 'own.example', requireAuthentication: true }] },
    ['__proto__']: ['co.uk'],
  },
  routes: { unused: { host: 'relay.example' } },
};

function parsed(input: PolicyInput): Policy {
  const result = parsePolicy(input);
  if (!result.ok) throw new Error('the policy should be valid');
  return result.policy;
}

const brief = (findings: ReturnType<typeof lintPolicy>): string[] => findings.map(({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`);

describe('lintPolicy', () => {
  it('gives what lint and parsePolicy find as one list, in the order of the document', () => {
    expect(brief(lintPolicy(document))).toEqual([
      'warning disabled-again orgUnits.0.disable.0',
      'warning obsolete-tls-version orgUnits.1.settings.0.require.minTlsVersion',
      'warning hostname-without-ca orgUnits.1.settings.0.require.caSignedCertificate',
      'warning user-outside-domains users.Ann@Elsewhere.example',
      'warning unused-list addressLists.unused',
      'warning duplicate-entry addressLists.unused.1',
      'warning free-mail-entry addressLists.pasted',
      'warning public-suffix-entry addressLists.pasted',
      'warning shadowed-entry addressLists.objects.entries.1.value',
      'warning own-domain-entry addressLists.objects.entries.2.value',
      'warning unused-list addressLists.__proto__',
      'warning public-suffix-entry addressLists.__proto__.0',
      'warning unused-route routes.unused',
    ]);
  });

  it('says where in pasted text an entry stands', () => {
    const messages = lintPolicy(document).filter(({ path }) => path.at(-1) === 'pasted').map(({ message }) => message.slice(0, 30));
    expect(messages).toEqual(['line 2, column 1: `gmail.com` ', 'line 2, column 12: `com` is at']);
  });

  it('gives a parsed policy paths into its canonical document', () => {
    const policy = parsed(document);
    const canonical = policyDocument(policy);
    // Repetitions are gone, and what is said of the rest stays.
    const ofDocument = lintPolicy(canonical);
    expect(lintPolicy(policy)).toEqual(ofDocument);
    expect(brief(lintPolicy(policy))).toContain('warning user-outside-domains users.ann@elsewhere.example');
    expect(brief(lintPolicy(policy))).toContain('warning shadowed-entry addressLists.objects.entries.0.value');
  });

  it('names its subjects, wherever they stand', () => {
    const subjects = (input: PolicyInput | Policy): unknown[] => lintPolicy(input).flatMap(({ subject }) => subject ?? []).map((subject) => JSON.stringify(subject));
    expect(subjects(document).sort()).toEqual(subjects(parsed(document)).sort());
    expect(lintPolicy(document)[3]?.subject).toEqual({ kind: 'user', user: 'ann@elsewhere.example' });
    expect(lintPolicy(document)[4]?.subject).toBeNull();
  });

  it('says of a document that is not valid what is wrong with it', () => {
    const invalid = { ...document, alignment: 'loose' } as unknown as PolicyInput;
    const issues = parsePolicy(invalid);
    expect(issues.ok ? [] : issues.issues.map(({ code, message }) => ({ code, message }))).toEqual(lintPolicy(invalid).map(({ code, message }) => ({ code, message })));
    expect(brief(lintPolicy(invalid))[0]).toBe('error invalid-value alignment');
    expect(brief(lintPolicy(null as unknown as PolicyInput))).toEqual(['error invalid-value ']);
  });

  it('finds nothing wrong with nothing', () => {
    expect([lintPolicy({}), lintPolicy(parsed({}))]).toEqual([[], []]);
  });
});
