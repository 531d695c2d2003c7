import { describe, expect, it } from 'vitest';
import { readPostfixRequest } from '../../../src/cli/postfix-options.js';
import { DEFAULT_LIMITS, DEFAULT_LISTEN } from '../../../src/postfix/daemon-options.js';

const read = (...words: string[]): ReturnType<typeof readPostfixRequest> => readPostfixRequest(['--policy', 'policy.yaml', ...words]);

describe('the words after postfix', () => {
  it('may name the policy alone', () => {
    expect(read()).toEqual({ policy: 'policy.yaml', listen: DEFAULT_LISTEN, replyProfile: 'default', authservIds: [], limits: DEFAULT_LIMITS, logLevel: 'info' });
  });

  it('may name everything', () => {
    const words =
      '--socketmap unix:/run/a --milter [::1]:0 --authserv-id mx.a.example --authserv-id mx.b.example --reply-profile postfix --socket-mode 0666 --max-connections 10 --max-request 20 --max-packet 30 --max-header 40 --idle-timeout 50 --stop-timeout 60 --log-level debug';
    expect(read(...words.split(' '))).toEqual({
      policy: 'policy.yaml',
      listen: { socketmap: { kind: 'unix', path: '/run/a' }, milter: { kind: 'tcp', host: '::1', port: 0 } },
      replyProfile: 'postfix',
      authservIds: ['mx.a.example', 'mx.b.example'],
      limits: { connections: 10, request: 20, packet: 30, headerBlock: 40, idleMs: 50_000, graceMs: 60_000, socketMode: 0o666 },
      logLevel: 'debug',
    });
  });

  it.each([
    [['extra'], '`extra` is no option; name the policy with --policy FILE'],
    [['--socketmap', '127.0.0.1'], '--socketmap 127.0.0.1: write HOST:PORT, [IPV6]:PORT or unix:PATH'],
    [['--max-connections', '0'], '--max-connections 0: write a whole number from 1 to 100000'],
    [['--idle-timeout', '86401'], '--idle-timeout 86401: write a whole number from 1 to 86400'],
    [['--max-header', '1e3'], '--max-header 1e3: write a whole number from 1 to 104857600'],
    [['--socket-mode', '888'], '--socket-mode 888: write permissions in octal, such as 0660'],
    [['--log-level', 'loud'], '--log-level loud: there is no such level; levels: debug, info, warning, error'],
    [['--reply-profile', 'none'], /there is no such profile/],
    [['--http'], '--http needs a value: write --http=VALUE'],
  ])('may not be %j', (words, message) => {
    expect(() => read(...words)).toThrow(message);
  });

  it('must name the policy', () => {
    expect(() => readPostfixRequest([])).toThrow('name the policy: --policy FILE');
  });
});
