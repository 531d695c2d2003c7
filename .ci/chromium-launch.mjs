// How a headless Chromium is started: Debian's, or that of the variable CHROMIUM.

/** No sandbox, as CI runs as root; and nothing that would call home. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const chromiumLaunch = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, args };
