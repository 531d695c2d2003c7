// The policy delegation protocol of Postfix (SMTPD_POLICY_README): lines of `name=value` up to an empty one, and a line `action=...` as the answer.

import { violation } from './dialogue.js';
import type { Dialogue, End, Turn } from './dialogue.js';

export type PolicyAttributes = ReadonlyMap<string, string>;

/** What Postfix does: an action of access(5). */
export type PolicyAction = string;

export class PolicyDelegationDialogue implements Dialogue {
  private readonly longest: number;
  private readonly decide: (attributes: PolicyAttributes) => PolicyAction;
  /** The line that has begun. */
  private line: Uint8Array[] = [];
  private attributes = new Map<string, string>();
  /** Bytes of the request so far. */
  private length = 0;
  private problem: End | null = null;

  /** @param longest - request in bytes @param decide - must not throw */
  constructor(longest: number, decide: (attributes: PolicyAttributes) => PolicyAction) {
    this.longest = longest;
    this.decide = decide;
  }

  get isIdle(): boolean {
    return this.length === 0;
  }

  receive(bytes: Uint8Array): Turn {
    const output: Buffer[] = [];
    for (let at = 0; at < bytes.length && this.problem === null; ) {
      const lineFeed = bytes.indexOf(LINE_FEED, at);
      const end = lineFeed === -1 ? bytes.length : lineFeed + 1;
      this.length += end - at;
      if (this.length > this.longest) {
        this.problem = violation(`a request has more than ${this.longest} bytes`);
        break;
      }
      // A copy: the caller may use its buffer again.
      this.line.push(Buffer.from(bytes.subarray(at, lineFeed === -1 ? end : lineFeed)));
      at = end;
      if (lineFeed !== -1) output.push(...this.takeLine());
    }
    return { output: Buffer.concat(output), end: this.problem };
  }

  /** The answer, where the line ends the request. */
  private takeLine(): Buffer[] {
    const text = Buffer.concat(this.line).toString();
    this.line = [];
    if (text === '') return [this.answer()];
    const equals = text.indexOf('=');
    if (equals === -1) {
      this.problem = violation('a line of a request is not NAME=VALUE');
      return [];
    }
    // The first one counts; Postfix names none twice.
    const name = text.slice(0, equals);
    if (!this.attributes.has(name)) this.attributes.set(name, text.slice(equals + 1));
    return [];
  }

  private answer(): Buffer {
    const { attributes } = this;
    this.attributes = new Map();
    this.length = 0;
    return Buffer.from(`action=${this.decide(attributes)}\n\n`);
  }
}

const LINE_FEED = 0x0a;
