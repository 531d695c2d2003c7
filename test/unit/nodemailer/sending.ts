// Sends a message to scripted servers: engines and options that the tests share.
import { compilePolicy } from '../../../src/index.js';
import type { PolicyEngine, SettingInput } from '../../../src/index.js';
import { sendWithPolicy } from '../../../src/nodemailer/index.js';
import type { SendOptions, SendResult } from '../../../src/nodemailer/index.js';

export const RAW = 'From: <me@here.example>\r\nSubject: hello\r\n\r\nThe body.\r\n';
export const SENDER = 'me@here.example';

/** Nothing is required. */
export const free: PolicyEngine = compilePolicy({});

export function requiring(require: NonNullable<SettingInput['require']>): PolicyEngine {
  return compilePolicy({ addressLists: { all: '*' }, orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['outbound'], addressLists: ['all'], require }] }] });
}

/** TLS, and any certificate. */
export const anyTls = requiring({ caSignedCertificate: false, validateHostname: false });

/** A resolver that knows these MX hosts, in their order of preference, for every domain; every host is on loopback. */
export function hostsOf(...names: readonly string[]): NonNullable<SendOptions['resolver']> {
  return {
    resolveMx: () => Promise.resolve(names.map((exchange, at) => ({ exchange, priority: at * 10 }))),
    resolve4: () => Promise.resolve(['127.0.0.1']),
    resolve6: () => Promise.resolve([]),
  };
}

export function sending(engine: PolicyEngine, port: number, rcptTo: readonly string[] = ['bob@partner.example'], more: Partial<SendOptions> = {}, raw: string = RAW): Promise<SendResult> {
  const options = { name: 'mx.here.example', resolver: hostsOf('mx.partner.example'), port, timeouts: { connect: 5000, setUp: 5000, silence: 5000 }, ...more };
  return sendWithPolicy(engine, { envelope: { mailFrom: SENDER, rcptTo }, raw }, options);
}
