// Examples of sender authentication: a forged author is not the partner (S-5).
import type { Authentication, Message, PolicyInput } from '../../../src/index.js';
import { inbound } from './example.js';
import type { NamedExamples } from './example.js';
import { plaintextSession } from './session.js';

const policy: PolicyInput = {
  addressLists: { partners: { requireAuthentication: true, entries: ['bank.example'] } },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
};

function fromBank(authentication?: Authentication): Message {
  const message = { envelope: { mailFrom: 'cards@bank.example', rcptTo: ['ann@corp.example'] }, from: 'Bank <cards@bank.example>', session: plaintextSession };
  return authentication === undefined ? message : { ...message, authentication };
}

export const authenticationExamples: NamedExamples = {
  authenticated: inbound(
    {
      title: 'A signature that is aligned',
      hint: 'DKIM passed for a domain of the same organisation, so the author is authenticated. Set "alignment": "strict" in the policy: then it is not.',
    },
    policy,
    fromBank({ spf: { result: 'none' }, dkim: [{ result: 'pass', domain: 'mailer.bank.example' }] }),
  ),
  forged: inbound(
    {
      title: 'Forged mail is not the partner’s',
      hint: 'Nothing vouches for the author, so the entry does not match and the setting does not apply. Make the result of DMARC "pass", or say in the list that authentication is not required: then forged mail has to use TLS, too.',
    },
    policy,
    fromBank({ spf: { result: 'softfail', domain: 'bank.example' }, dkim: [], dmarc: { result: 'fail', domain: 'bank.example' } }),
  ),
  'unknown-authentication': inbound(
    {
      title: 'Nothing known about the sender',
      hint: 'There are no results at all. Unknown matches, for it must not open a hole, and the decision says "unknown".',
    },
    policy,
    fromBank(),
  ),
};
