// The policy of the pictures of decisions, and messages that meet it.

import type { Message, PolicyInput } from '../../src/index.js';

/** Settings that apply together, one in testing mode, one that only nearly applies, one that is disabled. */
export const partnership: PolicyInput = {
  domains: ['here.example'],
  addressLists: { partners: ['partner.example', 'ann@partner.example'], banks: ['bank.example'], suspects: ['mail.partner.example', 'partnor.example'] },
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'], require: { validateHostname: false } },
        { id: 'modern-tls', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false } },
        { id: 'banks', appliesTo: ['inbound', 'outbound'], addressLists: ['banks'] },
        { id: 'suspects', appliesTo: ['inbound', 'outbound'], addressLists: ['suspects'] },
      ],
    },
    { path: '/Sales', settings: [{ id: 'tls-1.3', mode: 'testing', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.3' } }] },
    { path: '/Press', disable: ['banks'] },
  ],
  users: { 'sam@here.example': '/Sales', 'pia@here.example': '/Press' },
};

/** To the partner, over a connection whose certificate no trusted CA has signed. */
export const toPartner: Message = {
  envelope: { mailFrom: 'sam@here.example', rcptTo: ['ann@partner.example'] },
  session: { tls: true, version: 'TLSv1.2', certificate: { trusted: false, hostnameMatches: true, expired: false } },
};

/** From a mailbox that no entry names; a bank stands in its display name, and is the envelope sender. */
export const fromStranger: Message = {
  envelope: { mailFrom: 'news@bank.example', rcptTo: ['sam@here.example'] },
  from: '"info@bank.example" <ann@x.partner.example>',
  session: { tls: false },
};

const fromAnn = { envelope: { mailFrom: 'ann@partner.example', rcptTo: ['sam@here.example'] }, from: 'Ann <ann@partner.example>', session: { tls: false } } as const satisfies Message;

/** From the partner, without TLS. */
export const fromPartner: Message = { ...fromAnn, authentication: { dmarc: { result: 'pass', domain: 'partner.example' } } };

/** In the partner's name, and not from the partner. */
export const fromImpostor: Message = { ...fromAnn, authentication: { spf: { result: 'fail' }, dkim: [], dmarc: { result: 'fail' } } };

/** Nothing is known of its authentication. */
export const fromUnauthenticated: Message = { ...fromAnn, authentication: {} };

/** Nobody can tell who wrote it. */
export const fromNobody: Message = { ...fromAnn, from: 'ann@partner.example <eve@elsewhere.example>' };

/** To somebody else, before the connection; a content rule demands secure transport. */
export const notYetConnected: Message = { envelope: { mailFrom: 'pia@here.example', rcptTo: ['carl@elsewhere.example'] }, secureTransport: true };
