// The contenders of `evaluate`: the bare look-ups, the plain loop and the engine, outbound and inbound. Each checksum counts the recipients
// that need TLS, so that the loop and the engine have to agree on every message of every round.

import { bareLookups } from './lookups.mjs';
import { inboundMessages, outboundMessages } from './traffic.mjs';

const REQUIRED = 'recipients that need TLS';

/** @returns {import('./rounds.mjs').Contender[]} per recipient; the reference first */
export function outboundContenders({ engine, byKey, loop }) {
  return [
    bare(byKey),
    { name: 'plain loop', answers: REQUIRED, batch: outboundMessages, operations: recipientsIn, run: (messages) => loopOutbound(loop, messages) },
    { name: 'engine', answers: REQUIRED, batch: outboundMessages, operations: recipientsIn, run: (messages) => requiredIn(engine, messages, 'outbound') },
  ];
}

/** Per message, which has one author and one recipient. The loop gets the address of the author: it reads no From field. */
export function inboundContenders({ engine, byKey, loop }, options) {
  return [
    bare(byKey),
    { name: 'plain loop, author given', answers: REQUIRED, batch: authorsAndRecipients, operations: ({ authors }) => authors.length, run: (batch) => loopInbound(loop, batch) },
    { name: 'engine', answers: REQUIRED, batch: (traffic) => inboundMessages(traffic, options), operations: recipientsIn, run: (messages) => requiredIn(engine, messages, 'inbound') },
  ];
}

function bare(byKey) {
  return { name: 'lower-case and two Map.get', batch: ({ addresses }) => addresses.decode(), operations: (addresses) => addresses.length, run: (addresses) => bareLookups(byKey, addresses) };
}

/** Reads of every recipient what an MTA needs first. */
function requiredIn(engine, messages, direction) {
  let required = 0;
  for (const message of messages) for (const { constraints } of engine.evaluate(message, direction).recipients) if (constraints.tls === 'required') required++;
  return required;
}

function loopOutbound(loop, messages) {
  let required = 0;
  for (const { envelope } of messages) for (const recipient of envelope.rcptTo) if (loop.outbound(envelope.mailFrom, recipient).tls) required++;
  return required;
}

function loopInbound(loop, { authors, recipients }) {
  let required = 0;
  for (let place = 0; place < authors.length; place++) if (loop.inbound(authors[place], recipients[place]).tls) required++;
  return required;
}

function authorsAndRecipients({ addresses, recipients }) {
  return { authors: addresses.decode(), recipients: recipients.decode() };
}

function recipientsIn(messages) {
  return messages.reduce((count, { envelope }) => count + envelope.rcptTo.length, 0);
}
