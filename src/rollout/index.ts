// The face of smtp-tls-policy/rollout: staged rollout: timelines, testing mode, promotion.

export {};
