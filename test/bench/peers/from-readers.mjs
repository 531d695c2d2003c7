// Readers of From values, ours and others', each as a function from a value to the addresses that it finds, in lower case.

import haraka from '@haraka/email-address';
import rfc2822 from 'address-rfc2822';
import emailAddresses from 'email-addresses';
import nodemailer from 'nodemailer/lib/addressparser';
import { addressParser as postalMime } from 'postal-mime';
import { fromFields, readFrom } from '../../../dist/index.js';

/** @type {Readonly<Record<string, (value: string) => readonly string[]>>} ours first; none throws */
export const readers = {
  'readFrom': (value) => oursOf(readFrom(value)),
  '@haraka/email-address': orNothing((value) => haraka.parseFrom(value).flatMap(membersOf).map((mailbox) => `${mailbox.user}@${mailbox.host}`)),
  'nodemailer addressparser': orNothing((value) => nodemailer(value).flatMap(groupOf).map(addressOf)),
  'address-rfc2822': orNothing((value) => rfc2822.parse(value, 'from').flatMap(membersOf).map(addressOf)),
  'email-addresses': orNothing((value) => (emailAddresses.parseFrom(value) ?? []).flatMap(membersOf).map(addressOf)),
  'postal-mime addressParser': orNothing((value) => postalMime(value).flatMap(groupOf).map(addressOf)),
};

export const OURS = 'readFrom';

/** From a whole header block: ours, and what most programs do for the others. */
export const blockReaders = {
  'fromFields and readFrom': (block) => oursOf(readFrom(fromFields(block))),
  ...Object.fromEntries(Object.entries(readers).slice(1).map(([name, read]) => [`a regular expression and ${name}`, (block) => read(fromByPattern(block))])),
};

/** The addresses, or nothing at all where a reader gives up. */
function orNothing(read) {
  return (value) => {
    try {
      return read(value).map((address) => address.toLowerCase());
    } catch {
      return [];
    }
  };
}

function oursOf(reading) {
  return reading.known ? reading.mailboxes : [];
}

function fromByPattern(block) {
  return /^From[ \t]*:(.*(?:\r?\n[ \t].*)*)/im.exec(block)?.[1]?.replace(/\r?\n/g, '') ?? '';
}

function membersOf(item) {
  return item.addresses ?? [item];
}

function groupOf(item) {
  return item.group ?? [item];
}

function addressOf({ address }) {
  return address ?? '';
}
