// Requirements that protect from nobody, or from too little.

import { concerns } from '../../compile/rule.js';
import { isAddressLiteral } from '../../model/address-literal.js';
import { quote } from '../../model/quotation.js';
import { versionRank } from '../../model/transport.js';
import { settingSubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

export function checkRequirements(policy: LintedPolicy, report: Report): void {
  for (const definition of policy.definitions) {
    checkVersion(definition, report);
    if (!concerns(definition.setting, 'outbound')) continue;
    checkHostname(definition, report);
    checkRoute(definition, policy, report);
  }
}

/** RFC 8996 section 4 and 5. */
function checkVersion(definition: Definition, report: Report): void {
  const { minTlsVersion } = definition.setting.requirements;
  if (minTlsVersion === null || versionRank(minTlsVersion) >= versionRank('TLSv1.2')) return;
  const message = `${quote(definition.setting.id)} takes ${minTlsVersion} for good enough, which must not be used any more (RFC 8996): it can be attacked, and mail servers refuse it`;
  report.add('obsolete-tls-version', settingSubject(definition, ['require', 'minTlsVersion']), message, 'write `TLSv1.2`');
}

/** S-7.3: both checks are about the server. Inbound, neither is made. */
function checkHostname(definition: Definition, report: Report): void {
  const { tls, validateHostname, caSignedCertificate } = definition.setting.requirements;
  if (!tls || !validateHostname || caSignedCertificate) return;
  const message =
    `${quote(definition.setting.id)} validates the hostname of a certificate that anybody may have signed: whoever stands on the way can make one with that name for himself, ` +
    'so that by itself the check protects from nobody';
  report.add('hostname-without-ca', settingSubject(definition, ['require', 'caSignedCertificate']), message, 'set `caSignedCertificate` to true, or `validateHostname` to false');
}

function checkRoute(definition: Definition, { content }: LintedPolicy, report: Report): void {
  const { id, route: name, requirements } = definition.setting;
  const route = name === null ? undefined : content.routes.get(name);
  if (route === undefined) return;
  if (!requirements.tls) {
    const message = `${quote(id)} sends mail to ${quote(route.host)} and demands no TLS: it goes there in plaintext whenever TLS fails`;
    report.add('route-without-tls', settingSubject(definition, ['require', 'tls']), message, 'demand TLS, unless the way to that host is protected otherwise');
  } else if (requirements.validateHostname && isAddressLiteral(route.host)) {
    const message = `${quote(id)} validates the hostname, and its route goes to ${quote(route.host)}: the certificate would have to bear that IP address, and hardly any does`;
    report.add('hostname-of-literal', settingSubject(definition, ['route']), message, 'name the host of the route by its host name');
  }
}
