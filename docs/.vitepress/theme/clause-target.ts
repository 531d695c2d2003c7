// Marks the clause of the address: VitePress changes the address by script, and `:target` and the keyboard's place follow only where the browser goes itself.
import type { Router } from 'vitepress';

export function markClauseOfAddress(router: Router): void {
  if (typeof window === 'undefined') return;
  router.onAfterRouteChange = goToClause;
  window.addEventListener('hashchange', goToClause);
}

/** Goes where the page is already; what VitePress keeps in the history for the way back stays there. */
function goToClause(): void {
  if (!location.hash.startsWith('#s-')) return;
  const state: unknown = history.state;
  location.replace(location.href);
  history.replaceState(state, '');
}
