import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import { decideInbound, sessionOf } from '../../../src/postfix/inbound.js';
import type { MilterMessage } from '../../../src/postfix/milter.js';

const engine = compilePolicy({
  addressLists: { partners: ['partner.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
});
const message: MilterMessage = { mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], headers: 'From: ann@partner.example\r\n', session: { tls: false }, queueId: null };
const results = 'Authentication-Results: mx.here.example; dmarc=fail header.from=partner.example\r\n';

describe('decideInbound', () => {
  it('takes sender authentication for unknown where nobody named the receiver', () => {
    expect(decideInbound(engine, { ...message, headers: message.headers! + results }, []).outcome).toBe('reject');
  });

  it('takes it from the fields of the receiver, and from no others', () => {
    const withResults = { ...message, headers: message.headers! + results };
    expect(decideInbound(engine, withResults, ['mx.here.example']).outcome).toBe('deliver');
    expect(decideInbound(engine, withResults, ['mx.elsewhere.example']).outcome).toBe('reject');
  });

  it('takes the author of a header block that is too long for unknown', () => {
    expect(decideInbound(engine, { ...message, headers: null }, [])).toMatchObject({ outcome: 'reject', author: { known: false, reason: 'malformed' } });
    expect(decideInbound(engine, { ...message, headers: null, session: { tls: true, version: 'TLSv1.3' } }, []).outcome).toBe('deliver');
  });
});

describe('sessionOf', () => {
  it.each([
    [{}, { tls: false }],
    [{ encryption_protocol: '' }, { tls: false }],
    [{ encryption_protocol: 'TLSv1.3' }, { tls: true, version: 'TLSv1.3', certificate: { trusted: false } }],
    [{ encryption_protocol: 'TLSv1.2', ccert_subject: '', ccert_issuer: '' }, { tls: true, version: 'TLSv1.2', certificate: { trusted: false } }],
    [{ encryption_protocol: 'TLSv1.2', ccert_subject: 'mail.x.example' }, { tls: true, version: 'TLSv1.2', certificate: { trusted: true } }],
    [{ encryption_protocol: 'TLSv1.2', ccert_issuer: 'Test+20CA' }, { tls: true, version: 'TLSv1.2', certificate: { trusted: true } }],
  ])('reads %j as %j', (attributes, session) => {
    expect(sessionOf(new Map(Object.entries(attributes)))).toEqual(session);
  });
});
