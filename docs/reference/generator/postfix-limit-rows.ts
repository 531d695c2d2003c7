// What Postfix cannot express of a policy, in the words of `postfixConfiguration`: of a policy that has everything of that kind.
import { parsePolicy } from '../../../src/index.js';
import type { Policy, SettingInput } from '../../../src/index.js';
import { postfixConfiguration } from '../../../src/postfix/index.js';

/** A row for each limit: its code, what cannot be expressed, what is done instead. */
export function postfixLimitRows(): (readonly [code: string, limit: string, instead: string])[] {
  const listen = { socketmap: { kind: 'tcp', host: '127.0.0.1', port: 1 }, milter: { kind: 'tcp', host: '127.0.0.1', port: 2 } } as const;
  const limits = [{ listen: {} }, { listen }].flatMap((options) => postfixConfiguration(policyWithEverything(), options).limits);
  const rows = limits.map(({ code, limit, instead }) => [code, limit, instead] as const);
  return rows.filter(([code], index) => rows.findIndex(([other]) => other === code) === index);
}

function policyWithEverything(): Policy {
  const setting = (id: string, changes: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['partners'], ...changes });
  const parsed = parsePolicy({
    addressLists: { partners: 'partner.example', people: 'ann@people.example' },
    routes: { implicit: { host: 'gateway.example', port: 465 } },
    orgUnits: [
      { path: '/', settings: [setting('in', { appliesTo: ['inbound'] }), setting('half', { require: { validateHostname: false } })] },
      { path: '/Board', settings: [setting('people', { addressLists: ['people'] }), setting('routed', { route: 'implicit' }), setting('waits', { appliesTo: ['outbound-secure-transport'] })] },
    ],
  });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return parsed.policy;
}
