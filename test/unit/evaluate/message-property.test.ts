// The properties of a message, each with a reader of its own, and all alike (S-12.1, S-12.3).
import { describe, expect, it } from 'vitest';
import * as readers from '../../../src/evaluate/message-property.js';
import { readProperty, unreadable } from '../../../src/model/property.js';

const READERS: readonly (readonly [name: string, read: (object: unknown) => unknown])[] = [
  ['envelope', readers.readEnvelope],
  ['rcptTo', readers.readRcptTo],
  ['mailFrom', readers.readMailFromOf],
  ['from', readers.readFrom],
  ['headers', readers.readHeaders],
  ['authentication', readers.readAuthentication],
  ['secureTransport', readers.readSecureTransportOf],
  ['session', readers.readSessionOf],
];

const throwing = (): never => {
  throw new Error('no');
};
const everyOther = (name: string): object => Object.fromEntries(READERS.filter(([other]) => other !== name).map(([other]) => [other, other]));

it('is about every reader there is', () => {
  expect(READERS.map(([, read]) => read.name).sort()).toEqual(Object.keys(readers).sort());
});

describe.each(READERS)('%s', (name, read) => {
  it.each([undefined, null, false, 0, '', 'text', [], {}, unreadable])('is read as it is: %s', (value) => {
    expect(read({ ...everyOther(name), [name]: value })).toBe(value);
  });

  it('is undefined where it is not there', () => {
    expect(read(everyOther(name))).toBeUndefined();
    expect(read({})).toBeUndefined();
  });

  it.each([undefined, null, 'text', 5, true, Symbol('x'), 5n, unreadable])('is undefined where there is no object: %s', (value) => {
    expect(read(value)).toBeUndefined();
  });

  it('is read from arrays and inherited, as any property is', () => {
    expect(read(Object.assign([], { [name]: 1 }))).toBe(1);
    expect(read(Object.create({ [name]: 2 }))).toBe(2);
  });

  it('S-12.3: is unreadable where reading it throws', () => {
    const getter = Object.defineProperty({}, name, { get: throwing });
    const proxy = new Proxy({}, { get: throwing });
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const object of [getter, proxy, revoked.proxy]) {
      expect(read(object)).toBe(unreadable);
      expect(readProperty(object, name)).toBe(unreadable);
    }
  });

  it('is of objects and not of functions, as everywhere', () => {
    const made = Object.assign(() => 1, { [name]: 3 });
    expect(read(made)).toBe(readProperty(made, name));
    expect(read(made)).toBeUndefined();
  });
});
