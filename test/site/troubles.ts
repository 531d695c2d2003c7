// What no page of the site may do: complain in the console, throw, miss a file, or ask anybody else for anything.
import type { BrowserContext } from 'playwright-core';

/** Writes down every trouble of the context's pages, and lets no request out to anywhere but `origin`. */
export async function watchTroubles(context: BrowserContext, origin: string, troubles: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (thrown) => troubles.push(`page error: ${thrown.error().stack ?? thrown.error().message}`));
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // A page that is left or closed gives up what it was loading; and what a Content-Security-Policy forbids is complained of in the console,
    // if it is that of the page and not the switch that turns scripts off.
    if (reason !== 'net::ERR_ABORTED' && reason !== 'csp') troubles.push(`failed request: ${request.url()}: ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'data:' && url.protocol !== 'blob:',
    async (route) => {
      troubles.push(`foreign request: ${route.request().url()}`);
      await route.abort('blockedbyclient');
    },
  );
  await context.routeWebSocket(/./, (socket) => {
    troubles.push(`web socket: ${socket.url()}`);
    void socket.close();
  });
}
