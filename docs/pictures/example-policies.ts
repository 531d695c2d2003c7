// The policies that the pictures show: small, of the kind that the pages speak about.

import type { PolicyInput } from '../../src/index.js';

/** Everything that can become of a setting on its way down: it is inherited, overridden, disabled or locked, and beside them one in testing mode and one that is not enabled. */
export const inheritance: PolicyInput = {
  addressLists: { partners: 'partner.example', banks: 'bank.example', clinics: 'clinic.example' },
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'banks', appliesTo: ['inbound', 'outbound'], addressLists: ['banks'], locked: true },
        { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] },
      ],
    },
    {
      path: '/Sales',
      settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'], require: { minTlsVersion: 'TLSv1.2', validateHostname: false } }],
    },
    {
      path: '/Sales/EMEA',
      settings: [{ id: 'clinics', appliesTo: ['outbound'], addressLists: ['clinics'], mode: 'testing' }],
    },
    {
      path: '/Press',
      disable: ['partners'],
      settings: [{ id: 'clinics', appliesTo: ['outbound'], addressLists: ['clinics'], enabled: false }],
    },
  ],
};
