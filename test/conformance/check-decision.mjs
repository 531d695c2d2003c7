// Vectors about decisions: evaluate and enforce.

import { exactDifferences, partialDifferences } from './disagreement.mjs';
import { decisionOf, enforceAll, engineOf, throughJson } from './engine.mjs';
import { revive } from './special-value.mjs';

/** `decision`: what a clause says of one decision, and what holds of every one (S-11.3, S-12.1, S-12.5, S-12.6). */
export function checkDecision(library, vector) {
  const engine = engineOf(library, vector);
  const evaluated = engine.evaluate(revive(vector.message), vector.direction);
  const decision = decisionOf(library, vector, engine);
  const queued = enforceAll(library, throughJson(evaluated), vector.enforce ?? []);
  return [
    ...partialDifferences(vector.expect, decision, 'decision'),
    ...(vector.replies ?? []).flatMap(([index, includes, excludes]) => replyDifferences(decision.recipients[index].reply, includes, excludes)),
    ...exactDifferences(throughJson(decision), decision, 'the decision, after JSON'),
    ...exactDifferences(decision, queued, 'the decision, enforced after JSON'),
    ...exactDifferences(decision, decisionOf(library, vector), 'the decision, evaluated again'),
    ...exactDifferences(evaluated, engine.explain(revive(vector.message), vector.direction).decision, 'the decision, explained'),
  ];
}

function replyDifferences(reply, includes, excludes = []) {
  return [
    ...includes.filter((part) => !reply.text.includes(part)).map((part) => `the reply does not name ${part}: ${reply.text}`),
    ...excludes.filter((part) => reply.text.includes(part)).map((part) => `the reply names ${part}: ${reply.text}`),
  ];
}

/** `sender-authentication`: the `authenticated` of every match, for each of several results of authentication (S-5). */
export function checkSenderAuthentication(library, vector) {
  const engine = engineOf(library, vector);
  return vector.cases.flatMap(([part, expected]) => {
    const found = engine.evaluate(revive({ ...vector.message, ...part }), 'inbound').recipients[0].determinedBy.map((match) => match.authenticated);
    return exactDifferences(expected, found, `matches with ${JSON.stringify(part)}`);
  });
}

/** `equivalent`: several policies and several messages that all have one decision. */
export function checkEquivalent(library, vector) {
  const policies = vector.policies ?? [vector.policy];
  const messages = vector.messages ?? [vector.message];
  const decisions = policies.flatMap((policy) => {
    const engine = engineOf(library, vector, revive(policy));
    return messages.map((message) => engine.evaluate(revive(message), vector.direction));
  });
  const same = vector.ignoring === 'recipient' ? decisions.map(withoutRecipientText) : decisions;
  return [
    ...partialDifferences(vector.expect, decisions[0], 'the first decision'),
    ...same.slice(1).flatMap((decision, index) => exactDifferences(same[0], decision, `decision ${index + 2}`)),
  ];
}

/** `recipient` is the text as given, so two spellings of one address differ in it and in nothing else. */
function withoutRecipientText(decision) {
  return { ...decision, recipients: decision.recipients.map((recipient) => ({ ...recipient, recipient: '' })) };
}

/** `independence`: a reader who writes into a decision changes nothing for the next one (S-12.6). */
export function checkIndependence(library, vector) {
  const engine = engineOf(library, vector);
  const first = engine.evaluate(revive(vector.message), vector.direction);
  const kept = throughJson(first);
  scribble(first);
  const second = engine.evaluate(revive(vector.message), vector.direction);
  return [
    ...exactDifferences(kept, second, 'the second decision'),
    ...exactDifferences(kept.constraints, library.join(library.opportunistic, kept.constraints), 'the bottom of the lattice joined'),
  ];
}

function scribble(value) {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    scribble(value[key]);
    try {
      value[key] = 'scribbled';
    } catch {
      // What is shared is frozen: that is what the clause asks for.
    }
  }
}

/** `misuse`: wrong use of the API by its caller's code throws (S-12.4). */
export function checkMisuse(library, vector) {
  const engine = engineOf(library, vector);
  const decision = engine.evaluate(revive(vector.message), vector.direction);
  const calls = {
    evaluate: (written) => engine.evaluate(...written),
    explain: (written) => engine.explain(...written),
    effectiveSettings: (written) => engine.effectiveSettings(...written),
    enforce: (written) => library.enforce(...written),
    enforceDecision: (written) => library.enforce(decision, ...written),
  };
  return vector.cases.flatMap(([call, written, expected]) => {
    const found = nameOfError(() => calls[call](written.map(revive)));
    return found === expected ? [] : [`${call}(${JSON.stringify(written)}): expected ${expected}, found ${found}`];
  });
}

function nameOfError(call) {
  try {
    call();
    return 'no error';
  } catch (error) {
    return error.name;
  }
}
