// The engine of a policy file, for the commands that need a valid one.

import { compilePolicy } from '../engine.js';
import type { PolicyEngine } from '../engine.js';
import type { ReplyProfile } from '../model/decision.js';
import { painterFor } from './colour.js';
import type { ColourFlags } from './colour.js';
import { InputError } from './failure.js';
import { findingText } from './finding-text.js';
import type { Io } from './io.js';
import { readPolicyOperand } from './policy-operand.js';

/** @throws InputError after the findings have been written, if the policy is not valid */
export async function engineFromFile(operand: string, io: Io, colour: ColourFlags, replyProfile: ReplyProfile): Promise<PolicyEngine> {
  const { file, findings, policy } = await readPolicyOperand(operand, io);
  if (policy !== null) return compilePolicy(policy, { replyProfile });
  const paint = painterFor(io.stderr, io.environment, colour);
  const errors = findings.filter(({ severity }) => severity === 'error');
  await io.stderr.write(errors.map((finding) => findingText(finding, paint)).join(''));
  throw new InputError(`${file}: the policy is not valid, so nothing was decided; correct ${errors.length === 1 ? 'the error' : 'the errors'} above`);
}
