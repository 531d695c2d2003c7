// The report of a probe for people: how long a certificate is valid, or has not been.
import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { painterFor } from '../../../src/cli/colour.js';
import { probeText } from '../../../src/cli/probe-text.js';
import { judgeProbe } from '../../../src/probe/judgement.js';
import { describeCertificate } from '../../../src/probe/certificate-description.js';
import type { ProbeReport } from '../../../src/probe/report.js';
import { opportunistic } from '../../../src/model/transport.js';
import { HOST, issue } from '../../servers/authority.js';
import { standInIo } from './stand-in-io.js';

const DAY = 86_400_000;

it.each([
  [90, '90 days left'],
  [1, '1 day left'],
  [0.5, '0 days left'],
  [-0.5, 'expired less than a day ago'],
  [-1.5, 'expired 1 day ago'],
  [-10.5, 'expired 10 days ago'],
])('a certificate that ends in %s days is said to be so: %s', async (days, words) => {
  const { pem } = await issue(null, { commonName: HOST, days: [-100, 100] });
  const certificate = new X509Certificate(pem);
  const now = new Date(new Date(certificate.validTo).getTime() - days * DAY);
  const report: ProbeReport = {
    route: { kind: 'host', host: HOST, port: 25, mxLookup: false },
    lookup: { found: true, source: 'host', hosts: [] },
    hosts: [
      {
        host: HOST,
        preference: null,
        address: '127.0.0.1',
        port: 25,
        implicitTls: false,
        steps: [],
        starttls: 'accepted',
        session: null,
        tls: { protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', chain: [describeCertificate(certificate, now)], verificationError: null },
        failure: null,
        warnings: [],
        versions: null,
      },
    ],
    notTried: 0,
    durationMs: 1,
    judgement: null,
  };
  const { stdout, environment } = standInIo();
  const text = probeText(report, judgeProbe(report, opportunistic), [], painterFor(stdout, environment, {}), Infinity);
  expect(text).toMatch(/valid from \S+ to \S+ \(.*\)/);
  expect(text).toContain(`(${words})`);
});
