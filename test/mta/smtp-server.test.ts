// The table of inbound cases, with real clients at a real server: accepted or refused as it says, and what is refused reaches nobody (S-9.5, S-20.1).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectionOptions } from 'node:tls';
import { send } from './client.js';
import { authenticationFields, AUTHSERV_ID, INBOUND_CASES, messageOf } from './inbound-cases.js';
import type { ClientKind } from './inbound-cases.js';
import { exchangerCertificates, startExchanger } from './mail-exchanger.js';
import type { Exchanger, ExchangerCertificates } from './mail-exchanger.js';

let certificates: ExchangerCertificates;
beforeAll(async () => {
  certificates = await exchangerCertificates();
});

function tlsOf(client: ClientKind): ConnectionOptions | null {
  switch (client) {
    case 'plaintext':
      return null;
    case 'tls-1.2':
      return { maxVersion: 'TLSv1.2' };
    case 'tls-1.3':
      return {};
    case 'client-certificate':
      return certificates.client;
    case 'untrusted-client-certificate':
      return certificates.stranger;
  }
}

describe.each([
  ['without enhanced status codes of its own', true, true],
  ['with enhanced status codes of its own', false, false],
])('a server %s', (_name, hideENHANCEDSTATUSCODES, unobserved) => {
  let exchanger: Exchanger;
  beforeAll(async () => {
    exchanger = await startExchanger(certificates, { unobserved, server: { hideENHANCEDSTATUSCODES }, adapter: { authentication: { authservId: AUTHSERV_ID } } });
  });
  afterAll(() => exchanger.close());

  it.each(INBOUND_CASES)('$name', async (one) => {
    exchanger.stored.length = 0;
    const message = messageOf(one, authenticationFields(one));
    const sent = await send({ port: exchanger.port, tls: tlsOf(one.client) }, { mailFrom: 'bounce@elsewhere.example', rcptTo: one.rcptTo, bytes: message });
    if (one.rejected === null) {
      expect(sent).toEqual({ accepted: true, reply: hideENHANCEDSTATUSCODES ? '250 stored' : '250 2.6.0 stored', refused: [] });
      expect(exchanger.stored).toEqual([{ mailFrom: 'bounce@elsewhere.example', rcptTo: one.rcptTo, bytes: Buffer.from(message), byteLength: Buffer.byteLength(message), sizeExceeded: false }]);
    } else {
      const { code, enhancedCode, setting, foregone } = one.rejected;
      expect(sent).toMatchObject({ accepted: false, command: foregone === true ? 'RCPT TO' : 'DATA', code });
      const { reply } = sent as { reply: string };
      expect(reply.startsWith(`${code} ${enhancedCode} Secure transport required: `)).toBe(true);
      expect(reply.endsWith(`(setting ${setting})`)).toBe(true);
      expect(exchanger.stored).toEqual([]);
    }
    expect(exchanger.problems).toEqual([]);
  });
});
