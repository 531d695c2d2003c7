import { describe, expect, it } from 'vitest';
import { folderWith, runWith } from '../stand-in-io.js';
import type { Surroundings } from '../stand-in-io.js';

type Listener = Parameters<NonNullable<Surroundings['onSignal']>>[1];

/** Sends signals one after the other, each once the log has the event; says whether the listener was taken back. */
function signalling(signals: readonly NodeJS.Signals[]): { onSignal: NonNullable<Surroundings['onSignal']>; released: () => boolean } {
  let released = false;
  const send = async (listener: Listener): Promise<void> => {
    for (const signal of signals) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      listener(signal);
    }
  };
  return {
    onSignal: (_signals, listener) => {
      void send(listener);
      return () => (released = true);
    },
    released: () => released,
  };
}

const eventsIn = (out: string): string[] => out.trim().split('\n').map((line) => (JSON.parse(line) as { event: string }).event);

describe('postfix', () => {
  it('serves until it is told to end, and loads the policy anew on SIGHUP', async () => {
    const folder = folderWith({ 'policy.json': '{}' });
    const { onSignal, released } = signalling(['SIGHUP', 'SIGTERM']);
    const { code, out, err } = await runWith(['postfix', '--policy', `${folder}/policy.json`, '--socketmap', '127.0.0.1:0', '--http', '127.0.0.1:0'], { onSignal });
    expect([code, err, released()]).toEqual([0, '', true]);
    expect(eventsIn(out)).toEqual(['policy-loaded', 'listening', 'listening', 'policy-loaded', 'stopping', 'stopped']);
  });

  it('hears signals while it starts', async () => {
    const folder = folderWith({ 'policy.json': '{}' });
    const onSignal: NonNullable<Surroundings['onSignal']> = (_signals, listener) => {
      listener('SIGHUP');
      setImmediate(() => listener('SIGTERM'));
      return () => undefined;
    };
    const { code, out } = await runWith(['postfix', '--policy', `${folder}/policy.json`, '--socketmap', '127.0.0.1:0'], { onSignal });
    expect([code, eventsIn(out)]).toEqual([0, ['policy-loaded', 'listening', 'stopping', 'stopped']]);
  });

  it('does not start with a policy that is not valid, and names every problem', async () => {
    const folder = folderWith({ 'policy.json': '{ "setings": [],\n "domain": [] }' });
    const { code, err } = await runWith(['postfix', '--policy', `${folder}/policy.json`, '--socketmap', '127.0.0.1:0']);
    expect(code).toBe(2);
    expect(err).toMatch(/^smtp-tls-policy postfix: .*policy\.json: the policy is not valid:/);
    expect(err).toMatch(/setings[\s\S]*domain/);
  });

  it('does not start without a policy file, or where it cannot listen', async () => {
    const folder = folderWith({ 'policy.json': '{}', occupied: '' });
    expect(await runWith(['postfix', '--policy', `${folder}/none.json`])).toMatchObject({ code: 2, err: expect.stringMatching(/it cannot be started: ENOENT/) as unknown });
    const taken = await runWith(['postfix', '--policy', `${folder}/policy.json`, '--socketmap', `unix:${folder}/occupied`]);
    expect(taken).toMatchObject({ code: 2, err: expect.stringMatching(/occupied is there already and is no socket; name another path/) as unknown });
  });
});
