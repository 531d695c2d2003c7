// The face of smtp-tls-policy/haraka: a plugin of Haraka, the mail server. Haraka loads it by this name in `config/plugins`.

export { register, shutdown } from './register.js';

export type { HarakaPlugin } from './haraka-objects.js';
