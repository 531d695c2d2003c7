// What the playground shows to who comes without a link: a small organisation, one payment that bounces, and a name that is nearly on a list.
import type { PlaygroundState } from './state.js';

const policy = `{
  "domains": ["own.example"],
  "users": {
    "ann@own.example": "/Sales",
    "eve@own.example": "/Research"
  },
  "addressLists": {
    "banks": {
      "description": "Banks and payment services",
      "entries": ["bank.example", "*.bank.example"]
    },
    "partners": ["partner.example", "orders@clinic.example"]
  },
  "orgUnits": [
    {
      "path": "/",
      "settings": [
        {
          "id": "banks",
          "description": "Mail from and to banks is encrypted",
          "locked": true,
          "appliesTo": ["inbound", "outbound"],
          "addressLists": ["banks"],
          "require": { "minTlsVersion": "TLSv1.2" }
        },
        {
          "id": "partners",
          "appliesTo": ["outbound"],
          "addressLists": ["partners"]
        }
      ]
    },
    {
      "path": "/Sales",
      "settings": [
        {
          "id": "partners",
          "description": "Few of our customers have a certificate that can be checked",
          "appliesTo": ["outbound"],
          "addressLists": ["partners"],
          "require": { "caSignedCertificate": false, "validateHostname": false }
        }
      ]
    },
    { "path": "/Research", "disable": ["partners"] }
  ]
}
`;

export const startingState: PlaygroundState = {
  policy,
  direction: 'outbound',
  message: {
    envelope: { mailFrom: 'ann@own.example', rcptTo: ['payments@bank.example', 'orders@partner.example', 'orders@mail.partner.example'] },
    session: { tls: true, version: 'TLSv1.2', certificate: { trusted: false, hostnameMatches: true, expired: false } },
  },
  replyProfile: 'default',
};

/** What to try first. */
export const startingHint =
  'Ann of the sales team writes to a bank and to a partner. Two things to try: in the message, choose "yes" for "Signed by a trusted CA", and the bounce is gone; in the policy, add "*.partner.example" to the partners, and the third recipient is one of them.';
