// Explanations as text (S-11.2, S-10.3).
import { describe, expect, it } from 'vitest';
import type { Explanation, SettingExplanation } from '../../../src/explain/explanation.js';
import { renderExplanation } from '../../../src/explain/render-explanation.js';
import type { Decision, RecipientDecision } from '../../../src/model/decision.js';
import { tlsRequired } from '../../../src/model/transport.js';
import { decision, match, recipientDecision, unapplied } from './explained.js';

const NO_TLS = { type: 'starttls-not-supported', required: 'TLS', found: 'no TLS' } as const;
const REPLY = { code: 550, enhancedCode: '5.7.10', text: 'Secure transport required' };

function explained(changes: Partial<Decision>, settings: readonly SettingExplanation[] = []): Explanation {
  const decided = decision(changes);
  return { decision: decided, recipients: decided.recipients.map(({ recipient, orgUnit }) => ({ recipient, orgUnit, settings })) };
}

function head(changes: Partial<Decision>, lines = 2): string[] {
  return renderExplanation(explained(changes)).split('\n').slice(0, lines);
}

const delivered = recipientDecision();
const rejected: RecipientDecision = recipientDecision({
  recipient: 'bob@corp.example',
  outcome: 'reject',
  constraints: tlsRequired,
  violations: [NO_TLS, { ...NO_TLS, type: 'certificate-expired' }],
  reply: REPLY,
  determinedBy: [{ ...match(), constraints: tlsRequired }],
});

describe('the outcome and why', () => {
  it('is said first', () => {
    expect(head({ outcome: 'reject', recipients: [rejected] })).toEqual([
      'Inbound mail: reject',
      'The connection is not what is required: required TLS, found no TLS (starttls-not-supported).',
    ]);
    expect(head({ recipients: [delivered] })).toEqual(['Inbound mail: deliver', 'Required: nothing; TLS is tried, and plaintext is the fallback.']);
  });

  it('knows what is met, and what is not yet known', () => {
    const required = { ...recipientDecision({ constraints: { ...tlsRequired, caSigned: true } }) };
    expect(head({ direction: 'outbound', recipients: [required] })).toEqual([
      'Outbound mail: deliver',
      'The connection has what is required: TLS, a server certificate signed by a trusted CA.',
    ]);
    expect(head({ direction: 'outbound', outcome: 'pending', recipients: [{ ...required, outcome: 'pending' }] })).toEqual([
      'Outbound mail: pending',
      'The connection is not known yet; it must have TLS, a server certificate signed by a trusted CA.',
    ]);
  });

  it('counts the recipients that have the outcome', () => {
    expect(head({ outcome: 'reject', recipients: [delivered, rejected, rejected] }, 1)).toEqual(['Inbound mail: reject, for 2 of 3 recipients; SMTP answers once after DATA']);
    expect(head({ direction: 'outbound', outcome: 'bounce', recipients: [delivered, { ...rejected, outcome: 'bounce' }] }, 1)).toEqual([
      'Outbound mail: bounce for 1 of 2 recipients',
    ]);
  });

  it('speaks of the recipients that have the outcome, and of one that something is required of', () => {
    const required = recipientDecision({ constraints: tlsRequired });
    expect(head({ recipients: [delivered, required] })[1]).toBe('The connection has what is required: TLS.');
    expect(head({ outcome: 'reject', recipients: [required, rejected] })[1]).toMatch(/^The connection is not what is required/);
    expect(head({ outcome: 'deliver', recipients: [rejected, delivered] })[1]).toBe('Required: nothing; TLS is tried, and plaintext is the fallback.');
  });
});

describe('the message', () => {
  it('has a reply after DATA and an author', () => {
    expect(head({ reply: REPLY, author: { known: true, mailboxes: ['a@b.example', 'c@d.example'] }, recipients: [delivered] }, 4).slice(2)).toEqual([
      'Reply after DATA: 550 5.7.10 Secure transport required',
      'Author: `a@b.example`, `c@d.example`',
    ]);
    expect(head({ recipients: [delivered] }, 3)[2]).toBe('');
  });

  it('may have an unknown author', () => {
    expect(head({ author: { known: false, reason: 'missing' } }, 3)[2]).toBe('Author: unknown, for no From: field names a mailbox');
    expect(head({ author: { known: false, reason: 'malformed' } }, 3)[2]).toBe('Author: unknown, for the From: field cannot be read for certain');
  });

  it('shows a few of many authors', () => {
    const mailboxes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `${name}@x.example`);
    expect(head({ author: { known: true, mailboxes } }, 3)[2]).toBe('Author: `a@x.example`, `b@x.example`, `c@x.example`, `d@x.example`, `e@x.example`, and 2 more');
  });
});

describe('the recipients', () => {
  it('have a section each, with what does not apply', () => {
    expect(renderExplanation(explained({ outcome: 'reject', recipients: [delivered, rejected] }, [unapplied({ setting: 'u' })]))).toBe(
      [
        'Inbound mail: reject, for 1 of 2 recipients; SMTP answers once after DATA',
        'The connection is not what is required: required TLS, found no TLS (starttls-not-supported).',
        '',
        'Recipient `ann@corp.example`: deliver',
        "  Org unit: `/` (the recipient's, by default)",
        '  Required: nothing; TLS is tried, and plaintext is the fallback',
        '  Applies: no setting',
        '  Does not apply:',
        '    - setting `u` of `/`: no entry of its lists matches the author',
        '',
        'Recipient `bob@corp.example`: reject',
        "  Org unit: `/` (the recipient's, by default)",
        '  Required: TLS',
        '  Violated:',
        '    - required TLS, found no TLS (starttls-not-supported)',
        '    - required TLS, found no TLS (certificate-expired)',
        '  Reply: 550 5.7.10 Secure transport required',
        '  Applies:',
        '    - setting `tls` of `/` requires TLS',
        '      - entry `partner.example` of list `Partners` matches author `x@partner.example` (authenticated)',
        '  Does not apply:',
        '    - setting `u` of `/`: no entry of its lists matches the author',
        '',
      ].join('\n'),
    );
  });

  it('share a section where they fare alike, in the order of the first', () => {
    const names = (count: number): RecipientDecision[] => Array.from({ length: count }, (_, index) => recipientDecision({ recipient: `r${index}@a.example` }));
    const titles = (recipients: RecipientDecision[]): string[] =>
      renderExplanation(explained({ recipients, outcome: 'reject' })).replaceAll('\n  ', ' ').split('\n').filter((line) => /^Recipient|^\d+ recipients/.test(line)).map((line) => line.replace(/ Org unit.*/, ''));
    expect(titles([...names(2), rejected, recipientDecision({ recipient: 'last@a.example' })])).toEqual([
      '3 recipients `r0@a.example`, `r1@a.example`, `last@a.example`: deliver',
      'Recipient `bob@corp.example`: reject',
    ]);
    expect(titles([delivered, recipientDecision({ outcome: 'pending' })])).toEqual(['Recipient `ann@corp.example`: deliver', 'Recipient `ann@corp.example`: pending']);
    expect(titles(names(12))[0]).toContain('`r9@a.example`, and 2 more: deliver');
    expect(titles(names(10))[0]).toContain('`r9@a.example`: deliver');
  });

  it('may be more than the settings tell of', () => {
    const { decision: decided } = explained({ recipients: [delivered] });
    expect(renderExplanation({ decision: decided, recipients: [] })).toContain('Recipient `ann@corp.example`: deliver\n');
  });

  it('cannot break lines or reorder text', () => {
    const text = renderExplanation(explained({ recipients: [recipientDecision({ recipient: 'a\r\nRecipient `x`: deliver\u202E@b.example' })] }));
    expect(text).toContain('Recipient `a\\x{D}\\x{A}Recipient `x`: deliver\\x{202E}@b.example`: deliver\n');
  });
});

describe('long lines', () => {
  const lineOf = (found: string): string[] => {
    const recipient = recipientDecision({ outcome: 'reject', constraints: tlsRequired, violations: [{ ...NO_TLS, found }] });
    return renderExplanation(explained({ outcome: 'reject', recipients: [recipient] })).split('\n');
  };
  const words = 'word '.repeat(20).trim();

  it('break at blanks, the rest below the text', () => {
    const lines = lineOf(words);
    expect(lines.slice(1, 3)).toEqual([
      `The connection is not what is required: required TLS, found ${'word '.repeat(10).trim()}`,
      `  ${'word '.repeat(10).trim()} (starttls-not-supported).`,
    ]);
    expect(lines.slice(8, 10)).toEqual([`    - required TLS, found ${'word '.repeat(17).trim()}`, '      word word word (starttls-not-supported)']);
    expect(lines.slice(5, 6)).toEqual(["  Org unit: `/` (the recipient's, by default)"]);
  });

  it('fill 110 columns, and no more', () => {
    const prefix = '    - required TLS, found ';
    const suffix = ' (starttls-not-supported)';
    const fits = 'x'.repeat(110 - prefix.length - suffix.length);
    expect(lineOf(fits)).toContain(`${prefix}${fits}${suffix}`);
    expect(lineOf(`${fits}x`)).toContain(`${prefix}${fits}x`);
    expect(lineOf(`${fits}x`)).toContain('      (starttls-not-supported)');
  });

  it('keep a long name beside its dash', () => {
    const address = `${'x'.repeat(108)}@a.example`;
    const nearMisses = [{ kind: 'envelope-only', entry: 'a.example', address }] as const;
    expect(renderExplanation(explained({ recipients: [delivered] }, [unapplied({ nearMisses })]))).toContain(
      `\n      - \`${address}\`\n        matches entry \`a.example\`, but is the envelope sender only; the author in From: counts\n`,
    );
  });

  it('keep words that are longer than a line, and blanks that stand together', () => {
    expect(lineOf('x'.repeat(115))).toContain(`      ${'x'.repeat(115)}`);
    expect(lineOf('a  b')).toContain('    - required TLS, found a  b (starttls-not-supported)');
  });
});
