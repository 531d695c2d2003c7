// What no delivery of an engine comes to: nothing tried, and a delivery that is stricter than its recipient.
import { expect, it } from 'vitest';
import { recipientOutcome } from '../../../src/nodemailer/recipient-outcome.js';
import { anyTls, free } from './sending.js';

const envelope = { mailFrom: null, rcptTo: ['bob@partner.example'] };
const [recipient] = free.evaluate({ envelope }, 'outbound').recipients;
const [strict] = anyTls.evaluate({ envelope }, 'outbound').recipients;

it('nothing tried is for a retry', () => {
  expect(recipientOutcome(recipient!, [], 'default')).toMatchObject({ result: { outcome: 'retry', reason: 'no mail host was tried', host: null }, decision: recipient });
});

it('a violation of what the recipient does not require is for a retry', () => {
  const tried = [{ host: 'mx', outcome: 'bounce', reading: { kind: 'no-tls' }, settled: false }] as const;
  expect(recipientOutcome(recipient!, tried, 'default').result).toMatchObject({ outcome: 'retry', host: 'mx' });
  expect(recipientOutcome(strict!, tried, 'postfix').result).toMatchObject({ outcome: 'bounced', reply: { enhancedCode: '5.7.4' } });
});
