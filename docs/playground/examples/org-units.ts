// Examples of org units: what a unit inherits, and what it can do about it (S-6).
import type { Message, PolicyInput, SettingInput } from '../../../src/index.js';
import { outbound } from './example.js';
import type { NamedExamples } from './example.js';
import { plaintextSession, selfSignedSession } from './session.js';

const partners: SettingInput = { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] };

/** The organisation of all these examples; the units below the root make the difference. */
function organisation(settings: SettingInput[], below: NonNullable<PolicyInput['orgUnits']>): PolicyInput {
  return {
    domains: ['corp.example'],
    addressLists: { partners: ['bank.example', 'clinic.example'] },
    orgUnits: [{ path: '/', settings }, ...below],
    users: { 'lee@corp.example': '/Lab', 'sue@corp.example': '/Sales/EMEA' },
  };
}

function mail(mailFrom: string, rcptTo: string, session: Message['session']): Message {
  return { envelope: { mailFrom, rcptTo: [rcptTo] }, ...(session === undefined ? {} : { session }) };
}

export const orgUnitExamples: NamedExamples = {
  'first-policy': outbound(
    {
      title: 'A first policy',
      hint: 'The connection is not known yet, so the outcome is pending: look at what it must meet. Then say in the session what the connection was.',
    },
    organisation([{ ...partners, appliesTo: ['inbound', 'outbound'] }], [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Lab' }]),
    mail('ann@corp.example', 'orders@bank.example', undefined),
  ),
  inherited: outbound(
    {
      title: 'A setting is inherited',
      hint: '/Sales/EMEA has no settings of its own and inherits the setting of the root. Add a setting to /Sales and look at what /Sales/EMEA gets.',
    },
    organisation([partners], [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Lab' }]),
    mail('sue@corp.example', 'orders@bank.example', plaintextSession),
  ),
  overridden: outbound(
    {
      title: 'An org unit overrides a setting',
      hint: 'A setting of the same id at /Lab replaces that of the root whole, and TLS with any certificate is enough. Send as ann@corp.example, who is at the root.',
    },
    organisation([partners], [
      { path: '/Sales' },
      { path: '/Sales/EMEA' },
      { path: '/Lab', settings: [{ ...partners, require: { caSignedCertificate: false, validateHostname: false } }] },
    ]),
    mail('lee@corp.example', 'ward@clinic.example', selfSignedSession),
  ),
  disabled: outbound(
    {
      title: 'An org unit disables a setting',
      hint: '/Lab disables what it inherits, so nothing is required of its mail. Take "disable" away, and the mail bounces.',
    },
    organisation([partners], [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Lab', disable: ['partners'] }]),
    mail('lee@corp.example', 'ward@clinic.example', plaintextSession),
  ),
  'not-enabled': outbound(
    {
      title: 'Not enabled is not disabled',
      hint: 'The setting at /Lab is not enabled: it is as if it were not there, and the one of the root holds. To switch that one off, write "disable": ["partners"] in its place.',
    },
    organisation([partners], [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Lab', settings: [{ ...partners, enabled: false }] }]),
    mail('lee@corp.example', 'ward@clinic.example', plaintextSession),
  ),
  locked: outbound(
    {
      title: 'A locked setting',
      hint: 'Nobody below the root can take this setting away. Add "disable": ["partners"] to /Lab, and read the error.',
    },
    organisation([{ ...partners, locked: true }], [{ path: '/Sales' }, { path: '/Sales/EMEA' }, { path: '/Lab' }]),
    mail('lee@corp.example', 'ward@clinic.example', plaintextSession),
  ),
  'override-in-testing': outbound(
    {
      title: 'An override in testing mode',
      hint: 'The stricter setting of /Lab is watched while the inherited one stays in force beside it. Make its mode "enforce": now it takes the place of the other, and the mail bounces.',
    },
    organisation([{ ...partners, require: { caSignedCertificate: false, validateHostname: false } }], [
      { path: '/Sales' },
      { path: '/Sales/EMEA' },
      { path: '/Lab', settings: [{ ...partners, mode: 'testing' }] },
    ]),
    mail('lee@corp.example', 'ward@clinic.example', selfSignedSession),
  ),
};
