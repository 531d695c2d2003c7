// The replies with which mail bounces that has nowhere to go, asked of the adapter for nodemailer by a DNS that is made up. Nothing is connected to.
import { compilePolicy } from '../../../src/index.js';
import type { SmtpReply } from '../../../src/index.js';
import { sendWithPolicy } from '../../../src/nodemailer/index.js';
import type { DnsResolver } from '../../../src/nodemailer/index.js';

/** Null MX, a domain that does not exist, a loop, what is no address. */
export async function routeReplies(): Promise<readonly [SmtpReply, SmtpReply, SmtpReply, SmtpReply]> {
  return Promise.all([
    replyFor('ann@quiet.example', mailHosts('')),
    replyFor('ann@nowhere.example', { resolveMx: notFound, resolve4: notFound, resolve6: notFound }),
    replyFor('ann@own.example', mailHosts(OWN_NAME)),
    replyFor('no address', mailHosts('mx.partner.example')),
  ]);
}

const OWN_NAME = 'mx.example.com';

async function replyFor(recipient: string, resolver: DnsResolver): Promise<SmtpReply> {
  const message = { envelope: { mailFrom: 'me@example.com', rcptTo: [recipient] }, raw: 'From: me@example.com\r\n\r\n' };
  const { recipients } = await sendWithPolicy(compilePolicy({}), message, { name: OWN_NAME, resolver });
  const [result] = recipients;
  if (result?.outcome !== 'bounced') throw new Error(`mail to ${recipient} did not bounce`);
  return result.reply;
}

function mailHosts(exchange: string): DnsResolver {
  return {
    resolveMx: () => Promise.resolve([{ exchange, priority: 0 }]),
    resolve4: () => Promise.resolve(['192.0.2.1']),
    resolve6: () => Promise.resolve([]),
  };
}

function notFound(): Promise<never> {
  return Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
}
