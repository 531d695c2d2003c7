// Examples of outcomes: what becomes of a message, and when (S-9).
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { inbound, outbound } from './example.js';
import type { NamedExamples } from './example.js';
import { plaintextSession } from './session.js';

function policyOf(setting: Omit<SettingInput, 'id' | 'addressLists'>): PolicyInput {
  return {
    domains: ['corp.example'],
    addressLists: { partners: ['bank.example'] },
    orgUnits: [{ path: '/', settings: [{ id: 'partners', ...setting, addressLists: ['partners'] }] }, { path: '/Lab', disable: ['partners'] }],
    users: { 'lee@corp.example': '/Lab' },
  };
}

const toBank = { mailFrom: 'ann@corp.example', rcptTo: ['orders@bank.example'] };
const fromBank = 'Bank <cards@bank.example>';

export const outcomeExamples: NamedExamples = {
  'first-attempt': outbound(
    {
      title: 'A bounce at the first attempt',
      hint: 'The delivery has maxAttempts 1: waiting would change nothing. Look at the reply that goes into the report, and try another reply profile.',
    },
    policyOf({ appliesTo: ['outbound'] }),
    { envelope: toBank, session: plaintextSession },
  ),
  'one-by-one': outbound(
    {
      title: 'Recipients are decided one by one',
      hint: 'Only the mail to the bank bounces. The colleague is internal, and nothing is required for the third; the outcome of the message is the worst of the three.',
    },
    policyOf({ appliesTo: ['outbound'] }),
    { envelope: { mailFrom: 'ann@corp.example', rcptTo: ['orders@bank.example', 'joe@corp.example', 'someone@elsewhere.example'] }, session: plaintextSession },
  ),
  reject: inbound(
    {
      title: 'One rejection after DATA',
      hint: 'SMTP answers once for all recipients: /Lab would take the message, ann@corp.example would not, so it is rejected. Leave lee@corp.example as the only recipient.',
    },
    policyOf({ appliesTo: ['inbound'] }),
    { envelope: { mailFrom: 'cards@bank.example', rcptTo: ['lee@corp.example', 'ann@corp.example'] }, from: fromBank, session: plaintextSession },
  ),
  testing: outbound(
    {
      title: 'Testing mode watches',
      hint: 'The mail is delivered, and the decision says that the setting would have made it bounce. Make the mode "enforce".',
    },
    policyOf({ mode: 'testing', appliesTo: ['outbound'] }),
    { envelope: toBank, session: plaintextSession },
  ),
};
