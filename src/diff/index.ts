// The face of smtp-tls-policy/diff: what changed between two policies, and what it means.

export {};
