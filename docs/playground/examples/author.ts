// Examples of the author: whose mail an inbound message is (S-4).
import type { Message, PolicyInput } from '../../../src/index.js';
import { inbound } from './example.js';
import type { NamedExamples } from './example.js';
import { plaintextSession } from './session.js';

const policy: PolicyInput = {
  addressLists: { partners: ['bank.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound'], addressLists: ['partners'] }] }],
};

function received(mailFrom: string, headers: readonly string[]): Message {
  return { envelope: { mailFrom, rcptTo: ['ann@corp.example'] }, headers: [...headers, 'To: ann@corp.example', 'Subject: Your account', ''].join('\r\n'), session: plaintextSession };
}

export const authorExamples: NamedExamples = {
  author: inbound(
    {
      title: 'The author is who stands in From',
      hint: 'A mailing service sends for the bank: only From counts. Change the domain in From, and the setting does not apply any more.',
    },
    policy,
    received('bounces@mailer.example', ['From: Bank <cards@bank.example>']),
  ),
  'display-name': inbound(
    {
      title: 'A display name is only text',
      hint: 'The address of the bank stands in quotes before another address. A near miss says where it was found.',
    },
    policy,
    received('x@elsewhere.example', ['From: "cards@bank.example" <x@elsewhere.example>']),
  ),
  'several-authors': inbound(
    {
      title: 'A From with several mailboxes',
      hint: 'One of two authors is at the bank, and that is enough. Take the bank out of From.',
    },
    policy,
    received('sam@elsewhere.example', ['From: sam@elsewhere.example, cards@bank.example', 'Sender: sam@elsewhere.example']),
  ),
  'envelope-only': inbound(
    {
      title: 'The envelope sender does not count',
      hint: 'The bank is the envelope sender and stands in Sender, but it is not the author. A near miss of the kind envelope-only says so.',
    },
    policy,
    received('cards@bank.example', ['Sender: cards@bank.example', 'From: Sam <sam@elsewhere.example>']),
  ),
  'unknown-author': inbound(
    {
      title: 'An author that nobody can read',
      hint: 'From has no closing bracket, so the author is unknown and matches every entry. Close it, or add "unknownAuthor": "no-match" to the policy.',
    },
    policy,
    received('x@elsewhere.example', ['From: Sam <sam@elsewhere.example']),
  ),
};
