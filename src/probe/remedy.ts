// What helps against each cause, in the order in which to try it. The last resort is always to give up exactly the requirement that fails.

import { isIP } from 'node:net';
import type { ResultType } from '../model/decision.js';
import type { Route } from '../model/route.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import { inQuotes, namesOn } from './certificate-description.js';
import type { Cause, HostReport, Remedy } from './report.js';

export function remediesFor(type: ResultType, cause: Cause, host: HostReport, route: Route): Remedy[] {
  return [...cures(cause, host, route), askProvider(route), lastResort(type, cause, host)];
}

function cures(cause: Cause, host: HostReport, route: Route): Remedy[] {
  const name = host.host;
  switch (cause) {
    case 'wrong-name':
      return [...useCertificateName(host, route), install(`a certificate from a public CA that bears the name ${name}`)];
    case 'self-signed':
    case 'no-certificate':
    case 'unreadable-certificate':
    case 'wrong-purpose':
    case 'other-chain-fault':
      return [install(`a certificate for servers from a public CA that bears the name ${name}`)];
    case 'private-authority':
      return [install(`a certificate from a public CA that bears the name ${name}`), trustAuthority()];
    case 'incomplete-chain':
      return [install(`the intermediate certificate next to its own (the "full chain" of the CA), or a certificate from a public CA that bears the name ${name}`), trustAuthority()];
    case 'not-yet-valid':
      return [install('a certificate that is valid today, and check the clocks of both machines')];
    case 'expired':
      return [install(`a renewed certificate from a public CA that bears the name ${name}`)];
    case 'starttls-not-offered':
    case 'starttls-refused':
      return [{ kind: 'upgrade-server', text: `Have TLS switched on at ${name}: STARTTLS is an option of every mail server.`, warning: null }];
    case 'version-too-low':
      return [{ kind: 'upgrade-server', text: `Have ${name} upgraded, or its newer TLS versions switched on.`, warning: null }];
    case 'handshake-failed':
      return [{ kind: 'upgrade-server', text: `Have the TLS set-up of ${name} looked at; the server's own log says what it did not like.`, warning: null }];
    case 'client-certificate-demanded':
      return [{ kind: 'present-client-certificate', text: `Give the sending mail server a client certificate that ${name} accepts, and test with it.`, warning: null }];
  }
}

/** Where the administrator chooses the host, another name is the quickest cure; MX records are the partner's. */
function useCertificateName({ tls, preference }: HostReport, route: Route): Remedy[] {
  const names = namesOn(tls?.chain[0]);
  const direct = route.kind === 'host' && !route.mxLookup;
  // An MX record names no address (RFC 5321 section 5.1).
  const usable = names.filter((name) => isMailHost(name) || (direct && isIP(name) !== 0)).slice(0, MAX_NAMES);
  const wildcard = names.find((name) => name.startsWith('*.') && isMailHost(name.replace('*', 'any')));
  const which = usable.length > 0 ? usable.map(inQuotes).join(' or ') : wildcard === undefined ? null : `a name of the form ${inQuotes(wildcard)}`;
  if (which === null) return [];
  return [{ kind: 'use-certificate-name', text: `${direct ? 'Use the host name that is on the certificate' : mxAdvice(preference)}: ${which}.`, warning: 'Make sure that this name belongs to whom you mean to send to.' }];
}

/** A domain without an MX record stands for itself, and has no preference (RFC 5321 section 5.1). */
function mxAdvice(preference: number | null): string {
  return preference === null
    ? 'Have the domain, which has no MX record, given one that names the host as the certificate does'
    : 'Have the MX record name the host as the certificate does';
}

const MAX_NAMES = 3;

/** Certificates that a server was installed with are for `localhost`, or for the words of whoever made them. */
function isMailHost(name: string): boolean {
  return name.includes('.') && readHostIdentity(name)?.kind === 'name';
}

function install(what: string): Remedy {
  return { kind: 'install-certificate', text: `Have the server present ${what}.`, warning: null };
}

function trustAuthority(): Remedy {
  const text = 'If that CA is your own or your partner\'s, give its certificate to the sending mail server as trusted, and test with it.';
  return { kind: 'trust-authority', text, warning: 'A CA that is trusted can vouch for any name.' };
}

function askProvider(route: Route): Remedy {
  const text = route.kind === 'host' ? 'Ask the provider of the relay to put this right.' : 'Ask the postmaster of the partner to put this right.';
  return { kind: 'ask-provider', text, warning: null };
}

/** The requirement that the cause fails, by its name in a policy, and what it guards. */
function lastResort(type: ResultType, cause: Cause, { implicitTls }: HostReport): Remedy {
  switch (type) {
    case 'certificate-not-trusted':
    case 'certificate-expired':
      return switchOff('`caSignedCertificate`', 'Anyone on the way can then stand in for the server with a certificate of his own making.');
    case 'certificate-host-mismatch':
      return switchOff('`validateHostname`', 'Anyone on the way with a valid certificate for any other name can then stand in for the server.');
    case 'validation-failure':
      if (cause === 'version-too-low') return switchOff('`minTlsVersion`', 'Old versions of TLS have known weaknesses, and the mail can perhaps be read on the way.');
      return implicitTls ? WITHOUT_IMPLICIT_TLS : switchOff('`tls`, and with it every other requirement', PLAINTEXT);
    case 'starttls-not-supported':
      return switchOff('`tls`, and with it every other requirement', PLAINTEXT);
  }
}

const PLAINTEXT = 'Mail then goes out in plaintext, for anyone on the way to read and change.';

/** A port of implicit TLS takes no plaintext, whatever the setting says (RFC 8314). */
const WITHOUT_IMPLICIT_TLS: Remedy = {
  kind: 'switch-off-option',
  text: 'As a last resort use a port without implicit TLS, and switch off `tls`, and with it every other requirement, in the setting.',
  warning: PLAINTEXT,
};

function switchOff(option: string, warning: string): Remedy {
  return { kind: 'switch-off-option', text: `As a last resort switch off ${option} in the setting.`, warning };
}
