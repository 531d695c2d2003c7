// Which route wins where matching settings name different ones (S-8.4).
import { describe, expect, it } from 'vitest';
import type { Rule } from '../../../src/compile/rule.js';
import type { RuleMatch } from '../../../src/evaluate/rule-match.js';
import { chooseRoute } from '../../../src/evaluate/route-choice.js';
import type { HostRoute } from '../../../src/model/route.js';
import { constraintsCode, tlsRequired } from '../../../src/model/transport.js';
import { determined } from './sample-decision.js';

type Kind = RuleMatch['kind'];

const to = (host: string): HostRoute => ({ kind: 'host', host, port: 25, mxLookup: false });

function rule(setting: string, route: HostRoute | null, depth = 0): Rule {
  return { setting, orgUnit: `/${depth}`, depth, constraints: tlsRequired, constraintsCode: constraintsCode(tlsRequired), route, testing: false, secureTransportOnly: false, lists: [] };
}

function matched(by: Rule, kind: Kind = 'domain'): RuleMatch {
  return { rule: by, kind, match: determined(by.setting, by.constraints) };
}

function conflict(setting: string, host: string, depth = 0): object {
  return { setting, orgUnit: `/${depth}`, route: to(host) };
}

describe('chooseRoute', () => {
  it('is none where no setting names one', () => {
    expect(chooseRoute([])).toEqual({ route: null, routeConflicts: [] });
    expect(chooseRoute([matched(rule('a', null))])).toEqual({ route: null, routeConflicts: [] });
  });

  it('is the one that a setting names', () => {
    expect(chooseRoute([matched(rule('a', null)), matched(rule('b', to('b.example')))])).toEqual({ route: to('b.example'), routeConflicts: [] });
  });

  it('S-8.4: the nearest org unit wins over everything else', () => {
    const near = matched(rule('z', to('near.example'), 2), null);
    const far = matched(rule('a', to('far.example'), 1), 'address');
    const chosen = { route: to('near.example'), routeConflicts: [conflict('a', 'far.example', 1)] };
    expect(chooseRoute([near, far])).toEqual(chosen);
    expect(chooseRoute([far, near])).toEqual(chosen);
  });

  it('S-8.4: an address over a domain over a wildcard over `*` over no entry', () => {
    const kinds: Kind[] = ['address', 'domain', 'subdomains', 'everyone', null];
    const matches = kinds.map((kind, index) => matched(rule(`${9 - index}`, to(`${String(kind)}.example`)), kind));
    const chosen = {
      route: to('address.example'),
      routeConflicts: [conflict('8', 'domain.example'), conflict('7', 'subdomains.example'), conflict('6', 'everyone.example'), conflict('5', 'null.example')],
    };
    expect(chooseRoute(matches)).toEqual(chosen);
    expect(chooseRoute([...matches].reverse())).toEqual(chosen);
  });

  it('S-8.4: then the smaller setting id, by code units', () => {
    const matches = ['b', 'a', 'B'].map((id) => matched(rule(id, to(`${id}.example`))));
    expect(chooseRoute(matches)).toEqual({ route: to('B.example'), routeConflicts: [conflict('a', 'a.example'), conflict('b', 'b.example')] });
  });

  it('S-8.4: a setting counts once, by its most specific match', () => {
    const several = rule('b', to('b.example'));
    const other = rule('a', to('a.example'));
    const chosen = { route: to('b.example'), routeConflicts: [conflict('a', 'a.example')] };
    expect(chooseRoute([matched(several, 'everyone'), matched(several, 'address'), matched(several, 'domain'), matched(other, 'domain'), matched(other, 'domain')])).toEqual(chosen);
    expect(chooseRoute([matched(other, 'domain'), matched(several, 'address'), matched(several, 'everyone')])).toEqual(chosen);
  });

  it('S-8.4: routes are compared by value, so the same route elsewhere is no conflict', () => {
    const equal = matched(rule('b', to('a.example')));
    const differs = matched(rule('c', { ...to('a.example'), port: 26 }));
    const winner = matched(rule('a', to('a.example')));
    expect(chooseRoute([winner, equal])).toEqual({ route: to('a.example'), routeConflicts: [] });
    expect(chooseRoute([winner, equal, differs]).routeConflicts).toEqual([{ setting: 'c', orgUnit: '/0', route: { ...to('a.example'), port: 26 } }]);
  });

  it('S-12.6: decisions share the conflicts, so they are frozen', () => {
    const { routeConflicts } = chooseRoute([matched(rule('a', to('a.example'))), matched(rule('b', to('b.example')))]);
    expect(Object.isFrozen(routeConflicts)).toBe(true);
    expect(Object.isFrozen(routeConflicts[0])).toBe(true);
    expect(Object.isFrozen(chooseRoute([]).routeConflicts)).toBe(true);
    expect(Object.isFrozen(chooseRoute([matched(rule('a', to('a.example')))]).routeConflicts)).toBe(true);
  });
});
