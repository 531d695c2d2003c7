// S-23.3, S-23.4: whatever the sender and the recipient, what Postfix checks by the answers to its look-ups is at least what the policy requires, and no more
// where Postfix can say it; a route of the policy is kept.

import { expect, it } from 'vitest';
import { canonicalAddress, join, opportunistic, policyDocument } from '../../src/index.js';
import type { PolicyEngine, PolicyInput, Route, TransportConstraints } from '../../src/index.js';
import { OutboundMaps } from '../../src/postfix/outbound-maps.js';
import { postfixConstraints } from '../../src/postfix/transports.js';
import { appliedByPostfix } from './postfix-simulation.js';
import type { Applied } from './postfix-simulation.js';
import { assertLaw, copyOf, engineOf, engineOfChanged } from './situation.js';

it('Postfix checks at least what the policy requires', () => {
  const seen = { mails: 0, requiredByNextHop: 0, requiredByRecipient: 0, routed: 0, internal: 0, stricter: 0 };
  assertLaw(({ policyCase, cases }, hit) => {
    const unrouted = engineOfChanged(policyCase, withoutRoutes(policyCase.written));
    for (const engine of [engineOf(policyCase, policyCase.written), ...(unrouted === null ? [] : [unrouted])]) {
      const maps = new OutboundMaps(engine);
      for (const { message } of cases) {
        for (const [sender, recipient] of mailsOf(message)) {
          const { recipients } = hit(engine.evaluate({ envelope: { mailFrom: sender && asSmtpWrites(sender), rcptTo: [asSmtpWrites(recipient)] } }, 'outbound'));
          const [{ constraints, route }] = recipients as [(typeof recipients)[number]];
          const applied = appliedByPostfix(maps, sender, recipient);
          expect(join(constraints, applied.constraints), recipient).toEqual(applied.constraints);
          if (!applied.byRecipient) expect(applied.constraints).toEqual(postfixConstraints(constraints));
          if (isNamed(route, recipient)) expect(applied.isRouted).toBe(true);
          if (isInternal(recipient, engine)) {
            seen.internal += 1;
            expect(applied).toEqual({ constraints: opportunistic, byRecipient: false, isRouted: false });
          }
          count(seen, constraints, applied);
        }
      }
    }
  });
  expect(seen.mails).toBeGreaterThan(500);
  expect(seen.requiredByNextHop / seen.mails).toBeGreaterThan(0.03);
  expect(seen.requiredByRecipient / seen.mails).toBeGreaterThan(0.05);
  expect(seen.routed / seen.mails).toBeGreaterThan(0.05);
  expect(seen.internal).toBeGreaterThan(10);
  // Most mail is treated just as the policy has it.
  expect(seen.stricter / seen.mails).toBeLessThan(0.5);
});

function withoutRoutes(policy: PolicyInput): PolicyInput {
  const { routes: _routes, alternateSecureRoute: _alternate, ...rest } = copyOf(policy);
  return { ...rest, orgUnits: (rest.orgUnits ?? []).map((unit) => ({ ...unit, settings: (unit.settings ?? []).map(({ route: _route, ...setting }) => setting) })) };
}

function mailsOf(message: unknown): [sender: string | null, recipient: string][] {
  const { mailFrom, rcptTo } = ((message as { envelope?: unknown }).envelope ?? {}) as { mailFrom?: unknown; rcptTo?: unknown };
  const sender = typeof mailFrom === 'string' && !['', '<>'].includes(mailFrom) ? mailFrom : null;
  return (Array.isArray(rcptTo) ? rcptTo : []).flatMap((recipient: unknown) => (typeof recipient === 'string' && recipient !== '*' ? [[sender, recipient]] : []));
}

function isInternal(recipient: string, { policy }: PolicyEngine): boolean {
  const domain = canonicalAddress(asSmtpWrites(recipient))?.replace(/^.*@/s, '');
  return domain !== undefined && policyDocument(policy).domains?.includes(domain) === true;
}

/** Postfix knows addresses without quotes, asks about them with and without, and sends them with quotes where SMTP needs them: `"ann."@partner.example`. */
function asSmtpWrites(address: string): string {
  if (canonicalAddress(address) !== null) return address;
  const at = address.lastIndexOf('@');
  const quoted = `"${address.slice(0, Math.max(at, 0)).replace(/["\\]/g, '\\$&')}"${address.slice(at)}`;
  return at === -1 || canonicalAddress(quoted) === null ? address : quoted;
}

function isNamed(route: Route | null, recipient: string): boolean {
  const domain = canonicalAddress(asSmtpWrites(recipient))?.replace(/^.*@/s, '');
  return route?.kind === 'host' && !(route.host === domain && route.port === 25 && !route.mxLookup);
}

function count(seen: Record<string, number>, constraints: TransportConstraints, applied: Applied): void {
  const add = (name: string, isSo: boolean): void => void (seen[name] = (seen[name] ?? 0) + Number(isSo));
  add('mails', true);
  add('requiredByNextHop', constraints.tls === 'required' && !applied.byRecipient);
  add('requiredByRecipient', constraints.tls === 'required' && applied.byRecipient);
  add('routed', applied.isRouted);
  add('stricter', JSON.stringify(applied.constraints) !== JSON.stringify(postfixConstraints(constraints)));
}
