// The face of smtp-tls-policy/edit: the admin console's edits, as functions from policy to policy.

export {};
