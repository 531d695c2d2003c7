import { request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpEndpoint } from '../../../src/postfix/http-endpoint.js';
import type { Health } from '../../../src/postfix/http-endpoint.js';

let status: Health['status'] = 'ok';
const server: Server = httpEndpoint({ health: () => ({ status, policy: 'policy.yaml', loaded: '2026-01-01T00:00:00.000Z', problem: null }), metrics: () => 'a_total 1\n' });
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

function ask(path: string, method = 'GET', headers = {}): Promise<{ code: number | undefined; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ code: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}

describe('the endpoint', () => {
  it('tells metrics', async () => {
    expect(await ask('/metrics?name=a')).toMatchObject({ code: 200, body: 'a_total 1\n', headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
  });

  it.each([['ok', 200], ['stale', 200], ['stopping', 503]] as const)('tells that it is %s with %d', async (now, code) => {
    status = now;
    const answer = await ask('/healthz');
    expect([answer.code, JSON.parse(answer.body)]).toEqual([code, { status: now, policy: 'policy.yaml', loaded: '2026-01-01T00:00:00.000Z', problem: null }]);
  });

  it('answers HEAD without a body', async () => {
    expect(await ask('/metrics', 'HEAD')).toMatchObject({ code: 200, body: '', headers: { 'content-length': '10' } });
  });

  it('knows nothing else', async () => {
    expect(await ask('/')).toMatchObject({ code: 404, body: 'there are /healthz and /metrics\n' });
    expect(await ask('/healthz', 'POST')).toMatchObject({ code: 405, headers: { allow: 'GET, HEAD' } });
    expect((await ask('/metrics', 'GET', { long: 'x'.repeat(9000) })).code).toBe(431);
  });
});
