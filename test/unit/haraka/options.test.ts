// clause S-22.2
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../src/haraka/options.js';
import { root } from '../../package/source-file.js';

describe('readOptions', () => {
  it('takes everything by its default where there is nothing', () => {
    expect(readOptions('')).toEqual({ policy: null, replyProfile: 'default', caFile: null, inbound: true, outbound: true, checkRelaying: true, authentication: { kind: 'results' }, untestedHaraka: null });
  });

  it('reads every option, comments, blank lines, and line ends of every kind', () => {
    const text = '\uFEFF; a comment\r\n# another\r\n\r\npolicy = other.yaml\nreply_profile=gmail\n ca_file = partners.pem \ninbound = false\noutbound = false\ncheck_relaying = false\nuntested_haraka = 3.4.0\n[ authentication ]\rsource = upstream\nauthserv_id = mx1.example, mx2.example\nauthserv_id[] = mx3.example\n';
    expect(readOptions(text)).toEqual({
      policy: 'other.yaml',
      replyProfile: 'gmail',
      caFile: 'partners.pem',
      inbound: false,
      outbound: false,
      checkRelaying: false,
      authentication: { kind: 'upstream', authservIds: ['mx1.example', 'mx2.example', 'mx3.example'] },
      untestedHaraka: '3.4.0',
    });
  });

  it('reads the options of the guide', () => {
    const [, text] = /```ini\n([^]*?)```/.exec(readFileSync(join(root, 'docs/haraka.md'), 'utf8'))!;
    expect(readOptions(text!)).toEqual({ ...readOptions(''), policy: 'smtp-tls-policy.yaml', caFile: 'partners.pem', untestedHaraka: '3.4.0', authentication: { kind: 'upstream', authservIds: ['front.example'] } });
  });

  it('counts the last of several', () => {
    expect(readOptions('inbound = false\ninbound = true').inbound).toBe(true);
  });

  it.each(['results', 'field', 'none'] as const)('knows the source %s', (source) => {
    expect(readOptions(`[authentication]\nsource = ${source}`).authentication).toEqual({ kind: source });
  });

  it.each([
    ['policy', '`policy` is no option; write `name = value`'],
    ['polcy = x', 'there is no option `polcy` in [main]; did you mean `policy`?'],
    ['qqqqqqqqqqqqq = x', 'there is no option `qqqqqqqqqqqqq` in [main]; use one of policy, reply_profile, ca_file, inbound, outbound, check_relaying, untested_haraka'],
    ['[authentification]\nsource = none', 'there is no section `authentification`; did you mean `authentication`?'],
    ['[constructor]\nx = y', 'there is no section `constructor`; use one of main, authentication'],
    ['policy =', '`policy` has no value; give it one, or leave it out'],
    ['inbound = yes', '`inbound` is `true` or `false`, not `yes`'],
    ['reply_profile = google', 'there is no reply profile `google`; use one of default, rfc3207, postfix, exchange, gmail'],
    ['[authentication]\nsource = upstream', '`source = upstream` needs `authserv_id`, the authserv-id of the server before this one'],
    ['[authentication]\nsource = field\nauthserv_id = mx.example', '`authserv_id` counts with `source = upstream` alone'],
    ['[authentication]\nsource = dkim', 'there is no source `dkim` of authentication; use one of results, field, upstream, none'],
  ])('refuses %j', (text, message) => {
    const line = text.includes('\n') && !text.startsWith('[auth') ? 2 : text.split('\n').length;
    expect(() => readOptions(text)).toThrow(new RegExp(`^smtp-tls-policy\\.ini:${line}: ${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm'));
  });

  it('names every problem at once', () => {
    expect(() => readOptions('inbound = 1\noutbound = 0\n')).toThrow('smtp-tls-policy.ini:1: `inbound` is `true` or `false`, not `1`\nsmtp-tls-policy.ini:2: `outbound` is `true` or `false`, not `0`');
  });
});
