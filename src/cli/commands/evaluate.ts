// `evaluate POLICY MESSAGE`: the decision about a message, or a summary about many.

import { decisionText } from '../decision-text.js';
import type { ExitCode, Io } from '../io.js';
import { messageHelp } from '../message-help.js';
import { readMessageRequest } from '../message-options.js';
import { runMessages } from '../message-run.js';
import type { Command } from './command.js';

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'decide about a message, an mbox or a folder of messages',
  help: `Usage: smtp-tls-policy evaluate [options] --inbound --rcpt-to ADDRESS POLICY MESSAGE
       smtp-tls-policy evaluate [options] --outbound --rcpt-to ADDRESS POLICY [MESSAGE]

Says what a policy requires of the connection for a message, and whether it is delivered, bounced or rejected. Of many
messages it prints a summary.

${messageHelp}`,
  run: (args: readonly string[], io: Io): Promise<ExitCode> => {
    const request = readMessageRequest(args);
    return runMessages(request, io, (engine, message) => {
      const decision = engine.evaluate(message, request.direction);
      return { decision, json: { decision }, text: (paint) => decisionText(decision, paint) };
    });
  },
};
