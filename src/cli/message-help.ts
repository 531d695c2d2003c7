// The part of `--help` that `evaluate` and `explain` share.

import { REPLY_PROFILES } from '../evaluate/reply.js';

export const messageHelp: string = `POLICY is a JSON or YAML file, a snapshot, or - for standard input. MESSAGE is a message, an mbox, a folder (with
everything below it, sorted, but for hidden files, pipes and links to folders), or - for standard input. Outbound
decisions read the envelope alone and need no MESSAGE.

Direction and envelope:
  --inbound, --outbound       which way the mail goes (one of them is required)
  --rcpt-to ADDRESS           envelope recipient; repeat for more (required; it counts for every message of an mbox or folder)
  --mail-from ADDRESS         envelope sender; left out: the null reverse-path

Sender authentication (inbound; left out: unknown):
  --authserv-id ID            read the Authentication-Results fields that bear this id; repeat for more
  --spf RESULT[:DOMAIN]       as --spf pass:example.com; results are those of RFC 8601: pass, fail, softfail, neutral,
                              none, temperror, permerror, policy
  --dkim RESULT:DOMAIN        repeat for more signatures
  --dmarc RESULT[:DOMAIN]
                              a flag speaks for its method instead of the message's fields

Connection:
  --session none              there was no TLS
  --session VERSION[,WORD]... TLSv1.3,trusted,hostname: TLS, and what is known of the peer's certificate;
                              words: trusted, untrusted, hostname, wrong-hostname, expired, no-certificate
                              left out: not yet known, so what requires TLS is pending
  --secure-transport          something else demands secure transport already (outbound)
  --reply-profile NAME        reply codes: ${REPLY_PROFILES.join(', ')}

Output:
  --json                      one line of JSON for each message
  --color, --no-color         colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help                  this text

Exit codes:
  0  deliver, or pending (the connection is not known yet)
  1  bounce or reject, of one message or more
  2  wrong usage, or input that cannot be used
`;
