// clauses S-9.4 and S-22.6
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { controlSocket } from '../../../src/haraka/socket-control.js';
import type { Violation } from '../../../src/model/decision.js';
import { tlsRequired } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';
import { tlsOptionsFor } from '../../../src/node-tls/tls-options.js';
import { standInSocket } from './stand-ins.js';
import type { StandInSocket } from './stand-ins.js';

interface Controlled {
  readonly socket: StandInSocket;
  readonly violations: Violation[];
  deadEnds: number;
  /** As Haraka asks for TLS: it is offered, asked for and begun. */
  readonly begin: (options?: object) => void;
  /** The handshake ends. */
  readonly end: () => boolean;
}

function control(constraints: TransportConstraints, found: readonly Violation[] = []): Controlled {
  const socket = standInSocket();
  const violations: Violation[] = [];
  const controlled: Controlled = {
    socket,
    violations,
    deadEnds: 0,
    begin: (options = {}) => {
      socket.write('STARTTLS\r\n');
      socket.emit('line', '220 go ahead');
      socket.upgrade(options, (authorized) => void authorizations.push(authorized));
    },
    end: () => {
      socket.upgrades[0]!.done(false, 'DEPTH_ZERO_SELF_SIGNED_CERT', {}, {});
      return authorizations[0]!;
    },
  };
  const authorizations: boolean[] = [];
  const { options } = tlsOptionsFor(constraints, { host: 'mx.partner.example' });
  controlSocket(socket, {
    constraints,
    requirements: { options, verify: (_socket: Socket) => [...found] },
    onViolation: (violation) => void violations.push(violation),
    onDeadEnd: () => (controlled.deadEnds += 1),
  });
  return controlled;
}

const untrusted: Violation = { type: 'certificate-not-trusted', required: 'a', found: 'b' };
const mismatch: Violation = { type: 'certificate-host-mismatch', required: 'a', found: 'b' };

describe('the handshake', () => {
  it('opens the connection where nothing is violated, whatever Node says of a certificate that nobody asked about', () => {
    const { socket, begin, end, violations } = control(tlsRequired);
    expect(socket.isSecure()).toBe(false);
    begin();
    expect(socket.emit('secure')).toBe(false);
    expect([end(), socket.isSecure(), socket.emit('secure'), violations]).toEqual([true, true, true, []]);
  });

  it('leaves it shut where something is violated', () => {
    const { socket, begin, end, violations } = control({ ...tlsRequired, caSigned: true }, [untrusted]);
    begin();
    expect([end(), socket.isSecure(), socket.emit('secure'), violations]).toEqual([false, false, false, [untrusted]]);
  });

  it('leaves it shut, without a violation of the policy, where Haraka alone demands more', () => {
    const { begin, end, violations } = control(tlsRequired, [untrusted, mismatch]);
    begin();
    expect([end(), violations]).toEqual([false, []]);
  });

  it('finds the violation of the policy among others', () => {
    const { begin, end, violations } = control({ ...tlsRequired, hostname: true }, [untrusted, mismatch]);
    begin();
    expect([end(), violations]).toEqual([false, [mismatch]]);
  });

  it('keeps what is stricter of Haraka, and takes nothing else of it', () => {
    const { socket, begin } = control({ ...tlsRequired, caSigned: true });
    begin({ minVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', rejectUnauthorized: false, ca: 'file.pem', servername: 'other.example' });
    expect(socket.upgrades[0]!.options).toMatchObject({ minVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', rejectUnauthorized: true, servername: 'mx.partner.example' });
    expect(socket.upgrades[0]!.options).toHaveProperty('secureContext');
  });

  it('does not let Haraka loosen a minimum version', () => {
    const { socket, begin } = control({ ...tlsRequired, minVersion: 'TLSv1.3' });
    begin({ minVersion: 'TLSv1.2' });
    expect(socket.upgrades[0]!.options).toMatchObject({ minVersion: 'TLSv1.3' });
  });

  it('takes ciphers of tls.ini that cannot be used for no fault of the server', () => {
    const { socket, begin, violations } = control(tlsRequired);
    begin({ ciphers: 'NO-SUCH-CIPHER' });
    expect([socket.upgrades, violations, socket.emitted.at(-1)![0]]).toEqual([[], [], 'error']);
  });
});

describe('what is heard of a connection', () => {
  it.each([
    ['454 4.7.0 not now', 'starttls-not-supported'],
    ['502 5.5.1 what?', 'starttls-not-supported'],
    ['354 go ahead', 'starttls-not-supported'],
    ['421 4.3.2 bye', undefined],
    ['454-more follows', undefined],
    ['220 go ahead', undefined],
    ['no reply', undefined],
  ])('the answer to STARTTLS %j: %s', (line, type) => {
    const { socket, violations } = control(tlsRequired);
    socket.write('STARTTLS\r\n');
    expect([socket.emit('line', line), violations[0]?.type]).toEqual([true, type]);
  });

  it('an answer to something else says nothing of STARTTLS', () => {
    const { socket, violations } = control(tlsRequired);
    socket.write('EHLO here\r\n');
    socket.emit('line', '454 4.7.0 not now');
    socket.emit('error', Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    socket.emit('close');
    expect([violations, socket.emitted.length]).toEqual([[], 3]);
  });

  it('what comes in plaintext behind the answer is not heard', () => {
    const { socket, begin } = control(tlsRequired);
    begin();
    expect(socket.emit('line', '550 5.1.1 injected')).toBe(false);
  });

  it.each([
    ['a reset', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'validation-failure'],
    ['a certificate', Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' }), 'certificate-expired'],
    ['a timeout, of which Haraka makes a text', 'socket timeout waiting on starttls', 'validation-failure'],
    ['an error that nobody knows', new Error('what?'), 'validation-failure'],
  ])('%s in the handshake', (_what, error, type) => {
    const { socket, begin, violations } = control({ ...tlsRequired, caSigned: true });
    begin();
    expect(socket.emit('error', error)).toBe(true);
    socket.emit('close');
    expect(violations.map((violation) => violation.type)).toEqual([type]);
  });

  it('a connection that closes in the handshake', () => {
    const { socket, begin, violations } = control(tlsRequired);
    begin();
    socket.emit('close');
    expect(violations).toEqual([{ type: 'validation-failure', required: 'TLS', found: 'connection closed in the TLS handshake' }]);
  });

  it('a handshake that failed does not open the connection when it ends all the same', () => {
    const { socket, begin, end } = control(tlsRequired);
    begin();
    socket.emit('close');
    expect([end(), socket.isSecure()]).toEqual([false, false]);
  });

  it('a certificate that nobody asked about is no violation', () => {
    const { socket, begin, violations } = control(tlsRequired);
    begin();
    socket.emit('error', Object.assign(new Error('expired'), { code: 'CERT_HAS_EXPIRED' }));
    expect(violations).toEqual([]);
  });

  it('an alert under TLS, and no other error there', () => {
    const { socket, begin, end, violations } = control(tlsRequired);
    begin();
    end();
    socket.emit('error', Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    expect(violations).toEqual([]);
    socket.emit('error', Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' }));
    expect(violations.map(({ type }) => type)).toEqual(['validation-failure']);
  });

  it('Haraka does not learn that an error was one of TLS, for it would send other mail in plaintext', () => {
    const { socket, begin } = control(tlsRequired);
    const error = Object.assign(new Error('reset'), { code: 'ECONNRESET', source: 'tls' });
    begin();
    socket.emit('error', error);
    expect(error.source).toBeUndefined();
  });

  it('other events, and other bytes, pass', () => {
    const { socket } = control(tlsRequired);
    expect([socket.emit('timeout'), socket.write('EHLO here\r\n'), socket.written]).toEqual([true, true, ['EHLO here\r\n']]);
  });

  it('a command that would go out in plaintext is a dead end', async () => {
    const controlled = control(tlsRequired);
    expect(controlled.socket.isSecure()).toBe(false);
    await new Promise(setImmediate);
    expect(controlled.deadEnds).toBe(1);
  });
});
