// The face of smtp-tls-policy/audit: the audit log.

export {};
