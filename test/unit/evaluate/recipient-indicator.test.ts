// What a compose window shows beside a recipient (S-10.4).
import { describe, expect, it } from 'vitest';
import { recipientIndicator } from '../../../src/evaluate/recipient-indicator.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';
import { decidedRecipient } from './sample-decision.js';

const required = decidedRecipient({ constraints: tlsRequired });
const free = decidedRecipient({ constraints: opportunistic });

describe('recipientIndicator', () => {
  it('S-10.4: S/MIME comes first', () => {
    expect(recipientIndicator(required, { smime: true })).toBe('smime');
    expect(recipientIndicator(free, { smime: true, tls: false })).toBe('smime');
  });

  it('S-10.4: then what the decision requires', () => {
    expect(recipientIndicator(required)).toBe('required-tls');
    expect(recipientIndicator(required, { tls: false, smime: false })).toBe('required-tls');
    expect(recipientIndicator(required, { tls: true })).toBe('required-tls');
  });

  it('S-10.4: then what was last seen of the domain, else unknown', () => {
    expect(recipientIndicator(free, { tls: true })).toBe('tls');
    expect(recipientIndicator(free, { tls: false })).toBe('insecure');
    expect(recipientIndicator(free, { smime: false })).toBe('unknown');
    expect(recipientIndicator(free, {})).toBe('unknown');
    expect(recipientIndicator(free)).toBe('unknown');
  });

  it('takes nothing but true and false for an answer', () => {
    expect(recipientIndicator(free, { smime: 'yes', tls: 'yes' } as never)).toBe('unknown');
    expect(recipientIndicator(free, { tls: null } as never)).toBe('unknown');
  });
});
