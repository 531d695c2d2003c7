// The settings in force at each org unit, worked out as someone would who knows this policy and writes no engine: no testing mode, nothing disabled.

/** @returns {Map<string, { inbound: object[], outbound: object[] }>} by path */
export function settingsInForce({ orgUnits }) {
  const byPath = new Map(orgUnits.map((unit) => [unit.path, unit]));
  return new Map(orgUnits.map(({ path }) => [path, byDirection(definitionsAt(path, byPath))]));
}

export function ancestry(path) {
  if (path === '/') return ['/'];
  const segments = path.slice(1).split('/');
  return ['/', ...segments.map((_, place) => `/${segments.slice(0, place + 1).join('/')}`)];
}

/** Constraints as three bits, which the peers answer in. */
export const TLS = 1;
export const CA_SIGNED = 2;
export const HOSTNAME = 4;

export function bitsOf({ require = {} }) {
  return TLS | (require.caSignedCertificate === false ? 0 : CA_SIGNED) | (require.validateHostname === false ? 0 : HOSTNAME);
}

/** A definition nearer to the unit takes the place of one of the same id. */
function definitionsAt(path, byPath) {
  const settings = new Map();
  for (const ancestor of ancestry(path)) for (const setting of byPath.get(ancestor)?.settings ?? []) settings.set(setting.id, setting);
  return [...settings.values()];
}

function byDirection(settings) {
  return {
    inbound: settings.filter(({ appliesTo }) => appliesTo.includes('inbound')),
    outbound: settings.filter(({ appliesTo }) => appliesTo.includes('outbound')),
  };
}
