// What `audit --help` prints.

export const auditHelp: string = `Usage: smtp-tls-policy audit append [options] --actor WHO --reason WHY LOG [OLD] NEW
       smtp-tls-policy audit verify [options] LOG
       smtp-tls-policy audit show [options] LOG

Keeps a log of who changed a policy, when, why and how: one line of JSON for each change, each with the hash of the line
before and of the policies before and after. LOG is the file of the log; verify and show take - for standard input.

audit append records the change from the policy OLD to the policy NEW. It adds a line and changes none. Nothing is added
if the log is not whole, by its lines or by LOG.head, or if OLD is not the policy that it ends with. Leave OLD out for a
first policy in a new log.
  --actor WHO            who made the change
  --reason WHY           why, in one line
  --at TIME              when, such as 2026-11-25T09:30:00Z (default: now)

audit verify finds lines that were changed, removed, repeated or moved, and changes of the policy without a record. The
end of a log is held by nothing in it: it is looked for in LOG.head, which append keeps; better, give what append printed, or
the policy in force.
  --head HASH            the log must hold the line with this hash, too: its end, or what was its end once
  --policy FILE          the log must end with this policy

audit show prints the log as text.
  --org-unit PATH        changes at this org unit, or above it
  --setting ID           changes of this setting, of what it uses, and of the policy as a whole
  --actor WHO            changes by this one
  --since TIME           from this time on: a date (UTC), or a time as above
  --until TIME           up to this date, that day included, or before this time

  --json                 append: one JSON object: file, sequence, head; verify: one JSON object: file, ok, records, head,
                         policy, findings; show: a line of JSON for each record
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  the change is recorded, or there is none to record; the log is whole; the log is shown
  1  the log has errors, or OLD is not the policy that it ends with
  2  wrong usage, or a file cannot be read or written, or a policy is not valid
`;
