// Running messages through the engine: one message with its answer, or many with a progress bar and a summary.

import type { PolicyEngine } from '../engine.js';
import type { Decision } from '../model/decision.js';
import type { Message } from '../model/message.js';
import { painterFor } from './colour.js';
import type { Painter } from './colour.js';
import { engineFromFile } from './engine-from-file.js';
import { InputError } from './failure.js';
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { ExitCode, Io } from './io.js';
import type { MessageRequest } from './message-options.js';
import { openMessages } from './message-source.js';
import type { MessageSource, SourcedMessage } from './message-source.js';
import { progressBar } from './progress-bar.js';
import { count } from './table.js';
import { newTally } from './tally.js';
import { terminalText } from './terminal-text.js';

/** What the engine says to a message, in the forms that can be printed. */
export interface Answer {
  readonly decision: Decision;
  /** Goes into the line of JSON. */
  readonly json: object;
  text(paint: Painter): string;
}

export async function runMessages(request: MessageRequest, io: Io, answer: (engine: PolicyEngine, message: Message) => Answer): Promise<ExitCode> {
  const engine = await engineFromFile(request.policy, io, request.colour, request.replyProfile);
  const ask = (headers: string): Answer => answer(engine, request.factsOf(headers));
  if (request.message === null) return printOne(ask(''), { source: null, index: 1 }, request, io);
  const source = await openMessages(request.message, io);
  const messages = source.messages[Symbol.asyncIterator]();
  const first = await messages.next();
  if (first.done === true) throw new InputError(`${request.message}: there is no message in it`);
  const second = await messages.next();
  if (!source.folder && second.done === true) return printSole(first.value, request, io, ask);
  return printMany(rejoin([first, second], messages), source, request, io, ask);
}

function printSole(message: SourcedMessage, request: MessageRequest, io: Io, ask: (headers: string) => Answer): Promise<ExitCode> {
  if (message.headers === '') throw new InputError(`${message.source}: it is empty, there is no message in it`);
  return printOne(ask(message.headers), message, request, io);
}

async function printOne(answer: Answer, place: Place, request: MessageRequest, io: Io): Promise<ExitCode> {
  const paint = painterFor(io.stdout, io.environment, request.colour);
  await io.stdout.write(request.json ? jsonLine(answer, place) : answer.text(paint));
  return isRefused(answer.decision) ? 1 : 0;
}

async function printMany(
  messages: AsyncIterable<SourcedMessage>,
  source: MessageSource,
  request: MessageRequest,
  io: Io,
  ask: (headers: string) => Answer,
): Promise<ExitCode> {
  const bar = progressBar(io.stderr, source.bytes);
  const tally = newTally();
  try {
    for await (const message of messages) {
      const answer = ask(message.headers);
      tally.add(answer.decision);
      if (request.json) await io.stdout.write(jsonLine(answer, message));
      if (io.stdout.closed) break;
      await bar.show(message.bytesRead, tally.messages);
    }
  } finally {
    await bar.clear();
  }
  if (!request.json) await io.stdout.write(summaryText(tally, request, painterFor(io.stdout, io.environment, request.colour)));
  return tally.refused ? 1 : 0;
}

function summaryText(tally: ReturnType<typeof newTally>, request: MessageRequest, paint: Painter): string {
  const name = request.message === STANDARD_INPUT ? STANDARD_INPUT_NAME : terminalText(request.message ?? '');
  return `${name}: ${count(tally.messages)} message${tally.messages === 1 ? '' : 's'} ${request.direction}\n\n${tally.text(paint)}`;
}

interface Place {
  readonly source: string | null;
  readonly index: number;
}

function jsonLine(answer: Answer, { source, index }: Place): string {
  return `${JSON.stringify({ source, index, ...answer.json })}\n`;
}

function isRefused({ outcome }: Decision): boolean {
  return outcome === 'bounce' || outcome === 'reject';
}

/** The messages that were read ahead to see whether there are many, then the others. */
async function* rejoin(ahead: readonly IteratorResult<SourcedMessage>[], rest: AsyncIterator<SourcedMessage>): AsyncGenerator<SourcedMessage> {
  for (const result of ahead) if (result.done !== true) yield result.value;
  yield* { [Symbol.asyncIterator]: () => rest };
}
