// Where a decision is not what a test expects, field by field (S-18.4).

import type { Decision, Outcome, RecipientDecision, SmtpReply } from '../model/decision.js';
import type { HostRoute, Route } from '../model/route.js';
import type { TransportConstraints } from '../model/transport.js';
import type { Expectation, ExpectedReply, ExpectedRoute, RecipientExpectation } from './expectation.js';
import { plainDifference, setDifference, wordsOf } from './field-difference.js';
import type { FieldDifference, PolicyTestDifference } from './field-difference.js';
import { settingDifferences } from './setting-difference.js';

/** The routes of a policy, by name. */
export type Routes = ReadonlyMap<string, HostRoute>;

/** Empty: the decision is what was expected. */
export function differencesOf(decision: Decision, expected: Expectation, routes: Routes): PolicyTestDifference[] {
  const { outcome, constraints, reply, recipients, ...rest } = expected;
  // SMTP answers once after DATA (S-9.5); outbound every bounce has a reply of its own.
  const afterData = decision.direction === 'inbound';
  const ofEach: RecipientExpectation = afterData || reply === undefined ? rest : { ...rest, reply };
  const ofMessage = [
    ...plainDifference('outcome', outcome, decision.outcome),
    ...constraintDifferences(constraints, decision.constraints),
    ...(afterData ? replyDifferences(reply, decision.reply, isUndecided(decision, outcome, ...[...recipients.values()].map((own) => own.outcome))) : []),
  ];
  const single = decision.recipients.length === 1;
  const differencesFrom = (found: RecipientDecision, own: RecipientExpectation): FieldDifference[] =>
    recipientDifferences(found, own, routes, isUndecided(found, outcome, recipients.get(found.recipient)?.outcome));
  return [
    ...about(null, ofMessage),
    ...decision.recipients.flatMap((found) => about(single ? null : found.recipient, differencesFrom(found, ofEach))),
    ...decision.recipients.flatMap((found) => about(found.recipient, differencesFrom(found, recipients.get(found.recipient) ?? {}))),
  ];
}

/** Without a session nothing is violated and nothing answered yet, which shows something only to who expects just that. */
function isUndecided({ outcome }: { readonly outcome: Outcome }, ...expected: readonly (Outcome | undefined)[]): boolean {
  return outcome === 'pending' && !expected.includes('pending');
}

const UNDECIDED = 'not decided: no session';

function about(recipient: string | null, differences: readonly FieldDifference[]): PolicyTestDifference[] {
  return differences.map((difference) => ({ recipient, ...difference }));
}

function recipientDifferences(found: RecipientDecision, expected: RecipientExpectation, routes: Routes, undecided: boolean): FieldDifference[] {
  return [
    ...plainDifference('outcome', expected.outcome, found.outcome),
    ...constraintDifferences(expected.constraints, found.constraints),
    ...plainDifference('orgUnit', expected.orgUnit, found.orgUnit),
    ...settingDifferences(expected.settings, found.determinedBy),
    ...testingDifference(expected.testing, found.testing),
    ...routeDifferences(expected.route, found, routes),
    ...violationsDifference(expected.violations, found.violations, undecided),
    ...replyDifferences(expected.reply, found.reply, undecided),
  ];
}

function constraintDifferences(expected: Partial<TransportConstraints> | undefined, found: TransportConstraints): FieldDifference[] {
  const parts = ['tls', 'minVersion', 'caSigned', 'hostname'] as const;
  return parts.flatMap((part) => plainDifference(`constraints.${part}`, expected?.[part], found[part]));
}

/** Every setting in testing mode that matches, and no other, each with its outcome. */
function testingDifference(expected: RecipientExpectation['testing'], found: RecipientDecision['testing']): FieldDifference[] {
  if (expected === undefined) return [];
  return setDifference('testing', [...expected].map(([id, outcome]) => `${id} ${outcome}`), found.map(({ setting, wouldBe }) => `${setting} ${wouldBe}`));
}

function violationsDifference(expected: RecipientExpectation['violations'], found: RecipientDecision['violations'], undecided: boolean): FieldDifference[] {
  if (expected === undefined) return [];
  return undecided ? [{ field: 'violations', expected: wordsOf(expected), found: UNDECIDED }] : setDifference('violations', expected, found.map(({ type }) => type));
}

function routeDifferences(expected: ExpectedRoute | undefined, { route: found }: RecipientDecision, routes: Routes): FieldDifference[] {
  if (expected === undefined) return [];
  switch (expected.kind) {
    case 'mx':
      return found?.kind === 'mx' ? [] : [{ field: 'route', expected: "mx, the MX hosts of the recipient's domain", found: routeText(found) }];
    case 'named': {
      const named = routes.get(expected.name) ?? null;
      if (named !== null && routeText(named) === routeText(found)) return [];
      return [{ field: 'route', expected: named === null ? `${expected.name}, which the policy does not have` : `${expected.name} (${routeText(named)})`, found: routeText(found) }];
    }
    case 'host':
      if (found?.kind !== 'host') return [{ field: 'route', expected: `host ${expected.host ?? ''}`.trim(), found: routeText(found) }];
      return (['host', 'port', 'mxLookup'] as const).flatMap((part) => plainDifference(`route.${part}`, expected[part], found[part]));
  }
}

function routeText(route: Route | null): string {
  if (route === null) return 'none';
  return route.kind === 'mx' ? `mx ${route.domain}` : `host ${route.host}, port ${route.port}${route.mxLookup ? ', by its MX hosts' : ''}`;
}

function replyDifferences(expected: ExpectedReply | undefined, found: SmtpReply | null, undecided: boolean): FieldDifference[] {
  if (expected === undefined) return [];
  if (undecided) return [{ field: 'reply', expected: expectedReplyText(expected), found: UNDECIDED }];
  if (expected.kind === 'none') return found === null ? [] : [{ field: 'reply', expected: 'none', found: replyText(found) }];
  if (found === null) return [{ field: 'reply', expected: expectedReplyText(expected), found: 'none' }];
  return [
    ...plainDifference('reply.code', expected.code, found.code),
    ...plainDifference('reply.enhancedCode', expected.enhancedCode, found.enhancedCode),
    ...(expected.text === undefined || found.text.includes(expected.text) ? [] : [{ field: 'reply.text', expected: `a text with "${expected.text}"`, found: found.text }]),
  ];
}

function expectedReplyText(expected: ExpectedReply): string {
  return expected.kind === 'none' ? 'none' : [expected.code, expected.enhancedCode, expected.text].filter((part) => part !== undefined).join(' ');
}

function replyText({ code, enhancedCode, text }: SmtpReply): string {
  return `${code} ${enhancedCode} ${text}`;
}
