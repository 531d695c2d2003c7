import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyEngine } from '../../../src/engine.js';
import { secureTransport } from '../../../src/smtp-server/index.js';
import type { SecureTransportOptions } from '../../../src/smtp-server/index.js';

const engine = compilePolicy({
  addressLists: { partners: { requireAuthentication: false, entries: ['partner.example'] } },
  orgUnits: [{ path: '/', settings: [{ id: 'secure', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
});
const address = (text: string): { address: string; args: false } => ({ address: text, args: false });

/** As it may be of a server whose methods somebody calls out of turn: no MAIL came before. */
function bareSession(): SMTPServerSession {
  return { secure: false, xClient: new Map(), xForward: new Map(), envelope: { mailFrom: false, rcptTo: [address('bob@here.example')] } } as unknown as SMTPServerSession;
}

function streamOf(message: string): SMTPServerDataStream {
  const stream = Object.assign(new PassThrough(), { byteLength: message.length, sizeExceeded: false });
  stream.end(message);
  return stream;
}

const take: NonNullable<SMTPServerOptions['onData']> = (stream, _session, callback) => void stream.resume().on('end', () => callback(null, 'taken'));

function answer(source: PolicyEngine, stream: SMTPServerDataStream, options: SecureTransportOptions = {}): Promise<string> {
  const wrapped = secureTransport(source, { onData: take }, options);
  return new Promise((resolve) => wrapped.onData!(stream, bareSession(), (error, result) => resolve(error instanceof Error ? error.message : String(result))));
}

describe('without a MAIL that it has seen', () => {
  it('a recipient is judged all the same', async () => {
    const everyone = compilePolicy({
      addressLists: { all: { requireAuthentication: false, entries: ['*'] } },
      orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['inbound'], addressLists: ['all'] }] }],
    });
    const wrapped = secureTransport(everyone, { onData: take });
    const said = await new Promise((resolve) => wrapped.onRcptTo!(address('bob@here.example'), bareSession(), resolve));
    expect(said).toMatchObject({ responseCode: 550 });
  });

  it('and so is a message', async () => {
    expect(await answer(engine, streamOf('From: ann@partner.example\r\n\r\n'))).toMatch(/^5\.7\.10 /);
    expect(await answer(engine, streamOf('From: ann@elsewhere.example\r\n\r\n'))).toBe('taken');
  });
});

describe('what is no clear yes', () => {
  it.each(['pending', 'bounce'] as const)('%s, is a no', async (outcome) => {
    const odd: PolicyEngine = { ...engine, evaluate: (message, direction) => ({ ...engine.evaluate(message, direction), outcome, reply: null }) };
    expect(await answer(odd, streamOf('From: ann@elsewhere.example\r\n\r\n'))).toBe('4.3.0 The message cannot be processed now; try again later');
  });

  it('a stream that was closed before, is one', async () => {
    const stream = streamOf('From: ann@elsewhere.example\r\n\r\n');
    stream.destroy();
    expect(await answer(engine, stream)).toBe('4.3.0 The message cannot be processed now; try again later');
  });

  it('a header longer than the bound has no author, and no results of authentication', async () => {
    const long = `Authentication-Results: mx.here.example; dmarc=fail\r\nFrom: ann@elsewhere.example\r\n${'X: y\r\n'.repeat(50)}\r\n`;
    expect(await answer(engine, streamOf(long), { maxHeaderBytes: 100, authentication: { authservId: 'mx.here.example' } })).toMatch(/^5\.7\.10 /);
  });
});

it('what a listener throws becomes a warning, whatever it is', async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', listen);
  const onDecision = (): never => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- people do
    throw 'a text';
  };
  expect(await answer(engine, streamOf('From: ann@elsewhere.example\r\n\r\n'), { onDecision })).toBe('taken');
  await new Promise(setImmediate);
  process.off('warning', listen);
  expect(warnings).toEqual(['a text']);
});
