// Examples of constraints: settings are joined, and a join is never weaker (S-7, S-8).
import type { PolicyInput, SettingInput } from '../../../src/index.js';
import { inbound, outbound } from './example.js';
import type { NamedExamples } from './example.js';
import { clientSession, goodSession } from './session.js';

function policyOf(...settings: SettingInput[]): PolicyInput {
  return { domains: ['corp.example'], addressLists: { banks: ['bank.example'] }, orgUnits: [{ path: '/', settings }] };
}

const envelope = { mailFrom: 'ann@corp.example', rcptTo: ['orders@bank.example'] };

export const constraintExamples: NamedExamples = {
  join: outbound(
    {
      title: 'Two settings are joined',
      hint: 'One setting asks for TLS 1.2, the other for a certificate: the bank must have both. Change the order of the settings: nothing changes.',
    },
    policyOf(
      { id: 'modern', appliesTo: ['outbound'], addressLists: ['banks'], require: { minTlsVersion: 'TLSv1.2', caSignedCertificate: false, validateHostname: false } },
      { id: 'verified', appliesTo: ['outbound'], addressLists: ['banks'] },
    ),
    { envelope },
  ),
  'never-weaker': outbound(
    {
      title: 'A join is never weaker',
      hint: 'The second setting asks for less, and takes nothing from the first. Remove either, and look at what is left.',
    },
    policyOf(
      { id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'], require: { minTlsVersion: 'TLSv1.3' } },
      { id: 'banks-relaxed', appliesTo: ['outbound'], addressLists: ['banks'], require: { caSignedCertificate: false, validateHostname: false } },
    ),
    { envelope, session: { tls: true, version: 'TLSv1.2', certificate: { trusted: false, hostnameMatches: false } } },
  ),
  'certificate-name': outbound(
    {
      title: 'A trusted certificate for another host',
      hint: 'A CA signed it, but for another name: that is two questions, and both are asked. Leave hostnameMatches out of the session: unknown is a violation, too.',
    },
    policyOf({ id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'] }),
    { envelope, session: { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: false, expired: false } } },
  ),
  'client-certificate': inbound(
    {
      title: 'A client certificate, inbound',
      hint: 'The client uses TLS and presents no certificate, and this setting asks for one. Take clientCertificate away: of a client only TLS and its version are asked by default.',
    },
    policyOf({ id: 'banks', appliesTo: ['inbound'], addressLists: ['banks'], require: { clientCertificate: true } }),
    { envelope: { mailFrom: 'cards@bank.example', rcptTo: ['ann@corp.example'] }, from: 'Bank <cards@bank.example>', session: clientSession },
  ),
  'secure-transport': outbound(
    {
      title: 'Something else demands secure transport',
      hint: 'The message says secureTransport: TLS is required, and this setting adds the certificate. Make it false: nothing is required any more.',
    },
    { orgUnits: [{ path: '/', settings: [{ id: 'demanded', appliesTo: ['outbound-secure-transport'] }] }] },
    { envelope: { mailFrom: 'ann@corp.example', rcptTo: ['someone@elsewhere.example'] }, secureTransport: true, session: { tls: true, version: 'TLSv1.3', certificate: { trusted: false } } },
  ),
  route: outbound(
    {
      title: 'An alternate secure route',
      hint: 'Mail to banks goes to a relay, and it is the relay’s connection that is judged. Remove the route of the setting: the delivery goes to the MX hosts of the bank.',
    },
    {
      ...policyOf({ id: 'banks', appliesTo: ['outbound'], addressLists: ['banks'], route: 'relay' }),
      routes: { relay: { host: 'relay.corp.example', port: 587 } },
    },
    { envelope: { mailFrom: 'ann@corp.example', rcptTo: ['orders@bank.example', 'someone@elsewhere.example'] }, session: goodSession },
  ),
};
