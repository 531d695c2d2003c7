// What the settings of a policy send mail to, as if testing mode were over: routes and requirements are those of the same policy enforced.
import { describe, expect, it } from 'vitest';
import { policyTargets } from '../../../src/cli/policy-targets.js';
import type { PolicyTargets } from '../../../src/cli/policy-targets.js';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyInput, SettingInput } from '../../../src/index.js';

type Mode = 'enforce' | 'testing';

function targetsOf(document: PolicyInput): Promise<PolicyTargets> {
  return policyTargets(compilePolicy(document).policy, () => Promise.resolve());
}

const addressLists = { partners: 'partner.example' };
const routes = { near: { host: 'near.example' }, far: { host: 'far.example' } };
const ofPartners: Pick<SettingInput, 'appliesTo' | 'addressLists'> = { appliesTo: ['outbound'], addressLists: ['partners'] };
const FULL = { tls: 'required', minVersion: null, caSigned: true, hostname: true };
const BARE = { tls: 'required', minVersion: null, caSigned: false, hostname: false };

function hostsOf({ targets }: PolicyTargets): unknown[] {
  return targets.map(({ route, constraints, partners }) => [route.kind === 'host' ? route.host : `MX of ${route.domain}`, constraints, partners]);
}

describe('settings in testing mode count as enforced', () => {
  it('under the alternate secure route (S-7.5)', async () => {
    const policy = (mode: Mode): PolicyInput => ({ addressLists, routes, alternateSecureRoute: 'near', orgUnits: [{ path: '/', settings: [{ id: 's', mode, ...ofPartners }] }] });
    const testing = await targetsOf(policy('testing'));
    expect(hostsOf(testing)).toEqual([
      ['near.example', BARE, ['*']],
      ['near.example', FULL, ['partner.example']],
    ]);
    expect(testing).toEqual(await targetsOf(policy('enforce')));
  });

  it('where two of them name routes, by that of the nearest org unit (S-8.4)', async () => {
    const policy = (mode: Mode): PolicyInput => ({
      addressLists,
      routes,
      orgUnits: [
        { path: '/', settings: [{ id: 'a', mode, ...ofPartners, route: 'far' }] },
        { path: '/sales', settings: [{ id: 'b', mode, ...ofPartners, route: 'near' }] },
      ],
    });
    const testing = await targetsOf(policy('testing'));
    expect(hostsOf(testing)).toEqual([
      ['far.example', FULL, ['partner.example']],
      ['near.example', FULL, ['partner.example']],
    ]);
    expect(testing).toEqual(await targetsOf(policy('enforce')));
  });

  it('beside an enforced setting whose route gives way', async () => {
    const policy = (mode: Mode): PolicyInput => ({
      addressLists,
      routes,
      orgUnits: [
        { path: '/', settings: [{ id: 'a', ...ofPartners, route: 'far' }] },
        { path: '/sales', settings: [{ id: 'b', mode, ...ofPartners, route: 'near' }] },
      ],
    });
    const testing = await targetsOf(policy('testing'));
    expect(hostsOf(testing)).toEqual([
      ['far.example', FULL, ['partner.example']],
      ['near.example', FULL, ['partner.example']],
    ]);
    expect(testing).toEqual(await targetsOf(policy('enforce')));
  });

  it('in the place of what they override (S-7.6)', async () => {
    const policy = (mode: Mode): PolicyInput => ({
      addressLists,
      orgUnits: [
        { path: '/', settings: [{ id: 'a', ...ofPartners }] },
        { path: '/sales', settings: [{ id: 'a', mode, ...ofPartners, require: { caSignedCertificate: false, validateHostname: false } }] },
      ],
    });
    const testing = await targetsOf(policy('testing'));
    expect(hostsOf(testing)).toEqual([
      ['MX of partner.example', FULL, ['partner.example']],
      ['MX of partner.example', BARE, ['partner.example']],
    ]);
    expect(testing).toEqual(await targetsOf(policy('enforce')));
  });
});
