// Serves the folder of a built site as any web server would: files as they are, a folder by its index.html, and 404.html for what is not there.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface StaticServer {
  /** `http://127.0.0.1:PORT`, with a port that was free. */
  readonly origin: string;
  close(): Promise<void>;
}

/** @param base the path that the site was built for: `/`, or `/smtp-tls-policy/`. */
export async function serveFolder(folder: string, base: string): Promise<StaticServer> {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = fileOf(decodeURIComponent(pathname), base);
    const found = files.has(file) ? file : '404.html';
    response.writeHead(found === file ? 200 : 404, { 'content-type': contentTypes[extname(found)] ?? 'application/octet-stream' });
    response.end(readFileSync(join(folder, found)));
  });
  await listening(server);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function fileOf(pathname: string, base: string): string {
  if (!pathname.startsWith(base)) return '';
  const path = pathname.slice(base.length);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
