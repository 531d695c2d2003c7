import { describe, expect, it } from 'vitest';
import { checkDaemonOptions, DEFAULT_LIMITS, DEFAULT_LISTEN } from '../../../src/postfix/daemon-options.js';
import type { PostfixDaemonOptions } from '../../../src/postfix/daemon-options.js';

const options: PostfixDaemonOptions = { policy: 'policy.yaml', listen: DEFAULT_LISTEN, log: { log: () => undefined } };

describe('the options of the daemon', () => {
  it('have defaults', () => {
    expect(checkDaemonOptions(options)).toEqual({ ...options, replyProfile: 'default', authservIds: [], limits: DEFAULT_LIMITS });
    expect(checkDaemonOptions({ ...options, limits: { connections: 5 } }).limits).toEqual({ ...DEFAULT_LIMITS, connections: 5 });
  });

  it.each<[object, RegExp]>([
    [{ authservId: 'mx.example' }, /startPostfixDaemon has no option `authservId`/],
    [{ listen: { milters: DEFAULT_LISTEN.milter } }, /the daemon serves no `milters`/],
    [{ listen: {} }, /a daemon that listens nowhere serves nobody/],
    [{ limits: { size: 1 } }, /the daemon has no limit `size`/],
    [{ limits: { idleMs: 1.5 } }, /a limit is a whole number, which it is not for `idleMs`/],
    [{ limits: { request: -1 } }, /a limit is a whole number, which it is not for `request`/],
    [{ limits: { graceMs: '5' } }, /a limit is a whole number, which it is not for `graceMs`/],
    [{ policy: new URL('file:///policy.yaml') }, /`policy` is the path/],
    [{ authservIds: 'mx.example' }, /`authservIds` are texts in an array/],
    [{ authservIds: [1] }, /`authservIds` are texts in an array/],
    [{ replyProfile: 'loud' }, /loud/],
  ])('are refused as %j', (wrong, message) => {
    expect(() => checkDaemonOptions({ ...options, ...wrong })).toThrow(message);
    expect(() => checkDaemonOptions({ ...options, ...wrong })).toThrow(TypeError);
  });
});
