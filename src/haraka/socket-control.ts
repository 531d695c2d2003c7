// One outbound connection of Haraka under constraints: STARTTLS as they demand it, and nothing but EHLO before they are known to be met (S-22.6).

import { createSecureContext } from 'node:tls';
import type { ConnectionOptions, SecureContextOptions, TLSSocket } from 'node:tls';
import type { ResultType, Violation } from '../model/decision.js';
import type { TransportConstraints } from '../model/transport.js';
import { versionRank } from '../model/transport.js';
import { classifyTlsError } from '../node-tls/tls-error.js';
import type { TlsRequirements } from '../node-tls/tls-options.js';
import type { OutboundSocket, UpgradeCallback } from './haraka-objects.js';
import { violationBy } from './tls-failure.js';

export interface SocketDemands {
  /** What the policy requires: what violates it makes the mail bounce. */
  readonly constraints: TransportConstraints;
  /** For this connection; it may demand more than the policy, where `tls.ini` does. */
  readonly requirements: TlsRequirements;
  readonly onViolation: (violation: Violation) => void;
  /** Haraka gives a connection up without a word where it would have to go on in plaintext. */
  readonly onDeadEnd: () => void;
}

/**
 * `plain`, until STARTTLS is sent; `asked`, until it is answered; `handshake`; `secure` once everything that is demanded is met; `failed`.
 */
type Stage = 'plain' | 'asked' | 'handshake' | 'secure' | 'failed';

/** Takes the place of four methods of the socket. Everything that Haraka hears of a connection comes through `emit`. */
export function controlSocket(socket: OutboundSocket, demands: SocketDemands): void {
  const control = new SocketControl(socket, demands);
  const write = socket.write.bind(socket);
  const emit = socket.emit.bind(socket);
  const upgrade = socket.upgrade.bind(socket);
  socket.isSecure = () => control.isSecure();
  socket.write = (data, ...more) => {
    control.sends(data);
    return write(data, ...more);
  };
  socket.emit = (event, ...details) => control.hears(event, details[0]) && emit(event, ...details);
  socket.upgrade = (options, done) => control.upgrade(options, done, upgrade);
}

class SocketControl {
  private readonly socket: OutboundSocket;
  private readonly demands: SocketDemands;
  private stage: Stage = 'plain';

  constructor(socket: OutboundSocket, demands: SocketDemands) {
    this.socket = socket;
    this.demands = demands;
  }

  /** Asked before every command but EHLO and STARTTLS. Without EHLO there is no STARTTLS, and the connection comes to nothing. */
  isSecure(): boolean {
    if (this.stage === 'secure') return true;
    setImmediate(this.demands.onDeadEnd);
    return false;
  }

  sends(data: unknown): void {
    if (this.stage === 'plain' && data === 'STARTTLS\r\n') this.stage = 'asked';
  }

  /** @returns whether Haraka is to hear of it */
  hears(event: string, detail: unknown): boolean {
    switch (event) {
      case 'line':
        if (this.stage === 'asked') this.hearsAnswer(String(detail));
        // What comes in plaintext behind the answer to STARTTLS was injected (RFC 3207 section 6).
        return this.stage !== 'handshake';
      case 'secure':
        return this.stage === 'secure';
      case 'error':
        this.hearsError(detail);
        return true;
      case 'close':
        if (this.stage === 'handshake') this.violate('validation-failure', 'connection closed in the TLS handshake');
        return true;
      default:
        return true;
    }
  }

  upgrade(own: ConnectionOptions, done: UpgradeCallback, upgrade: OutboundSocket['upgrade']): void {
    this.stage = 'handshake';
    let options: ConnectionOptions;
    try {
      options = connectionOptions(own, this.demands.requirements.options);
    } catch (error) {
      // Keys and ciphers of tls.ini that cannot be used are no fault of the server.
      this.stage = 'failed';
      this.socket.emit('error', error);
      return;
    }
    upgrade(options, (_authorized, error, certificate, cipher) => done(this.isMet(), error, certificate, cipher));
  }

  private isMet(): boolean {
    // It failed meanwhile, and whoever hears of it has gone on.
    if (this.stage !== 'handshake') return false;
    const { requirements, constraints, onViolation } = this.demands;
    const found = requirements.verify(this.socket.cleartext as TLSSocket);
    const violation = found.find(({ type }) => violationBy(type, constraints, '') !== null);
    if (violation !== undefined) onViolation(violation);
    this.stage = found.length === 0 ? 'secure' : 'failed';
    return this.stage === 'secure';
  }

  /** Refused, whatever the code (S-9.4), but for 421, with which a server closes the connection, and what is no reply. */
  private hearsAnswer(line: string): void {
    const [, code, rest] = /^([2-5]\d\d)([ -])/.exec(line) ?? [];
    if (code === undefined || rest === '-' || code.startsWith('2')) return;
    if (code === '421') this.stage = 'failed';
    else this.violate('starttls-not-supported', line);
  }

  private hearsError(error: unknown): void {
    const isHandshake = this.stage === 'handshake';
    if (isHandshake || this.stage === 'secure') {
      const type = classifyTlsError(error, { duringHandshake: isHandshake }) ?? (isHandshake ? 'validation-failure' : null);
      if (type !== null) this.violate(type, error instanceof Error ? error.message : String(error));
    }
    // Haraka would remember the host as one without TLS, and send it other mail in plaintext.
    if (error instanceof Error) delete (error as { source?: unknown }).source;
  }

  private violate(type: ResultType, words: string): void {
    this.stage = 'failed';
    const violation = violationBy(type, this.demands.constraints, words);
    if (violation !== null) this.demands.onViolation(violation);
  }
}

/**
 * The options of Haraka where they are stricter (a minimum version, ciphers) or say who this server is (its certificate), and those of the policy for the
 * rest. The context is ready made: what Haraka adds for hosts that it shows its certificate to cannot loosen it.
 */
function connectionOptions(own: ConnectionOptions, required: ConnectionOptions): ConnectionOptions {
  const context: SecureContextOptions = {
    ...pick(own, ['key', 'cert', 'dhparam', 'honorCipherOrder', 'ciphers']),
    ...pick(required, ['ca', 'minVersion', 'maxVersion', 'secureOptions']),
    ...(own.ciphers === undefined ? pick(required, ['ciphers']) : {}),
    ...(versionRank(String(own.minVersion)) > versionRank(String(required.minVersion)) ? pick(own, ['minVersion']) : {}),
  };
  return { ...own, ...required, ...context, secureContext: createSecureContext(context) };
}

function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (object[key] !== undefined) picked[key] = object[key];
  return picked;
}
