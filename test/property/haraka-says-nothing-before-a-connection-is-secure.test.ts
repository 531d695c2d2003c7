// Whatever a mail host says or does, and whatever the certificate is: no command but EHLO and STARTTLS leaves before everything required is met, and what
// is violated is told (clauses S-9.4 and S-22.6).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { controlSocket } from '../../src/haraka/socket-control.js';
import { violationBy } from '../../src/haraka/tls-failure.js';
import type { Violation } from '../../src/model/decision.js';
import { violationsOf } from '../../src/evaluate/violations.js';
import type { CertificateFacts } from '../../src/model/message.js';
import { tlsOptionsFor } from '../../src/node-tls/tls-options.js';
import { standInSocket } from '../unit/haraka/stand-ins.js';

type Step =
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'event'; readonly event: 'secure' | 'close' | 'timeout' | 'end' }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'ask' }
  | { readonly kind: 'upgrade' }
  | { readonly kind: 'secured'; readonly session: { readonly version: string; readonly certificate: CertificateFacts | null } | null };

/** One in two is beyond reproach. */
const sessions = fc.oneof(
  fc.constant({ version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } }),
  fc.record({
    version: fc.constantFrom('TLSv1', 'TLSv1.2', 'TLSv1.3'),
    certificate: fc.option(fc.record({ trusted: fc.boolean(), hostnameMatches: fc.boolean(), expired: fc.boolean() }, { requiredKeys: [] })),
  }),
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('line' as const), line: fc.constantFrom('220 go', '250 ok', '250-STARTTLS', '454 no', '502 no', '421 bye', 'what?') }),
  fc.record({ kind: fc.constant('event' as const), event: fc.constantFrom('secure' as const, 'close' as const, 'timeout' as const, 'end' as const) }),
  fc.record({ kind: fc.constant('error' as const), code: fc.constantFrom('ECONNRESET', 'CERT_HAS_EXPIRED', 'ERR_SSL_WRONG_VERSION_NUMBER', 'EHOSTUNREACH') }),
  fc.constant({ kind: 'ask' as const }),
  { arbitrary: fc.constant({ kind: 'upgrade' as const }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('secured' as const), session: fc.option(sessions) }), weight: 3 },
);

const constraints = fc.record({ tls: fc.constant('required' as const), minVersion: fc.constantFrom(null, 'TLSv1.2' as const, 'TLSv1.3' as const), caSigned: fc.boolean(), hostname: fc.boolean() });

describe('a connection under constraints', () => {
  it('opens if and only if the handshake that was begun ended with a session that meets them', () => {
    let opened = 0;
    let violated = 0;
    fc.assert(
      fc.property(constraints, fc.array(steps, { maxLength: 12 }), (required, taken) => {
        const socket = standInSocket();
        const told: Violation[] = [];
        let found: Violation[] = [];
        /** A handshake was begun, and nothing went wrong in it so far. */
        let isLive = false;
        const { options } = tlsOptionsFor(required, { host: 'mx.partner.example' });
        controlSocket(socket, { constraints: required, requirements: { options, verify: () => found }, onViolation: (violation) => void told.push(violation), onDeadEnd: () => undefined });
        for (const step of taken) {
          const before = socket.isSecure();
          switch (step.kind) {
            case 'line':
              socket.emit('line', step.line);
              break;
            case 'event':
              expect(step.event !== 'secure' || socket.emit('secure') === before).toBe(true);
              if (step.event !== 'secure') socket.emit(step.event);
              if (step.event === 'close') isLive = false;
              break;
            case 'error':
              socket.emit('error', Object.assign(new Error(step.code), { code: step.code }));
              isLive = false;
              break;
            case 'ask':
              socket.write('STARTTLS\r\n');
              break;
            case 'upgrade':
              socket.upgrade({}, () => undefined);
              isLive = true;
              break;
            case 'secured': {
              const handshake = socket.upgrades.shift();
              if (handshake === undefined) break;
              found = violationsOf(required, step.session === null ? { tls: false } : { tls: true, ...step.session });
              handshake.done(true, undefined, {}, {});
              if (!isLive) break;
              expect(socket.isSecure()).toBe(found.length === 0);
              if (found.length === 0) opened++;
              else violated++;
              if (found.length > 0) expect(told.at(-1)).toEqual(found[0]);
              isLive = false;
              continue;
            }
          }
          // Nothing but the end of a handshake opens a connection.
          if (!before) expect(socket.isSecure()).toBe(false);
        }
        expect(told.filter(({ type }) => violationBy(type, required, '') === null)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect([opened > 200, violated > 200]).toEqual([true, true]);
  });
});
