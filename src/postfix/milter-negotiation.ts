// What a milter and Postfix agree on first: which events are sent, which of them are answered, and which macros come with them.

import { milterPacket } from './milter-packet.js';

/** What Postfix will do for this connection. */
export interface MilterAgreement {
  /** The text of a header field begins right after the colon. Else a blank after it was left out. */
  readonly hasLeadingSpace: boolean;
  /** Events that are not answered, by their command. */
  readonly unanswered: ReadonlySet<string>;
}

/** The agreement and the packet that says so; null if it is no offer, or one of a version without what is needed. */
export function negotiate(offer: Buffer): { readonly agreement: MilterAgreement; readonly packet: Buffer } | null {
  if (offer.length < OFFER_LENGTH) return null;
  const [version, actions, steps] = [offer.readUInt32BE(0), offer.readUInt32BE(4), offer.readUInt32BE(8)];
  if (version < LEAST_VERSION) return null;
  const agreedActions = actions & SET_MACROS;
  const agreedSteps = steps & WANTED_STEPS;
  const words = Buffer.alloc(OFFER_LENGTH);
  words.writeUInt32BE(Math.min(version, VERSION), 0);
  words.writeUInt32BE(agreedActions, 4);
  words.writeUInt32BE(agreedSteps, 8);
  const unanswered = new Set(Object.entries(NO_REPLY).flatMap(([command, flag]) => ((agreedSteps & flag) === 0 ? [] : [command])));
  return {
    agreement: { hasLeadingSpace: (agreedSteps & LEADING_SPACE) !== 0, unanswered },
    packet: milterPacket('O', agreedActions === 0 ? words : Buffer.concat([words, MACROS_AT_MAIL, MACROS_AT_RCPT, MACROS_AT_DATA])),
  };
}

const OFFER_LENGTH = 12;
const VERSION = 6;
/** Version 2 has all events that are needed, and none of the options. */
const LEAST_VERSION = 2;

/** SMFIF_SETSYMLIST: the milter says which macros it wants. */
const SET_MACROS = 0x100;
/** With them at MAIL, each message says itself what its connection was, whatever main.cf has for `milter_helo_macros`. */
const STAGE_MAIL = Buffer.from([0, 0, 0, 2]);
const MACROS_AT_MAIL = Buffer.concat([STAGE_MAIL, Buffer.from('i {tls_version} {cert_subject} {cert_issuer}\0')]);
/** The recipient as Postfix reads it: clients may write it with a route of RFC 821 or with `%`, and no user would be known by that. */
const STAGE_RCPT = Buffer.from([0, 0, 0, 3]);
const MACROS_AT_RCPT = Buffer.concat([STAGE_RCPT, Buffer.from('i {rcpt_addr}\0')]);

/** A message without a queue id at DATA is one whose header Postfix shows to nobody. */
const STAGE_DATA = Buffer.from([0, 0, 0, 4]);
const MACROS_AT_DATA = Buffer.concat([STAGE_DATA, Buffer.from('i\0')]);

/** SMFIP_NOBODY, SMFIP_NOUNKNOWN: events that say nothing here. */
const UNWANTED_EVENTS = 0x10 | 0x100;
/** SMFIP_HDR_LEADSPC. */
const LEADING_SPACE = 0x100000;
/** SMFIP_NR_...: what is only noted down. Without them every event costs Postfix a round trip. */
const NO_REPLY: Readonly<Record<string, number>> = { L: 0x80, C: 0x1000, H: 0x2000, M: 0x4000, R: 0x8000, U: 0x20000, B: 0x80000 };
const WANTED_STEPS = Object.values(NO_REPLY).reduce((flags, flag) => flags | flag, UNWANTED_EVENTS | LEADING_SPACE);
