import { describe, expect, it } from 'vitest';
import type { SMTPServerOptions } from 'smtp-server';
import { compilePolicy } from '../../../src/engine.js';
import { receptionSettings } from '../../../src/smtp-server/options.js';
import type { SecureTransportOptions } from '../../../src/smtp-server/options.js';
import { secureTransport } from '../../../src/smtp-server/index.js';

const authenticate = (): Record<string, never> => ({});

describe('what is left out', () => {
  it('has its default', () => {
    expect(receptionSettings({}, {})).toMatchObject({
      authentication: { kind: 'unknown' },
      upstreamSession: undefined,
      maxHeaderBytes: 1_048_576,
      onDecision: null,
      ca: undefined,
      lmtp: false,
      prefixesReplies: false,
    });
    expect(receptionSettings({}, { authentication: { authenticate } }).authentication).toEqual({
      kind: 'own',
      authenticate,
      timeLimit: 60_000,
      maxMessageBytes: 67_108_864,
      maxMemoryBytes: 262_144,
      folder: undefined,
    });
  });

  it('is heard by nobody, and a problem becomes a warning of the process', async () => {
    const { onProblem, onRecipientRefused } = receptionSettings({}, {});
    const warnings: string[] = [];
    const listen = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', listen);
    onProblem(new Error('an error'), {} as never);
    onProblem('a text', {} as never);
    onRecipientRefused({ code: 550, enhancedCode: '5.7.10', text: '' }, 'a@b.example', {} as never);
    await new Promise(setImmediate);
    process.off('warning', listen);
    expect(warnings).toEqual(['an error', 'a text']);
  });
});

describe('of the server', () => {
  it.each([
    [{}, false],
    [{ hideENHANCEDSTATUSCODES: true }, false],
    [{ hideENHANCEDSTATUSCODES: false }, true],
  ])('%j puts enhanced status codes of its own: %s', (server, prefixes) => expect(receptionSettings(server, {}).prefixesReplies).toBe(prefixes));

  it('LMTP and the CA certificates count', () => expect(receptionSettings({ lmtp: true, ca: 'PEM' }, {})).toMatchObject({ lmtp: true, ca: 'PEM' }));

  it('authserv-ids are one or several', () => {
    expect(receptionSettings({}, { authentication: { authservId: 'mx.example' } }).authentication).toEqual({ kind: 'written', authservId: ['mx.example'] });
    expect(receptionSettings({}, { authentication: { authservId: ['a', 'b'] } }).authentication).toEqual({ kind: 'written', authservId: ['a', 'b'] });
  });
});

describe('misuse', () => {
  const engine = compilePolicy({});
  const server: SMTPServerOptions = { onData: (_stream, _session, callback) => callback() };

  it.each<[string, unknown]>([
    ['the options of secureTransport are an object', null],
    ['secureTransport has no option `onDecison`; it has `authentication`, ', { onDecison: () => undefined }],
    ['`onDecision` must be a function, not the text `log`', { onDecision: 'log' }],
    ['`maxHeaderBytes` must be a whole number above 0, not the number 0', { maxHeaderBytes: 0 }],
    ['`authentication` must be an object with authservId or authenticate, not null', { authentication: null }],
    ['`authentication` must be an object with authservId or authenticate, not the text `mx`', { authentication: 'mx' }],
    ['`authservId` must be the authserv-id of the filter before this server, or a list of them, not an empty list', { authentication: { authservId: [] } }],
    ['`authservId` must be the authserv-id', { authentication: { authservId: '' } }],
    ['`authentication` with authservId has no option `authenticate`', { authentication: { authservId: 'mx', authenticate } }],
    ['`authentication` has no option `timelimit`', { authentication: { authenticate, timelimit: 1 } }],
    ['`authentication` needs authservId or a function `authenticate`, not nothing', { authentication: {} }],
    ['`timeLimit` must be a whole number above 0, not the number 0.5', { authentication: { authenticate, timeLimit: 0.5 } }],
    ['`timeLimit` is at most 2147483647 milliseconds (24 days), not 2147483648', { authentication: { authenticate, timeLimit: 2_147_483_648 } }],
    ['`maxMessageBytes` must be a whole number', { authentication: { authenticate, maxMessageBytes: -1 } }],
    ['`maxMemoryBytes` must be a whole number', { authentication: { authenticate, maxMemoryBytes: '1' } }],
    ['`folder` must be the path of a folder, not empty text', { authentication: { authenticate, folder: '' } }],
  ])('%s', (message, options) => {
    const misuse = (): unknown => secureTransport(engine, server, options as SecureTransportOptions);
    expect(misuse).toThrow(TypeError);
    expect(misuse).toThrow(message);
  });

  it.each<[string, unknown, unknown]>([
    ['the policy is given as an engine, or as an object with one as `engine`, not null', null, server],
    ['the policy is given as an engine', {}, server],
    ['the options of the server are an object with `onData`, not nothing', engine, undefined],
    ['the options of the server are an object with `onData`, not null', engine, null],
    ['the options of the server need `onData`, the function that takes the messages', engine, {}],
    ['`ca` must be CA certificates in PEM', engine, { ...server, ca: 1 }],
  ])('%s', (message, source, given) => {
    const misuse = (): unknown => secureTransport(source as typeof engine, given as SMTPServerOptions);
    expect(misuse).toThrow(TypeError);
    expect(misuse).toThrow(message);
  });

  it('leaves the options of the server as they are, and takes all of them along', () => {
    const given: SMTPServerOptions = Object.freeze({ ...server, name: 'mx.example', size: 5 });
    expect(secureTransport({ engine }, given)).toMatchObject({ name: 'mx.example', size: 5 });
    expect(Object.keys(given).sort()).toEqual(['name', 'onData', 'size']);
  });
});
