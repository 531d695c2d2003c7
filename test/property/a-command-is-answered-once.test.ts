// S-20.5: whatever a client, a handler and a policy do, each command is answered once, and nothing of a refused message is handed on.

import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { compilePolicy } from '../../src/index.js';
import type { Authentication } from '../../src/index.js';
import { secureTransport } from '../../src/smtp-server/index.js';
import type { SecureTransportOptions } from '../../src/smtp-server/index.js';
import { INBOUND_POLICY } from '../mta/inbound-cases.js';
import { HitRate, RUNS } from './runs.js';

const engine = compilePolicy(INBOUND_POLICY);

/** What a handler of the developer does. */
const behaviour = fc.constantFrom(...(['accepts', 'refuses', 'accepts later', 'twice', 'throws', 'rejects', 'throws after it answered', 'destroys'] as const));
type Behaviour = typeof behaviour extends fc.Arbitrary<infer One> ? One : never;

const situation = fc.record({
  author: fc.constantFrom('ann@partner.example', 'ann@bank.example', 'ann@elsewhere.example', 'ann@@nowhere', null),
  recipients: fc.uniqueArray(fc.constantFrom('ada', 'sue', 'bo', 'val', 'pat'), { minLength: 1, maxLength: 3 }),
  secure: fc.boolean(),
  lmtp: fc.boolean(),
  hideENHANCEDSTATUSCODES: fc.boolean(),
  authentication: fc.constantFrom(...(['none', 'written', 'passes', 'fails', 'throws', 'rejects'] as const)),
  pieces: fc.array(fc.string({ maxLength: 30 }), { maxLength: 6 }),
  /** How many of the pieces come before the client goes away; null: it stays. */
  goesAwayAfter: fc.option(fc.nat({ max: 6 })),
  goesAwayWith: fc.option(fc.constant(new Error('reset'))),
  mail: behaviour,
  data: behaviour,
});
type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never;

it('once, and what is refused is handed on to nobody', async () => {
  const refused = new HitRate();
  const handed = new HitRate();
  await fc.assert(
    fc.asyncProperty(situation, async (given) => {
      const handedOn: string[][] = [];
      const options = secureTransport(engine, serverOptions(given, handedOn), adapterOptions(given));
      const session = newSession(given.secure);
      const address = (text: string): { address: string; args: false } => ({ address: text, args: false });
      const mail = await answersOf((callback) => options.onMailFrom!(address('x@elsewhere.example'), session, callback));
      expect(mail.length).toBe(1);
      session.envelope.mailFrom = address('x@elsewhere.example');
      for (const recipient of given.recipients) {
        const rcpt = await answersOf((callback) => options.onRcptTo!(address(`${recipient}@organisation.example`), session, callback));
        expect(rcpt.length).toBe(1);
        if (rcpt[0]!.error === null) session.envelope.rcptTo.push(address(`${recipient}@organisation.example`));
      }
      if (session.envelope.rcptTo.length === 0) return;
      const named = session.envelope.rcptTo.length;
      const stream: SMTPServerDataStream = Object.assign(new PassThrough(), { byteLength: 0, sizeExceeded: false });
      const answering = answersOf((callback) => {
        options.onData!(stream, session, callback);
        void send(stream, given);
      });
      const data = await answering;
      expect(data.length).toBe(1);
      expect(handedOn.length).toBeLessThanOrEqual(1);
      expect(session.envelope.rcptTo.length).toBe(named);
      const { error, result } = data[0]!;
      if (Array.isArray(result)) expect(result.length).toBe(named);
      handed.count(handedOn.length > 0);
      refused.count(error !== null && handedOn.length === 0);
      // Nothing but the handler accepts.
      if (error === null && !Array.isArray(result)) expect(handedOn.length).toBe(1);
      if (Array.isArray(result)) expect(result.filter((one) => typeof one === 'string').length).toBeLessThanOrEqual(handedOn[0]?.length ?? 0);
    }),
    { numRuns: RUNS },
  );
  expect(refused.share).toBeGreaterThan(0.1);
  expect(handed.share).toBeGreaterThan(0.1);
});

interface Answer {
  readonly error: Error | null;
  readonly result: unknown;
}

/** All that come within a few turns of the event loop after the first. */
function answersOf(ask: (callback: (error?: Error | null, result?: unknown) => void) => void): Promise<Answer[]> {
  const answers: Answer[] = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer came')), 20_000);
    ask((error, result) => {
      answers.push({ error: error ?? null, result });
      if (answers.length > 1) return;
      clearTimeout(timer);
      setImmediate(() => setImmediate(() => setImmediate(() => resolve(answers))));
    });
  });
}

function serverOptions({ lmtp, hideENHANCEDSTATUSCODES, mail, data }: Situation, handedOn: string[][]): SMTPServerOptions {
  const onData: Handler<'onData'> = (stream, session, callback) => {
    handedOn.push(session.envelope.rcptTo.map(({ address }) => address));
    if (data === 'destroys') stream.destroy();
    else stream.on('error', () => undefined).resume();
    return behave(data, callback);
  };
  const onMailFrom: Handler<'onMailFrom'> = (_address, _session, callback) => behave(mail, callback);
  return { lmtp, hideENHANCEDSTATUSCODES, onMailFrom, onRcptTo: (_address, _session, callback) => setImmediate(callback), onData };
}

/** It may return a promise, although smtp-server wants none. */
type Handler<Name extends 'onMailFrom' | 'onData'> = (...given: Parameters<NonNullable<SMTPServerOptions[Name]>>) => unknown;

function behave(behaviour: Behaviour, callback: (error?: Error | null) => void): unknown {
  switch (behaviour) {
    case 'refuses':
      callback(new Error('no'));
      return undefined;
    case 'accepts later':
      return setTimeout(callback, 1);
    case 'throws':
      throw new Error('thrown');
    case 'rejects':
      return Promise.reject(new Error('rejected'));
    case 'accepts':
    case 'destroys':
    case 'twice':
    case 'throws after it answered':
      callback();
      if (behaviour === 'twice') callback(new Error('again'));
      if (behaviour === 'throws after it answered') throw new Error('thrown late');
      return undefined;
  }
}

function adapterOptions({ authentication, secure }: Situation): SecureTransportOptions {
  const common: SecureTransportOptions = { onProblem: () => undefined, upstreamSession: () => (secure ? { tls: true, version: 'TLSv1.2', certificate: null } : { tls: false }) };
  const by = (authenticate: () => Authentication | Promise<Authentication>): SecureTransportOptions => ({ ...common, authentication: { authenticate, maxMemoryBytes: 20 } });
  switch (authentication) {
    case 'none':
      return common;
    case 'written':
      return { ...common, authentication: { authservId: 'mx.organisation.example' } };
    case 'passes':
      return by(() => ({ dmarc: { result: 'pass', domain: 'bank.example' } }));
    case 'fails':
      return by(() => ({ dmarc: { result: 'fail' } }));
    case 'throws':
      return by(() => {
        throw new Error('no DNS');
      });
    case 'rejects':
      return by(() => Promise.reject(new Error('no DNS')));
  }
}

function newSession(secure: boolean): SMTPServerSession {
  return { secure, xClient: new Map(), xForward: new Map(), envelope: { mailFrom: false, rcptTo: [] } } as unknown as SMTPServerSession;
}

async function send(stream: SMTPServerDataStream, { author, pieces, goesAwayAfter, goesAwayWith }: Situation): Promise<void> {
  const all = [author === null ? '' : `From: ${author}\r\n`, '\r\n', ...pieces];
  for (const [index, piece] of all.entries()) {
    if (index === goesAwayAfter) {
      // As smtp-server does: an error is for those who listen.
      stream.destroy(goesAwayWith !== null && stream.listenerCount('error') > 0 ? goesAwayWith : undefined);
      return;
    }
    if (index % 2 === 1) await new Promise(setImmediate);
    if (!stream.destroyed) stream.write(piece);
  }
  if (!stream.destroyed) stream.end();
}
