// The face of smtp-tls-policy/testing: policy tests, and matchers and arbitraries for tests in code.

export {};
