// The shape of the document of policy tests. At run time it checks the frame; what has a short form is left to the code that reads it, so that an
// unknown key in the long form is named as one. The JSON Schema for editors comes from the same parts.

import * as z from 'zod/mini';
import { REPLY_PROFILES } from '../evaluate/reply.js';
import type { Outcome, ResultType } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { TLS_VERSIONS } from '../model/transport.js';
import type { Direction } from '../model/transport.js';
import { described, descriptions, flag, list, map, object, text, word } from '../policy/schema.js';
import type { Schema } from '../policy/schema.js';
import { RESULT_TYPES, VERSIONS } from './session-words.js';
import type { ConstraintsInput, PolicyTestFields, PolicyTestsInput, SettingExpectationInput } from './policy-test-document.js';

export const OUTCOMES: readonly Outcome[] = ['deliver', 'pending', 'bounce', 'reject'];
const DIRECTIONS: readonly Direction[] = ['inbound', 'outbound'];

/** The parts that have a short form may be anything. */
export type FieldsFrame = Omit<PolicyTestFields, ShortForm> & { [Key in ShortForm]?: unknown };
type ShortForm = 'from' | 'to' | 'authentication' | 'session' | 'expect';
export type RowFrame = FieldsFrame & { name?: string };
export type CaseFrame = FieldsFrame & { name: string; each?: RowFrame[] };
export type TestsFrame = Omit<PolicyTestsInput, 'defaults' | 'cases'> & { defaults?: FieldsFrame; cases: CaseFrame[] };
export interface ExpectationFrame {
  outcome?: Outcome;
  constraints?: unknown;
  route?: unknown;
  reply?: unknown;
  orgUnit?: string;
  settings?: unknown;
  testing?: unknown;
  violations?: unknown;
  recipients?: Record<string, unknown>;
}
export interface AuthenticationFrame {
  spf?: string;
  dkim?: unknown;
  dmarc?: string;
}

const outcome = word(OUTCOMES, 'deliver, pending (the session is not known and something is required), bounce (outbound) or reject (inbound).');

/** The constraints of an expectation: any part of them. */
export const constraintsObject: Schema<ConstraintsInput> = object('`opportunistic` or an object such as `{ tls: required }`', {
  tls: z.exactOptional(word(['opportunistic', 'required'], 'Whether TLS is required.')),
  minVersion: z.exactOptional(z.nullable(word(TLS_VERSIONS, 'The lowest TLS version that is accepted; null: any.'))),
  caSigned: z.exactOptional(flag('A certificate signed by a trusted CA: outbound the server\'s, inbound the client\'s.')),
  hostname: z.exactOptional(flag("The server's certificate bears the name of the host.")),
});

const PORT = 'a whole number from 1 to 65535';
export const routeObject: Schema<{ host?: string; port?: number; mxLookup?: boolean }> = object('`mx`, the name of a route, or an object such as `{ host: gateway.example }`', {
  host: z.exactOptional(text('a host name', 'The host.')),
  port: z.exactOptional(described(z.int({ error: PORT }).check(z.minimum(1, { error: PORT }), z.maximum(65_535, { error: PORT })), 'The TCP port.')),
  mxLookup: z.exactOptional(flag('Whether mail goes to the MX hosts of the host.')),
});

const CODE = 'a reply code such as 550';
export const replyObject: Schema<{ code?: number; enhancedCode?: string; text?: string }> = object('`none`, a reply code, `550 5.7.10` or an object such as `{ code: 550 }`', {
  code: z.exactOptional(described(z.int({ error: CODE }).check(z.minimum(200, { error: CODE }), z.maximum(599, { error: CODE })), 'The reply code.')),
  enhancedCode: z.exactOptional(text('an enhanced status code such as `5.7.10`', 'The enhanced status code (RFC 3463).')),
  text: z.exactOptional(text('text', 'A part of the text of the reply.')),
});

export const settingObject: Schema<SettingExpectationInput> = object('the id of a setting, or an object with `id`', {
  id: text('the id of a setting', 'The id of the setting.'),
  orgUnit: z.exactOptional(text('a path such as `/`', 'Where the setting is defined.')),
  addressList: z.exactOptional(text('the name of an address list', 'The list that made it match.')),
  entry: z.exactOptional(text('an entry', 'The canonical entry that made it match.')),
});

const RESULT = 'a result such as `pass` or `pass:example.com`';
export const authenticationObject: Schema<AuthenticationFrame> = authentication(z.unknown());

function authentication(dkim: z.ZodMiniType): Schema<AuthenticationFrame> {
  return object('`pass`, `fail`, `unknown` or an object with `spf`, `dkim`, `dmarc`', {
    spf: z.exactOptional(text(RESULT, 'The result of SPF.')),
    dkim: z.exactOptional(described(dkim, 'The result of a DKIM signature with its domain, or of each of them.')),
    dmarc: z.exactOptional(text(RESULT, 'The result of DMARC.')),
  });
}

const certificate = object('null or an object with `trusted`, `hostnameMatches`, `expired`', {
  trusted: z.exactOptional(flag('The chain ends at a trusted CA.')),
  hostnameMatches: z.exactOptional(flag('The certificate bears the name of the host.')),
  expired: z.exactOptional(flag('The certificate is outside its validity period.')),
});
export const sessionObject: Schema<Session> = object('words such as `none` or `good`, or an object such as `{ tls: false }`', {
  tls: flag('Whether there was TLS.'),
  version: z.exactOptional(word(VERSIONS, 'The TLS version.')),
  certificate: z.exactOptional(z.nullable(certificate)),
}) as unknown as Schema<Session>;

/** Outcomes by the id of a setting. */
export const outcomesById: Schema<Record<string, Outcome>> = map(outcome, '`none`, or an object of setting ids and outcomes');

const resultType = word(RESULT_TYPES, 'A result type of RFC 8460.');
export const resultTypes: Schema<ResultType[]> = list(resultType, 'a result type of RFC 8460, or a list of them');

/** One text, or a list of them. @param wanted - what each is, and what the list is */
export function texts(wanted: string, listWanted: string): { readonly one: Schema<string>; readonly several: Schema<string[]> } {
  return { one: z.string({ error: listWanted }), several: list(z.string({ error: wanted }), listWanted) };
}

/** What stands for the parts that have a short form: anything, or, for editors, the part itself. */
interface ExpectationParts {
  readonly constraints: z.ZodMiniType;
  readonly route: z.ZodMiniType;
  readonly reply: z.ZodMiniType;
  readonly settings: z.ZodMiniType;
  readonly testing: z.ZodMiniType;
  readonly violations: z.ZodMiniType;
}

const anything = z.unknown();
const ANY_PARTS: ExpectationParts = { constraints: anything, route: anything, reply: anything, settings: anything, testing: anything, violations: anything };

const EXPECTATION = 'an outcome or an object such as `{ outcome: deliver }`';
/** An expectation, whose parts with a short form may be anything. */
export const expectationFrame: Schema<ExpectationFrame> = expectation({ ...expectationParts(ANY_PARTS), recipients: z.exactOptional(recipients(anything)) });

/** That of one recipient. */
export const recipientExpectationFrame: Schema<Omit<ExpectationFrame, 'recipients'>> = expectation(expectationParts(ANY_PARTS));

/** The document, whose parts with a short form may be anything. */
export const testsFrame: Schema<TestsFrame> = document({ texts: () => z.unknown(), authentication: anything, session: anything, expect: anything });

/** The whole document with descriptions, as JSON Schema (draft 2020-12). */
export function policyTestJsonSchema(): Record<string, unknown> {
  const words = described(z.string(), 'none, good, unknown, or what is wrong: `self-signed`, `expired`, `wrong-name`, `no-certificate`, `TLSv1.1`, or several, as `TLSv1.1, expired`.');
  const written = document({
    texts: () => oneOrSeveral(z.string()),
    authentication: z.union([word(['pass', 'fail', 'unknown'], 'Whether the authors are authenticated.'), authentication(oneOrSeveral(z.string()))]),
    session: z.union([words, sessionObject]),
    expect: writtenExpectation(),
  });
  return { title: 'Tests of a secure transport (TLS) policy', ...z.toJSONSchema(written, { metadata: descriptions }) };
}

function writtenExpectation(): z.ZodMiniType {
  const setting = z.union([described(z.string(), 'The id of a setting.'), settingObject]);
  const parts = expectationParts({
    constraints: z.union([word(['opportunistic'], 'Nothing is required.'), constraintsObject]),
    route: z.union([described(z.string(), "`mx`, the MX hosts of the recipient's domain, or the name of a route of the policy."), routeObject]),
    reply: z.union([described(z.string(), '`none`, or codes such as `550 5.7.10`.'), described(z.int(), 'A reply code.'), replyObject]),
    settings: z.union([described(z.string(), 'The id of a setting.'), z.array(setting)]),
    testing: z.union([word(['none'], 'No setting in testing mode matches.'), outcomesById]),
    violations: oneOrSeveral(resultType),
  });
  const recipient = z.union([outcome, expectation(parts)]);
  return z.union([outcome, expectation({ ...parts, recipients: z.exactOptional(recipients(recipient)) })]);
}

function expectation<T>(parts: Parameters<typeof z.strictObject>[0]): Schema<T> {
  return object(EXPECTATION, parts as z.core.$ZodShape) as unknown as Schema<T>;
}

function expectationParts({ constraints, route, reply, settings, testing, violations }: ExpectationParts): z.core.$ZodShape {
  return {
    outcome: z.exactOptional(outcome),
    constraints: z.exactOptional(described(constraints, 'What is required of the connection: any part.')),
    route: z.exactOptional(described(route, 'Outbound: where the mail goes.')),
    reply: z.exactOptional(described(reply, 'The SMTP reply of a bounce or reject: any part.')),
    orgUnit: z.exactOptional(text('the path of an org unit', 'The org unit whose settings decide.')),
    settings: z.exactOptional(described(settings, 'All settings in force that match, and no other; `[]`: none does.')),
    testing: z.exactOptional(described(testing, 'All settings in testing mode that match, and the outcome that each would have.')),
    violations: z.exactOptional(described(violations, 'All violations; `[]`: the connection is what is required.')),
  };
}

function recipients(recipient: z.ZodMiniType): Schema<Record<string, unknown>> {
  return described(map(recipient, 'an object of recipients and what is expected of them'), 'What is expected of single recipients, by address as it stands in `to`.');
}

interface CaseParts {
  /** Made for each field, whose description differs. */
  readonly texts: () => z.ZodMiniType;
  readonly authentication: z.ZodMiniType;
  readonly session: z.ZodMiniType;
  readonly expect: z.ZodMiniType;
}

function document(parts: CaseParts): Schema<TestsFrame> {
  const fields = caseFields(parts);
  const name = text('a name for the case', 'What the case shows; unique in its file.');
  const rowName = text('a name for the row', 'Stands after the name of the case. Default: what the row says.');
  const row = object('an object of what the row changes', { name: z.exactOptional(rowName), ...fields });
  const testCase = object('an object with `name` and `expect`', { name, ...fields, each: z.exactOptional(described(list(row as unknown as Schema<RowFrame>, 'a list of rows'), 'A table: each row is a case that takes from this one what it leaves out.')) });
  return object('an object with `cases`', {
    replyProfile: z.exactOptional(word(REPLY_PROFILES, 'The codes that replies have. Default `default`.')),
    defaults: z.exactOptional(described(object('an object of what cases leave out', fields), 'What cases leave out.')),
    cases: described(list(testCase as unknown as Schema<CaseFrame>, 'a list of cases'), 'The cases: each a message, and what is expected of the decision.'),
  });
}

function caseFields({ texts, authentication, session, expect }: CaseParts): z.core.$ZodShape {
  return {
    direction: z.exactOptional(word(DIRECTIONS, 'Which way the mail goes.')),
    from: z.exactOptional(described(texts(), 'The author: the value of the From field, or of each of them; `[]`: there is none.')),
    headers: z.exactOptional(text('a header block', 'A raw header block, in place of `from`.')),
    mailFrom: z.exactOptional(described(z.nullable(z.string({ error: 'an address, or null' })), 'The envelope sender; null: the null reverse-path. Default: the author.')),
    to: z.exactOptional(described(texts(), 'The envelope recipients.')),
    authentication: z.exactOptional(described(authentication, 'Inbound: whether the authors are authenticated. Default: unknown.')),
    secureTransport: z.exactOptional(flag('Outbound: something else demands secure transport.')),
    session: z.exactOptional(described(session, 'What the connection was. Default: not known yet.')),
    expect: z.exactOptional(described(expect, 'What is expected of the decision.')),
  };
}

function oneOrSeveral(item: z.ZodMiniType): z.ZodMiniType {
  return z.union([item, z.array(item)]);
}
