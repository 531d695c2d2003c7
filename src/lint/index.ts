// The face of smtp-tls-policy/lint: findings about valid policies.

export {};
