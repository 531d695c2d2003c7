// Sender authentication of which everything is known, and that vouches for nobody (S-5.3).

import type { Authentication } from '../model/message.js';

/** Every result that could vouch for an author is there, and none of them passed. */
export const NOTHING_PASSED: Authentication = { spf: { result: 'none' }, dkim: [], dmarc: { result: 'none' } };
