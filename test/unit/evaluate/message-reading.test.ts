// The facts of a message, read totally: what cannot be read takes the stricter reading (S-12.3).
import { describe, expect, it } from 'vitest';
import { addressOf, readFromValues, readMailFrom, readRecipients, readReversePath, readSecureTransport } from '../../../src/evaluate/message-reading.js';
import { unreadable } from '../../../src/model/property.js';

/** An object whose one property throws when it is read. */
function throwing(key: string): object {
  return Object.defineProperty({}, key, {
    get() {
      throw new Error('no');
    },
  });
}

const strange = [undefined, null, 'text', 5, () => 1, [], {}];

describe('readRecipients', () => {
  const recipients = (rcptTo: unknown) => readRecipients({ envelope: { rcptTo } });

  it('in envelope order, as given, repetitions too', () => {
    expect(recipients(['B@b.example', 'a@a.example', 'B@b.example'])).toEqual(['B@b.example', 'a@a.example', 'B@b.example']);
  });

  it.each([undefined, null, 'a@a.example', [], {}, { length: 1, 0: 'a@a.example' }, new Set(['a@a.example'])])('S-12.3: none where they cannot be read: %s', (rcptTo) => {
    expect(readRecipients({ envelope: { rcptTo } })).toBeNull();
  });

  it.each(strange)('S-12.3: none where there is no envelope: %s', (message) => {
    expect(readRecipients(message)).toBeNull();
    expect(readRecipients({ envelope: message })).toBeNull();
  });

  it('S-12.3: none where a getter throws', () => {
    expect(readRecipients(throwing('envelope'))).toBeNull();
    expect(readRecipients({ envelope: throwing('rcptTo') })).toBeNull();
  });

  it('S-12.3: an element that cannot be read stands for itself, the others stay as they are', () => {
    const rcptTo = ['a@a.example', null, 5, ['b@b.example'], 'c@c.example', 'd@d.example'];
    Object.defineProperty(rcptTo, 5, {
      get() {
        throw new Error('no');
      },
    });
    expect(recipients(rcptTo)).toEqual(['a@a.example', null, 5, ['b@b.example'], 'c@c.example', unreadable]);
  });
});

describe('addressOf', () => {
  it('S-2.2: the canonical address, whose local part keeps its case where the policy says so', () => {
    expect(addressOf('B@B.example', false)?.text).toBe('b@b.example');
    expect(addressOf('B@B.example', true)?.text).toBe('B@b.example');
  });

  it.each(['', 'nobody', '<a@a.example>', 'a@', null, undefined, 5, ['b@b.example'], unreadable])('S-4.4: none for %s', (value) => {
    expect(addressOf(value, false)).toBeNull();
  });
});

describe('readReversePath', () => {
  it.each([null, '', '<>', 'Ann@Example.com', 5])('is what the envelope has: %s', (mailFrom) => {
    expect(readReversePath({ envelope: { mailFrom } })).toBe(mailFrom);
  });

  it('S-12.3: is nothing where there is no envelope, and unreadable where it throws', () => {
    for (const message of strange) {
      expect(readReversePath(message)).toBeUndefined();
      expect(readReversePath({ envelope: message })).toBeUndefined();
    }
    expect(readReversePath({ envelope: throwing('mailFrom') })).toBe(unreadable);
    expect(readReversePath(throwing('envelope'))).toBeUndefined();
  });
});

describe('readMailFrom', () => {
  const mailFrom = (value: unknown) => readMailFrom({ envelope: { mailFrom: value } }, false)?.text ?? null;

  it('S-6.2: the address of the reverse-path', () => {
    expect(mailFrom('Ann@Example.com')).toBe('ann@example.com');
    expect(readMailFrom({ envelope: { mailFrom: 'Ann@Example.com' } }, true)?.text).toBe('Ann@example.com');
  });

  it.each([null, '', '<>', undefined, 'nobody', 5, ['a@a.example']])('S-6.2: none for the null reverse-path and what is no address: %s', (value) => {
    expect(mailFrom(value)).toBeNull();
  });

  it('S-12.3: none where it cannot be read', () => {
    expect(readMailFrom({ envelope: throwing('mailFrom') }, false)).toBeNull();
    expect(readMailFrom(throwing('envelope'), false)).toBeNull();
    for (const message of strange) expect(readMailFrom(message, false)).toBeNull();
  });
});

describe('readSecureTransport', () => {
  it('S-7.1: a value that is neither boolean nor left out counts as true', () => {
    for (const secureTransport of [true, null, 0, '', 'false', {}]) expect(readSecureTransport({ secureTransport })).toBe(true);
    expect(readSecureTransport({ secureTransport: false })).toBe(false);
    expect(readSecureTransport({ secureTransport: undefined })).toBe(false);
    for (const message of strange) expect(readSecureTransport(message)).toBe(false);
  });

  it('S-12.3: one that cannot be read counts as true', () => {
    expect(readSecureTransport(throwing('secureTransport'))).toBe(true);
  });
});

describe('readFromValues', () => {
  const headers = 'Subject: x\r\nFrom: a@a.example\r\nfrom: b@b.example\r\n\r\nFrom: c@c.example\r\n';

  it('S-4.6: `from` given, it alone counts', () => {
    expect(readFromValues({ from: 'x@x.example', headers })).toBe('x@x.example');
    expect(readFromValues({ from: [], headers })).toEqual([]);
    expect(readFromValues({ from: null, headers })).toBeNull();
    expect(readFromValues({ from: '', headers })).toBe('');
  });

  it('S-4.6: else the From fields of the headers', () => {
    expect(readFromValues({ headers })).toEqual(['a@a.example', 'b@b.example']);
    expect(readFromValues({ from: undefined, headers })).toEqual(['a@a.example', 'b@b.example']);
  });

  it('S-4.3: no field without either', () => {
    for (const message of strange) expect(readFromValues(message)).toEqual([]);
  });

  it.each([null, 5, ['From: a@a.example'], {}])('S-4.7: `headers` that is no string cannot be read: %s', (value) => {
    expect(readFromValues({ headers: value })).toBe(unreadable);
  });

  it('S-12.3: what throws is unreadable', () => {
    expect(readFromValues(throwing('from'))).toBe(unreadable);
    expect(readFromValues(throwing('headers'))).toBe(unreadable);
  });
});
