// A policy that meets every limit of Postfix.
import { compilePolicy } from '../../src/engine.js';
import type { PolicyEngine } from '../../src/engine.js';

/** Two org units with outbound settings of their own, and one that changes nothing. */
export const limitedPolicy: PolicyEngine = compilePolicy({
  domains: ['example.com'],
  addressLists: {
    partners: ['partner.example', '*.below.example'],
    people: ['ann@people.example'],
    others: ['other.example'],
  },
  routes: { gateway: { host: 'gateway.example', port: 465 } },
  users: { 'boss@example.com': '/Board' },
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'ca-only', appliesTo: ['outbound'], addressLists: ['partners'], require: { validateHostname: false } },
        { id: 'inbound', appliesTo: ['inbound'], addressLists: ['partners'], require: { tls: true, clientCertificate: true } },
      ],
    },
    {
      path: '/Board',
      settings: [
        { id: 'people', appliesTo: ['outbound'], addressLists: ['people'] },
        { id: 'gateway', appliesTo: ['outbound'], addressLists: ['others'], route: 'gateway' },
        { id: 'confidential', appliesTo: ['outbound-secure-transport'] },
      ],
    },
    { path: '/Works' },
  ],
});
