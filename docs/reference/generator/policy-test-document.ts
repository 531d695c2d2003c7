// The page about the document of policy tests.
import type {
  AuthenticationInput,
  ConstraintsInput,
  ExpectationInput,
  PolicyTestInput,
  PolicyTestRowInput,
  PolicyTestsInput,
  SettingExpectationInput,
} from '../../../src/testing/index.js';
import type { CertificateFacts, Session } from '../../../src/index.js';
import { policyTestJsonSchema } from '../../../src/testing/policy-test-schema.js';
import { documentPage } from './document-page.js';
import type { DocumentedObject, DocumentPage } from './document-page.js';
import type { JsonSchema } from './json-schema.js';

export function policyTestDocumentPage(): string {
  return documentPage(policyTestDocument());
}

export function policyTestDocument(): DocumentPage {
  return {
    title: 'The document of policy tests',
    introduction:
      'Every key of a file of policy tests, from the schema that checks it. It is read as strictly as a policy (S-18.1). [Policy tests](../policy-tests.md) tells how to write and run them; ' +
      'the schema is in the package as `smtp-tls-policy/policy-test.schema.json`, for editors.',
    schema: policyTestJsonSchema(),
    objects: OBJECTS,
  };
}

type Clauses<T> = Readonly<Record<keyof T & string, string>>;

const testCase: Clauses<PolicyTestInput> = {
  name: 'S-18.1',
  direction: 'S-4.1, S-4.4',
  from: 'S-4.2, S-18.1',
  headers: 'S-4.6',
  mailFrom: 'S-6.2, S-18.3',
  to: 'S-4.4',
  authentication: 'S-5.1, S-18.3',
  secureTransport: 'S-7.1',
  session: 'S-9.1, S-18.3',
  expect: 'S-18.4',
  each: 'S-18.2',
};
const { each: _each, ...rowFields } = testCase;
const row: Clauses<PolicyTestRowInput> = rowFields;
const { name: _name, ...fields } = rowFields;
const expectation: Clauses<ExpectationInput> = {
  outcome: 'S-9.3',
  constraints: 'S-8.1, S-18.2',
  route: 'S-8.4',
  reply: 'S-10.1',
  orgUnit: 'S-6.2',
  settings: 'S-18.4',
  testing: 'S-7.6, S-18.4',
  violations: 'S-9.2, S-18.4',
  recipients: 'S-8.3',
};
const { recipients: _recipients, ...ofRecipient } = expectation;
const constraints: Clauses<ConstraintsInput> = { tls: 'S-8.1', minVersion: 'S-8.1', caSigned: 'S-9.2', hostname: 'S-9.2' };
const settingExpectation: Clauses<SettingExpectationInput> = { id: 'S-11.1', orgUnit: 'S-6.3', addressList: 'S-3.6', entry: 'S-3.3' };
const authentication: Clauses<AuthenticationInput> = { spf: 'S-5.1', dkim: 'S-5.1', dmarc: 'S-5.1, S-5.4' };
const session: Readonly<Record<'tls' | 'version' | 'certificate', string>> & Clauses<Session> = { tls: 'S-9.1', version: 'S-9.1', certificate: 'S-9.1' };
const certificate: Clauses<CertificateFacts> = { trusted: 'S-9.2', hostnameMatches: 'S-9.2', expired: 'S-9.2' };

const caseSchema = ({ properties }: JsonSchema): JsonSchema | undefined => properties?.['cases']?.items;
const fieldSchema = (document: JsonSchema, key: string): JsonSchema | undefined => objectForm(caseSchema(document)?.properties?.[key]);
const expectationSchema = (document: JsonSchema): JsonSchema | undefined => fieldSchema(document, 'expect');
const partSchema = (document: JsonSchema, key: string): JsonSchema | undefined => objectForm(expectationSchema(document)?.properties?.[key]);

const OBJECTS: readonly DocumentedObject[] = [
  {
    title: 'The document',
    id: 'the-document',
    at: '',
    introduction: 'At least one case: a document that would test nothing is an error.',
    find: (schema) => schema,
    clauses: { replyProfile: 'S-10.1', defaults: 'S-18.2', cases: 'S-18.1' } satisfies Clauses<PolicyTestsInput>,
    example: `replyProfile: exchange
defaults: { direction: outbound, from: me@example.com }
cases:
  - { name: the bank gets TLS, to: teller@bank.example, session: none, expect: bounce }`,
  },
  {
    title: 'A case',
    id: 'a-case',
    at: 'cases[]',
    introduction: 'A message, and what is expected of the decision about it. Every case needs `direction`, `to`, `expect` and a sender, from itself or from `defaults`.',
    find: caseSchema,
    clauses: testCase,
    example: `cases:
  - name: the bank may not write in plaintext
    direction: inbound
    from: teller@bank.example
    to: ann@example.com
    authentication: pass
    session: none
    expect: reject`,
  },
  {
    title: 'A row of a case',
    id: 'a-row',
    at: 'cases[].each[]',
    like: 'a-case',
    introduction: 'A case of its own, which takes from the case above it what it leaves out. It has the keys of [a case](#a-case) but `each`; a name it may have.',
    find: (document) => caseSchema(document)?.properties?.['each']?.items,
    clauses: row,
    example: `cases:
  - name: the bank gets TLS
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    each:
      - { session: none, expect: bounce }
      - { name: over a good connection, session: good, expect: deliver }`,
  },
  {
    title: 'The defaults',
    id: 'the-defaults',
    at: 'defaults',
    like: 'a-case',
    introduction: 'What cases leave out: the keys of [a case](#a-case) but `name` and `each`.',
    find: ({ properties }) => properties?.['defaults'],
    clauses: fields,
    example: `defaults: { direction: inbound, to: ann@example.com, session: good, expect: deliver }
cases:
  - { name: partners come in, from: bob@partner.example }
  - { name: banks come in, from: teller@bank.example }`,
  },
  {
    title: 'Results of authentication',
    id: 'authentication',
    at: 'cases[].authentication',
    introduction: '`pass`, `fail`, `unknown`, or an object of results such as `pass:bank.example`.',
    find: (document) => fieldSchema(document, 'authentication'),
    clauses: authentication,
    example: `cases:
  - name: a signature vouches for the bank
    direction: inbound
    from: teller@bank.example
    to: ann@example.com
    authentication: { spf: fail, dkim: ['fail:partner.example', 'pass:bank.example'], dmarc: none }
    session: good
    expect: deliver`,
  },
  {
    title: 'A session',
    id: 'a-session',
    at: 'cases[].session',
    introduction: '[Words](../policy-tests.md), or an object of these keys.',
    find: (document) => fieldSchema(document, 'session'),
    clauses: session,
    example: `cases:
  - name: a certificate that nobody signed will not do
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    session: { tls: true, version: TLSv1.2, certificate: { trusted: false, hostnameMatches: true, expired: false } }
    expect: bounce`,
  },
  {
    title: 'A certificate',
    id: 'a-certificate',
    at: 'cases[].session.certificate',
    introduction: 'The verdicts on it; one that is left out is unknown. `null`: the peer presents none.',
    find: (document) => objectForm(fieldSchema(document, 'session')?.properties?.['certificate']),
    clauses: certificate,
    example: `cases:
  - name: an expired certificate will not do
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    session: { tls: true, version: TLSv1.3, certificate: { trusted: true, hostnameMatches: true, expired: true } }
    expect: { violations: certificate-expired }`,
  },
  {
    title: 'An expectation',
    id: 'an-expectation',
    at: 'cases[].expect',
    introduction: 'An outcome, or an object of these keys. What is left out may be anything.',
    find: expectationSchema,
    clauses: expectation,
    example: `cases:
  - name: the bank gets TLS
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    session: none
    expect: { outcome: bounce, settings: banks, violations: starttls-not-supported }`,
  },
  {
    title: 'An expectation of one recipient',
    id: 'of-a-recipient',
    at: 'cases[].expect.recipients.*',
    like: 'an-expectation',
    introduction: 'An outcome, or an object with the keys of [an expectation](#an-expectation) but `recipients`.',
    find: (document) => objectForm(byName(expectationSchema(document)?.properties?.['recipients'])),
    clauses: ofRecipient,
    example: `cases:
  - name: the bank bounces, the others go out
    direction: outbound
    from: me@example.com
    to: [teller@bank.example, bob@elsewhere.example]
    session: none
    expect:
      recipients:
        teller@bank.example: bounce
        bob@elsewhere.example: { outcome: deliver, settings: [] }`,
  },
  {
    title: 'Expected constraints',
    id: 'expected-constraints',
    at: 'cases[].expect.constraints',
    introduction: '`opportunistic`, or any part of them.',
    find: (document) => partSchema(document, 'constraints'),
    clauses: constraints,
    example: `cases:
  - name: the bank gets a modern version
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    expect: { constraints: { tls: required, minVersion: TLSv1.2 } }`,
  },
  {
    title: 'An expected route',
    id: 'an-expected-route',
    at: 'cases[].expect.route',
    introduction: '`mx`, the name of a route, or any part of one.',
    find: (document) => partSchema(document, 'route'),
    clauses: { host: 'S-7.5', port: 'S-7.5', mxLookup: 'S-7.5' },
    example: `cases:
  - name: mail for the bank takes the gateway
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    expect: { route: { host: gateway.example, port: 587 } }`,
  },
  {
    title: 'An expected reply',
    id: 'an-expected-reply',
    at: 'cases[].expect.reply',
    introduction: '`none`, a code, `550 5.7.10`, or any part of it.',
    find: (document) => partSchema(document, 'reply'),
    clauses: { code: 'S-10.1', enhancedCode: 'S-10.1', text: 'S-10.1' },
    example: `cases:
  - name: the bank hears why
    direction: inbound
    from: teller@bank.example
    to: ann@example.com
    session: none
    expect: { reply: { code: 550, text: Secure transport required } }`,
  },
  {
    title: 'An expected setting',
    id: 'an-expected-setting',
    at: 'cases[].expect.settings[]',
    introduction: 'An id, or an object of these keys, which says why the setting matches.',
    find: (document) => expectationSchema(document)?.properties?.['settings']?.anyOf?.flatMap(({ items }) => objectForm(items) ?? [])[0],
    clauses: settingExpectation,
    example: `cases:
  - name: the list of banks decides
    direction: outbound
    from: me@example.com
    to: teller@bank.example
    expect: { settings: [{ id: banks, orgUnit: /, addressList: banks, entry: bank.example }] }`,
  },
];

/** Of a part that has a short form, the long one. */
function objectForm(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema?.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
}

function byName(schema: JsonSchema | undefined): JsonSchema | undefined {
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
