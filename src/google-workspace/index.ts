// The face of smtp-tls-policy/google-workspace: import of what Google's Cloud Identity Policy API exports.

export {};
