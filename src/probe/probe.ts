// "Test TLS connection": the mail hosts of a route, each asked what it can do.

import { setMaxListeners } from 'node:events';
import { readProperty } from '../model/property.js';
import type { HostRoute, Route } from '../model/route.js';
import { hostIdentity, readHostIdentity } from '../node-tls/host-identity.js';
import type { Endpoint } from './dialogue.js';
import { checkCredentials } from './handshake.js';
import { probeHost } from './host-probe.js';
import { judgeProbe } from './judgement.js';
import { findMailHosts } from './mail-hosts.js';
import { checkMilliseconds, checkPort, probeSettings, TIME_LIMIT } from './probe-options.js';
import type { ProbeOptions, ProbeSettings } from './probe-options.js';
import type { HostReport, MailHost, MailHostLookup, ProbeReport } from './report.js';
import { inParallel } from './time-limit.js';

/** Implicit TLS by its registered port (RFC 8314 section 7.3). */
const SUBMISSIONS_PORT = 465;

/**
 * Connects to every mail host of a route, upgrades to TLS, and reports what it found; no mail is sent. With `constraints` the report also says
 * whether mail would be delivered or bounce, and what to do about it.
 *
 * @param route - of `Decision.deliveries`, or `{ kind: 'mx', domain }` for the MX hosts of a domain, or `{ kind: 'host', host, port, mxLookup }`
 * @param options - all can be left out; without `constraints` nothing is judged
 * @returns a report, within the time limit, whatever DNS and servers do
 * @throws TypeError (as a rejection) for a route or an option that makes no sense, a client certificate or key that cannot be used among them; the error
 * of Node for CA certificates that cannot be used, and what `onProgress` throws
 * @example
 * const [{ route, constraints }] = engine.evaluate({ envelope: { mailFrom: 'ann@example.com', rcptTo: ['bob@partner.example'] } }, 'outbound').deliveries;
 * const report = route === null ? null : await probe(route, { constraints });
 * report?.judgement?.outcome; // 'deliver', 'bounce', 'defer' or 'undeliverable'
 * @see clauses S-7.5 and S-9.4; RFC 3207, RFC 5321 section 5.1, RFC 7505
 */
export async function probe(route: Route, options: ProbeOptions = {}): Promise<ProbeReport> {
  const { timeLimit = TIME_LIMIT, signal } = options;
  checkMilliseconds('timeLimit', timeLimit);
  const stop = new AbortController();
  // Everything that is waited for at a time listens to it, and takes its listener away: that is no leak, of which Node would warn.
  setMaxListeners(0, stop.signal);
  const abort = (): void => stop.abort();
  const settings = probeSettings(options, stop.signal);
  checkRoute(route);
  checkCredentials(settings);
  const timer = setTimeout(abort, timeLimit);
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  try {
    return await probeRoute(route, settings);
  } finally {
    // An `onProgress` that throws leaves others at work.
    abort();
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function probeRoute(route: Route, settings: ProbeSettings): Promise<ProbeReport> {
  const start = performance.now();
  const { lookup, leftOut } = await findMailHosts(route, settings);
  const places = placesOf(lookup, route, settings);
  const tried = places.slice(0, settings.maxAddresses);
  const hosts = await inParallel(tried, settings.concurrency, (place) => report(place, settings));
  const notTried = places.length - tried.length + leftOut;
  const found: ProbeReport = { route: { ...route }, lookup, hosts, notTried, durationMs: Math.round(performance.now() - start), judgement: null };
  return settings.constraints === null ? found : { ...found, judgement: judgeProbe(found, settings.constraints) };
}

interface Place {
  readonly host: MailHost;
  readonly address: string | null;
  readonly port: number;
}

/** A host without an address is reported too. */
function placesOf(lookup: MailHostLookup, route: Route, { port: mxPort }: ProbeSettings): Place[] {
  if (!lookup.found) return [];
  const port = route.kind === 'host' ? route.port : mxPort;
  return lookup.hosts.flatMap((host): Place[] => {
    const addresses = host.addresses.length === 0 ? [null] : host.addresses;
    return addresses.map((address) => ({ host, address, port }));
  });
}

async function report({ host, address, port }: Place, settings: ProbeSettings): Promise<HostReport> {
  const implicitTls = settings.implicitTls ?? port === SUBMISSIONS_PORT;
  const identity = readHostIdentity(host.name);
  if (address === null || identity === null) return withoutAddress(host, port, implicitTls);
  const endpoint: Endpoint = { host: host.name, identity, address, port, implicitTls };
  const found = await probeHost(endpoint, host.preference, settings);
  return host.failure === null ? found : { ...found, warnings: [{ code: 'addresses-unknown', message: host.failure }, ...found.warnings] };
}

function withoutAddress({ name, preference, failure }: MailHost, port: number, implicitTls: boolean): HostReport {
  const message = `no address: ${failure ?? 'the name has none'}`;
  return {
    host: name,
    preference,
    address: null,
    port,
    implicitTls,
    steps: [],
    starttls: null,
    session: null,
    tls: null,
    failure: { step: null, kind: 'no-address', message, code: null, resultType: null },
    warnings: [],
    versions: null,
  };
}

/** @throws TypeError (S-12.4) */
function checkRoute(route: Route): void {
  const kind = readProperty(route, 'kind');
  if (kind === 'mx') hostIdentity(readProperty(route, 'domain'));
  else if (kind === 'host') checkHostRoute(route as HostRoute);
  else throw new TypeError('a route is `{ kind: "mx", domain }` or `{ kind: "host", host, port, mxLookup }`');
}

function checkHostRoute({ host, port }: HostRoute): void {
  hostIdentity(host);
  checkPort(port);
}
