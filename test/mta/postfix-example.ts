// What `examples/postfix.mjs` runs Postfix with.
import { issue } from '../servers/authority.js';
import type { Credentials } from '../servers/authority.js';

export { reasonAgainst } from '../servers/debian-package.js';
export { send } from './client.js';
export { startOrganisation } from './postfix-organisation.js';

export async function serverCredentials(): Promise<Credentials> {
  const { pem, key } = await issue(null, { commonName: 'mx.organisation.example' });
  return { cert: pem, key };
}
