// The page about replies is what `toReply` and the adapters say.
import { afterEach, expect, it } from 'vitest';
import { adapterReplies, repliesPage } from '../../../docs/reference/generator/replies.js';
import { parsePolicy } from '../../../src/index.js';
import { postfixConfiguration } from '../../../src/postfix/index.js';
import { DaemonMetrics } from '../../../src/postfix/daemon-metrics.js';
import { PostfixService } from '../../../src/postfix/postfix-service.js';
import { issue } from '../../servers/authority.js';
import { startScriptedServer } from '../../unit/nodemailer/scripted-server.js';
import type { ScriptedServer, ServerScript } from '../../unit/nodemailer/scripted-server.js';
import { free, sending } from '../../unit/nodemailer/sending.js';

let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

it('is made of what is said', async () => {
  await expect(await repliesPage()).toMatchFileSnapshot('../../../docs/reference/replies.md');
});

it('explains every code that it has', async () => {
  const [said = '', explained = ''] = (await repliesPage()).split('## What the codes mean');
  const used = said.match(/\b[245]\d\d [245]\.\d+\.\d+\b/g)?.flatMap((codes) => codes.split(' '));
  expect([...new Set(used)].sort()).toEqual(explained.match(/(?<=^\| `)[\d.]+/gm)?.sort());
});

it('has what Postfix is told, and what the policy service says without a policy', async () => {
  const parsed = parsePolicy({});
  if (!parsed.ok) throw new Error('an empty policy is valid');
  const address = { kind: 'tcp', host: '127.0.0.1', port: 1 } as const;
  const { mainCf } = postfixConfiguration(parsed.policy, { listen: { 'policy-service': address } });
  const metrics = new DaemonMetrics({ connections: () => [], policyLoaded: () => 0, policyIsCurrent: () => true });
  const engine = (): never => {
    throw new Error('the policy is gone');
  };
  const service = new PostfixService({ engine, authservIds: [], metrics, log: { log: () => undefined } });
  const action = service.policyAction(new Map([['protocol_state', 'RCPT']]));
  expect(await codesWhen('the policy service could not find an answer')).toBe(/^\S+ \S+/.exec(action)?.[0]);
  expect(await codesWhen('the daemon was not reached')).toBe(/^smtpd_policy_service_default_action = (\S+ \S+)/m.exec(mainCf)?.[1]);
});

it('has what nodemailer refuses by itself', async () => {
  const root = await issue(null, { commonName: 'Root', authority: true });
  const leaf = await issue(root, { commonName: 'mx.partner.example', names: [{ type: 'dns', value: 'mx.partner.example' }] });
  expect(await codesWhen('every mail host takes only smaller messages')).toBe(await bounceOf({ offers: ['SIZE 20'] }));
  expect(await codesWhen('REQUIRETLS is asked for')).toBe(await bounceOf({ tls: { cert: leaf.pem, key: leaf.key } }, { requireTls: true, ca: root.pem }));
});

async function codesWhen(beginning: string): Promise<string | undefined> {
  return (await adapterReplies()).find(({ when }) => when.startsWith(beginning))?.code;
}

async function bounceOf(script: ServerScript, options: Parameters<typeof sending>[3] = {}): Promise<string> {
  server = await startScriptedServer(script);
  const { recipients } = await sending(free, server.port, ['bob@partner.example'], options);
  await server.close();
  const [result] = recipients;
  return result?.outcome === 'bounced' ? `${result.reply.code} ${result.reply.enhancedCode}` : String(result?.outcome);
}
