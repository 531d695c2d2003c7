// Health and metrics over HTTP, for those who watch the daemon.

import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';

export interface Health {
  readonly status: 'ok' | 'stale' | 'stopping';
  /** The policy file. */
  readonly policy: string;
  /** When the policy that decides was loaded. */
  readonly loaded: string;
  /** Why the file is not the policy that decides; null where it is. */
  readonly problem: string | null;
}

export interface HttpEndpointOptions {
  readonly health: () => Health;
  readonly metrics: () => string;
}

/**
 * A server for `/healthz` and `/metrics`. A daemon whose policy file could not be loaded again is `stale`, and healthy all the same: it decides by the policy
 * before, and ended it could not even do that (S-23.2).
 */
export function httpEndpoint(options: HttpEndpointOptions): Server {
  const limits = { maxHeaderSize: MAX_HEADER, requestTimeout: TIME_LIMIT_MS, headersTimeout: TIME_LIMIT_MS };
  const server = createServer(limits, ({ url, method }, response) => send(response, method === 'HEAD', answerTo(method, url, options)));
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

const MAX_HEADER = 8192;
const TIME_LIMIT_MS = 10_000;
const MAX_CONNECTIONS = 100;

interface HttpAnswer {
  readonly code: number;
  readonly contentType: string;
  readonly body: string;
}

function answerTo(method = '', url = '', { health, metrics }: HttpEndpointOptions): HttpAnswer {
  if (method !== 'GET' && method !== 'HEAD') return { code: 405, contentType: TEXT, body: 'only GET and HEAD\n' };
  switch (url.replace(/\?.*/, '')) {
    case '/metrics':
      return { code: 200, contentType: METRICS, body: metrics() };
    case '/healthz': {
      const found = health();
      return { code: found.status === 'stopping' ? 503 : 200, contentType: 'application/json', body: `${JSON.stringify(found)}\n` };
    }
    default:
      return { code: 404, contentType: TEXT, body: 'there are /healthz and /metrics\n' };
  }
}

const TEXT = 'text/plain; charset=utf-8';
const METRICS = 'text/plain; version=0.0.4; charset=utf-8';

function send(response: ServerResponse, headOnly: boolean, { code, contentType, body }: HttpAnswer): void {
  response.writeHead(code, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...(code === 405 && { allow: 'GET, HEAD' }) });
  response.end(headOnly ? undefined : body);
}
