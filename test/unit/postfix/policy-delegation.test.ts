import { describe, expect, it } from 'vitest';
import { PolicyDelegationDialogue } from '../../../src/postfix/policy-delegation.js';
import type { PolicyAttributes } from '../../../src/postfix/policy-delegation.js';

describe('PolicyDelegationDialogue', () => {
  it('answers each request by its attributes, in order', () => {
    const asked: PolicyAttributes[] = [];
    const dialogue = new PolicyDelegationDialogue(1000, (attributes) => {
      asked.push(attributes);
      return `DUNNO ${asked.length}`;
    });
    const { output, end } = dialogue.receive(Buffer.from('request=smtpd_access_policy\nsender=a=b@x.example\nempty=\n\nsender=bücher@x.example\nsender=other\n\n'));
    expect(end).toBeNull();
    expect(asked.map((attributes) => [...attributes])).toEqual([
      [['request', 'smtpd_access_policy'], ['sender', 'a=b@x.example'], ['empty', '']],
      [['sender', 'bücher@x.example']],
    ]);
    expect(Buffer.from(output).toString()).toBe('action=DUNNO 1\n\naction=DUNNO 2\n\n');
  });

  it('is idle between requests only', () => {
    const dialogue = new PolicyDelegationDialogue(1000, () => 'DUNNO');
    expect(dialogue.isIdle).toBe(true);
    dialogue.receive(Buffer.from('a'));
    expect(dialogue.isIdle).toBe(false);
    dialogue.receive(Buffer.from('=b\n'));
    expect(dialogue.isIdle).toBe(false);
    dialogue.receive(Buffer.from('\n'));
    expect(dialogue.isIdle).toBe(true);
  });

  it('says nothing to what is no request, so that Postfix defers the mail', () => {
    const dialogue = new PolicyDelegationDialogue(1000, () => 'DUNNO');
    const end = { kind: 'violation', reason: 'a line of a request is not NAME=VALUE' };
    expect(dialogue.receive(Buffer.from('a=b\nGET / HTTP/1.1\n\n'))).toEqual({ output: Buffer.alloc(0), end });
    expect(dialogue.receive(Buffer.from('a=b\n\n'))).toEqual({ output: Buffer.alloc(0), end });
  });

  it('takes no more bytes of a request than its limit', () => {
    const text = `a=${'b'.repeat(6)}\n\n`;
    const limited = (limit: number): unknown => new PolicyDelegationDialogue(limit, () => 'DUNNO').receive(Buffer.from(text + text));
    expect(limited(10)).toEqual({ output: Buffer.from('action=DUNNO\n\naction=DUNNO\n\n'), end: null });
    expect(limited(9)).toEqual({ output: Buffer.alloc(0), end: { kind: 'violation', reason: 'a request has more than 9 bytes' } });
  });
});
