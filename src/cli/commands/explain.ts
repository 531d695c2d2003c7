// `explain POLICY MESSAGE`: for every setting in view, why it applies or why not.

import { renderExplanation } from '../../explain/render-explanation.js';
import type { ExitCode, Io } from '../io.js';
import { messageHelp } from '../message-help.js';
import { readMessageRequest } from '../message-options.js';
import { runMessages } from '../message-run.js';
import { terminalLines } from '../terminal-text.js';
import type { Command } from './command.js';

export const explain: Command = {
  name: 'explain',
  summary: 'say for every setting why it applies to a message or why not',
  help: `Usage: smtp-tls-policy explain [options] --inbound --rcpt-to ADDRESS POLICY MESSAGE
       smtp-tls-policy explain [options] --outbound --rcpt-to ADDRESS POLICY [MESSAGE]

Explains a decision: for every setting in view, why it applies or why not, and what nearly matched. Of many messages it
prints a summary; add --json for the explanation of each.

${messageHelp}`,
  run: (args: readonly string[], io: Io): Promise<ExitCode> => {
    const request = readMessageRequest(args);
    return runMessages(request, io, (engine, message) => {
      const explanation = engine.explain(message, request.direction);
      return { decision: explanation.decision, json: { explanation }, text: () => terminalLines(`${renderExplanation(explanation).trimEnd()}\n`) };
    });
  },
};
