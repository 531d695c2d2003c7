// Vectors about what is told of a decision: replies, report fields, the indicator, explanations.

import { exactDifferences, partialDifferences } from './disagreement.mjs';
import { decisionOf, engineOf } from './engine.mjs';
import { revive } from './special-value.mjs';

const MAX_REPLY_LINE = 512;

/** `reply`: code and enhanced code by profile, and a text that is safe on an SMTP line (S-10.1, S-10.3). */
export function checkReply(library, vector) {
  return vector.cases.flatMap(([violation, direction, options, expected]) => {
    const reply = library.toReply(revive(violation), direction, revive(options ?? {}));
    const { textIncludes = [], textExcludes = [], ...exact } = expected;
    const place = `reply to ${JSON.stringify(violation).slice(0, 200)}`;
    return [
      ...partialDifferences(exact, reply, place),
      ...textIncludes.filter((part) => !reply.text.includes(part)).map((part) => `${place}: no ${JSON.stringify(part)} in ${JSON.stringify(reply.text)}`),
      ...textExcludes.filter((part) => reply.text.includes(part)).map((part) => `${place}: ${JSON.stringify(part)} in ${JSON.stringify(reply.text)}`),
      ...lineDifferences(reply, place),
    ];
  });
}

function lineDifferences(reply, place) {
  const line = `${reply.code} ${reply.enhancedCode} ${reply.text}\r\n`;
  return [
    ...(/^[ -~]*$/.test(reply.text) ? [] : [`${place}: the text is not printable ASCII: ${JSON.stringify(reply.text)}`]),
    ...(line.length <= MAX_REPLY_LINE ? [] : [`${place}: the line has ${line.length} octets`]),
  ];
}

/** `dsn`: the fields of a non-delivery report (S-10.2). `diagnosticCode` is given by its beginning. */
export function checkDsn(library, vector) {
  const decision = decisionOf(library, vector);
  return vector.cases.flatMap(([index, options, expected]) => {
    const fields = library.dsnFields(decision.recipients[index], options ?? undefined);
    if (expected === null || fields === null) return exactDifferences(expected, fields, `report of recipient ${index}`);
    const { diagnosticCode, ...exact } = expected;
    return [
      ...partialDifferences(exact, fields, `report of recipient ${index}`),
      ...(fields.diagnosticCode.startsWith(diagnosticCode ?? '') ? [] : [`diagnosticCode: ${fields.diagnosticCode}`]),
      ...(Object.values(fields).some((field) => /[\r\n]/.test(String(field))) ? ['a field has a line break'] : []),
    ];
  });
}

/** `indicator`: what is shown beside a recipient before sending (S-10.4). */
export function checkIndicator(library, vector) {
  const decision = decisionOf(library, vector);
  return vector.cases.flatMap(([index, lastSeen, expected]) =>
    exactDifferences(expected, library.recipientIndicator(decision.recipients[index], lastSeen ?? undefined), `indicator of recipient ${index}`),
  );
}

/**
 * `explain`: every setting in view, applied or why not (S-11.2); the same decision (S-11.3); and it can be rendered as text.
 * No clause says in which order settings are told, so vectors list them by id and org unit.
 */
export function checkExplain(library, vector) {
  const engine = engineOf(library, vector);
  const explanation = engine.explain(revive(vector.message), vector.direction);
  const text = library.renderExplanation(explanation);
  return [
    ...partialDifferences(vector.expect, inOrder(explanation), 'explanation'),
    ...exactDifferences(engine.evaluate(revive(vector.message), vector.direction), explanation.decision, 'the decision explained'),
    ...(vector.rendered ?? []).filter((part) => !text.includes(part)).map((part) => `no ${JSON.stringify(part)} in the text: ${text}`),
  ];
}

function inOrder(explanation) {
  const recipients = explanation.recipients.map((recipient) => ({ ...recipient, settings: [...recipient.settings].sort(bySettingAndUnit) }));
  return { ...explanation, recipients };
}

function bySettingAndUnit(a, b) {
  return compare(a.setting, b.setting) || compare(a.orgUnit, b.orgUnit);
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
