// Alternate secure routes by name: adding, editing, renaming and removing them.

import type { RouteInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { edit } from './edited-policy.js';
import type { EditableDocument } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { checkGiven, checkObject, checkText, unknownName, withoutUndefined } from './given-values.js';
import { taken, withName, withoutName } from './named-values.js';

/**
 * Adds a route, which settings can name from then on.
 *
 * @param name - any that no route has
 * @param route - as in a policy document
 * @returns the policy with the route, or the issues: those of `parsePolicy`, or `duplicate-route`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, and a route that is left out
 * @example addRoute(policy, 'relay', { host: 'relay.example.com' })
 * @see clauses S-7.5, S-15.2
 */
export function addRoute(policy: Policy, name: string, route: RouteInput): EditResult {
  checkText(name, 'the name of a route');
  checkGiven(route, 'a route');
  return edit(policy, 'settings', ({ document }) => {
    if (Object.hasOwn(document.routes, name)) return taken('duplicate-route', ['routes', name], 'route', name);
    document.routes = withName(document.routes, name, route);
    return noRemarks;
  });
}

/**
 * Changes a route. What the changes leave out stays.
 *
 * @returns the policy with the route changed, or the issues: those of `parsePolicy`, or `unknown-route`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, and changes that are no plain object
 * @example editRoute(policy, 'relay', { port: 587 })
 * @see clauses S-7.5, S-15.2
 */
export function editRoute(policy: Policy, name: string, changes: Partial<RouteInput>): EditResult {
  checkObject(changes, 'the changes of a route');
  return editKnownRoute(policy, name, (document, route) => {
    document.routes = withName(withoutName(document.routes, name), name, { ...route, ...withoutUndefined(changes) });
    return noRemarks;
  });
}

/**
 * Renames a route. The settings that name it, and the policy's `alternateSecureRoute`, name it by its new name.
 *
 * @param name - the one that it has now
 * @param newName - any that no route has
 * @returns the policy with the route renamed, or the issues: those of `parsePolicy`, `unknown-route` or `duplicate-route`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a name that is no text
 * @example renameRoute(policy, 'relay', 'relay-eu')
 * @see clauses S-7.5, S-15.5
 */
export function renameRoute(policy: Policy, name: string, newName: string): EditResult {
  checkText(newName, 'the new name of a route');
  return editKnownRoute(policy, name, (document, route) => {
    if (newName === name) return noRemarks;
    if (Object.hasOwn(document.routes, newName)) return taken('duplicate-route', ['routes', newName], 'route', newName);
    document.routes = withName(withoutName(document.routes, name), newName, route);
    for (const setting of document.orgUnits.flatMap(({ settings = [] }) => settings)) if (setting.route === name) setting.route = newName;
    if (document.alternateSecureRoute === name) document.alternateSecureRoute = newName;
    return noRemarks;
  });
}

/**
 * Removes a route. Refused while a setting or the policy's `alternateSecureRoute` names it.
 *
 * @returns the policy without the route, or the issues: those of `parsePolicy`, or `unknown-route`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a name that is no text
 * @example removeRoute(policy, 'relay')
 * @see clauses S-7.5, S-15.2
 */
export function removeRoute(policy: Policy, name: string): EditResult {
  return editKnownRoute(policy, name, (document) => {
    document.routes = withoutName(document.routes, name);
    return noRemarks;
  });
}

function editKnownRoute(policy: Policy, name: string, change: (document: EditableDocument, route: RouteInput) => Remarks): EditResult {
  checkText(name, 'the name of a route');
  return edit(policy, 'settings', ({ document }) => {
    const route = Object.hasOwn(document.routes, name) ? document.routes[name] : undefined;
    return route === undefined ? unknownName('unknown-route', ['routes'], 'there is no route', name, Object.keys(document.routes)) : change(document, route);
  });
}
