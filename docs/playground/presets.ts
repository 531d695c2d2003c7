// Messages to pick, made for the policy at hand: its own people, and the partners on its lists.
import { compilePolicy, policyDocument } from '../../src/index.js';
import type { Direction, Message, Policy, PolicyEngine, PolicyInput, Session } from '../../src/index.js';
import { GOOD_SESSION } from './message-form.js';

export interface MessagePreset {
  /** Unique; for the value of a choice. */
  readonly name: string;
  readonly title: string;
  readonly direction: Direction;
  readonly message: Message;
}

/** @param policy - null: there is no valid one, and examples stand in for its people and partners */
export function messagePresets(policy: Policy | null): MessagePreset[] {
  const people = policy === null ? EXAMPLES : peopleOf(policy);
  return [...outbound(people), ...inbound(people)];
}

interface People {
  readonly own: string;
  /** On a list. */
  readonly partner: string;
  /** On no list, and on none by its looks either. */
  readonly stranger: string;
  /** Much like the partner, and not on a list. */
  readonly lookAlike: string;
}

const EXAMPLES: People = { own: 'clerk@own.example', partner: 'orders@partner.example', stranger: 'someone@elsewhere.example', lookAlike: 'orders@mail.partner.example' };
const NO_TLS: Session = { tls: false };
const SELF_SIGNED: Session = { tls: true, version: 'TLSv1.2', certificate: { trusted: false, hostnameMatches: true, expired: false } };

function outbound({ own, partner, stranger, lookAlike }: People): MessagePreset[] {
  const to = (rcptTo: readonly string[], session?: Session): Message => ({ envelope: { mailFrom: own, rcptTo }, ...(session === undefined ? {} : { session }) });
  const preset = (name: string, title: string, message: Message): MessagePreset => ({ name, title, direction: 'outbound', message });
  return [
    preset('to-partner', `To ${partner}: what is required?`, to([partner])),
    preset('to-partner-good', `To ${partner}, over TLS 1.3 with a good certificate`, to([partner], GOOD_SESSION)),
    preset('to-partner-self-signed', `To ${partner}, whose certificate is self-signed`, to([partner], SELF_SIGNED)),
    preset('to-partner-plaintext', `To ${partner}, whose server has no TLS`, to([partner], NO_TLS)),
    preset('to-look-alike', `To ${lookAlike}, which is on no list`, to([lookAlike], NO_TLS)),
    preset('to-two', `To ${partner} and ${stranger}`, to([partner, stranger], NO_TLS)),
    preset('confidential', `To ${stranger}, as something demands secure transport`, { ...to([stranger], NO_TLS), secureTransport: true }),
  ];
}

function inbound({ own, partner, stranger }: People): MessagePreset[] {
  const from = (author: string, rest: Omit<Message, 'envelope'>): Message => ({ envelope: { mailFrom: author, rcptTo: [own] }, from: author, ...rest });
  const signed: Message['authentication'] = { dkim: [{ result: 'pass', domain: domainOf(partner) }] };
  const preset = (name: string, title: string, message: Message): MessagePreset => ({ name, title, direction: 'inbound', message });
  return [
    preset('from-partner-good', `From ${partner}, over TLS 1.3`, from(partner, { authentication: signed, session: GOOD_SESSION })),
    preset('from-partner-plaintext', `From ${partner}, in plaintext`, from(partner, { authentication: signed, session: NO_TLS })),
    preset('from-forged', `From somebody who only claims to be ${partner}`, from(partner, { authentication: { dmarc: { result: 'fail' } }, session: NO_TLS })),
    preset('from-display-name', `From a stranger with ${partner} as display name`, {
      envelope: { mailFrom: stranger, rcptTo: [own] },
      from: `"${partner.replaceAll(/["\\]/g, '\\$&')}" <${stranger}>`,
      session: NO_TLS,
    }),
    preset('from-nobody', 'From nobody: a message that hides its author', { envelope: { mailFrom: null, rcptTo: [own] }, headers: 'Subject: your invoice\r\n\r\n', session: NO_TLS }),
  ];
}

function peopleOf(policy: Policy): People {
  const document = policyDocument(policy);
  const engine = compilePolicy(policy);
  const own = Object.keys(document.users ?? {})[0] ?? `clerk@${document.domains?.[0] ?? 'own.example'}`;
  const partner = partnerOn(engine, document) ?? EXAMPLES.partner;
  const domain = domainOf(partner);
  const unlisted = (candidates: readonly string[], otherwise: string): string => candidates.find((address) => engine.matching(address).length === 0) ?? otherwise;
  return {
    own,
    partner,
    stranger: unlisted([EXAMPLES.stranger, 'someone@nowhere.example', 'someone@unheard-of.example'], EXAMPLES.stranger),
    lookAlike: unlisted([`orders@mail.${domain}`, `orders@${domain.replace(/[.]/, '-mail.')}`], EXAMPLES.lookAlike),
  };
}

/** An address that an entry of a list names, of a list that a setting uses if there is one; null: the lists name nobody. */
function partnerOn(engine: PolicyEngine, { orgUnits = [] }: PolicyInput): string | null {
  const used = new Set(orgUnits.flatMap(({ settings = [] }) => settings.flatMap(({ addressLists = [] }) => addressLists)));
  const lists = [...engine.addressLists].sort((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)));
  for (const list of lists) {
    for (const { kind, value } of list.entries()) {
      if (kind === 'address') return value;
      if (kind === 'domain') return `orders@${value}`;
      if (kind === 'subdomains') return `orders@mail.${value.slice(2)}`;
    }
  }
  return null;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
