// clause S-22.2
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PolicyInForce } from '../../../src/haraka/policy-in-force.js';
import { standInLog, textsOf } from './stand-ins.js';
import type { Logged } from './stand-ins.js';

const VALID = JSON.stringify({ addressLists: { partners: 'partner.example' }, orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }] }] });

describe('PolicyInForce', () => {
  let folder: string;
  let path: string;
  let logged: Logged[];
  let policy: PolicyInForce | null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'haraka-'));
    path = join(folder, 'policy.json');
    logged = [];
    policy = null;
  });
  afterEach(() => {
    policy?.close();
    rmSync(folder, { recursive: true });
  });

  function open(text: string | null): PolicyInForce {
    if (text !== null) writeFileSync(path, text);
    return (policy = new PolicyInForce(path, 'gmail', standInLog(logged), 20));
  }

  /** Until the log has it. */
  async function shown(text: string): Promise<void> {
    while (!textsOf(logged).some((line) => line.includes(text))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('decides once it is read, with the reply profile', async () => {
    const opened = open(VALID);
    expect(opened.engine).toBeNull();
    const engine = await opened.ready;
    expect(opened.engine).toBe(engine);
    expect(engine.evaluate({ envelope: { mailFrom: '', rcptTo: ['a@b.example'] } }, 'outbound').replyProfile).toBe('gmail');
    expect(textsOf(logged)).toEqual([`the policy of ${path} decides`]);
  });

  it('says what is wrong with it, and where, and decides nothing', async () => {
    const opened = open('{\n  "orgUnits": [{ "path": "/", "setings": [] }],\n  "addressLists": { "a": ["x y@"] }\n}');
    await expect(opened.ready).rejects.toThrow('the policy is not valid');
    expect(opened.engine).toBeNull();
    expect(textsOf(logged, 'error')).toEqual([expect.stringMatching(/policy\.json:2:\d+: error: unknown-key: /), expect.stringMatching(/policy\.json:3:\d+: error: invalid-entry: /), 'the policy cannot be used; there is no policy to decide by']);
  });

  it('says why it cannot be read, and decides once it can', async () => {
    const opened = open(null);
    await expect(opened.ready).rejects.toThrow('ENOENT');
    expect(textsOf(logged, 'error')[0]).toContain('ENOENT');
    while (textsOf(logged, 'error').length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    writeFileSync(path, VALID);
    await shown(`the policy of ${path} decides`);
    expect(opened.engine).not.toBeNull();
  });

  it('is not read again once it is closed', async () => {
    const opened = open(null);
    opened.close();
    await expect(opened.ready).rejects.toThrow('ENOENT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(textsOf(logged, 'error')).toHaveLength(2);
  });

  it('tells warnings, and goes on with the policy before where the new one is not valid', async () => {
    const opened = open(JSON.stringify({ addressLists: { unused: 'partner.example' } }));
    const engine = await opened.ready;
    expect(textsOf(logged, 'warn')).toEqual([expect.stringMatching(/policy\.json:1:\d+: warning: unused-list: /)]);
    writeFileSync(path, 'no JSON');
    await shown('the policy before goes on deciding');
    expect(opened.engine).toBe(engine);
    writeFileSync(path, VALID);
    await shown(`the policy of ${path} decides`);
    while (opened.engine === engine) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('ends what it has begun where it is closed meanwhile', async () => {
    const opened = open(VALID);
    opened.close();
    await opened.ready;
    writeFileSync(path, JSON.stringify({}));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(textsOf(logged)).toHaveLength(1);
  });
});
