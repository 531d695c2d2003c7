// Examples of address lists: entries match exactly (S-3).
import type { Message, PolicyInput } from '../../../src/index.js';
import { inbound, outbound } from './example.js';
import type { NamedExamples } from './example.js';
import { plaintextSession } from './session.js';

function listing(...entries: string[]): PolicyInput {
  return {
    domains: ['corp.example'],
    addressLists: { partners: entries },
    orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }],
  };
}

function mailTo(...rcptTo: string[]): Message {
  return { envelope: { mailFrom: 'ann@corp.example', rcptTo }, session: plaintextSession };
}

export const addressListExamples: NamedExamples = {
  subdomain: outbound(
    {
      title: 'A subdomain does not match',
      hint: 'The list has bank.example, the mail goes to mail.bank.example, and a near miss says so. Add *.bank.example to the list.',
    },
    listing('bank.example'),
    mailTo('news@mail.bank.example'),
  ),
  wildcard: outbound(
    {
      title: 'A wildcard does not match the domain itself',
      hint: '*.clinic.example matches what is below clinic.example, at any depth. The second recipient is at the domain itself: add clinic.example as well.',
    },
    listing('*.clinic.example'),
    mailTo('ward@north.clinic.example', 'info@clinic.example'),
  ),
  'address-entry': outbound(
    {
      title: 'One address, and no tag',
      hint: 'An address entry matches that one address, whatever its case. A tag makes another address: list it too, or list the domain.',
    },
    listing('orders@bank.example'),
    mailTo('Orders@BANK.example', 'orders+june@bank.example'),
  ),
  'look-alike': inbound(
    {
      title: 'A look-alike does not match',
      hint: 'The author writes from b4nk.example. The explanation shows which entry that looks like; a decision is never made by looks.',
    },
    listing('bank.example'),
    { envelope: { mailFrom: 'cards@b4nk.example', rcptTo: ['ann@corp.example'] }, from: 'Bank <cards@b4nk.example>', session: plaintextSession },
  ),
};
