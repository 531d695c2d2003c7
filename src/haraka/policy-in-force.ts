// The policy that decides: read when Haraka starts, replaced when its file is, and never by one that is not valid (S-22.2).

import type { PolicyEngine } from '../engine.js';
import type { Finding } from '../files/finding.js';
import { PolicyFileError } from '../files/policy-file-error.js';
import { followPolicyFile } from '../files/policy-watch.js';
import type { FollowedPolicy } from '../files/policy-watch.js';
import type { ReplyProfile } from '../model/decision.js';
import type { HarakaLog } from './haraka-objects.js';

export class PolicyInForce {
  private readonly log: HarakaLog;
  private followed: FollowedPolicy | null = null;
  private isClosed = false;
  private again: NodeJS.Timeout | undefined;
  /** Rejects if the policy that is there when Haraka starts is not valid. */
  readonly ready: Promise<PolicyEngine>;

  /** @param patience - milliseconds after which a policy that could not be read is read again, where Haraka goes on without one */
  constructor(path: string, replyProfile: ReplyProfile, log: HarakaLog, patience: number = PATIENCE) {
    this.log = log;
    this.ready = this.follow(path, replyProfile);
    // It is awaited when Haraka has begun; until then it may have failed already.
    const tryAgain = (): void => {
      if (!this.isClosed) this.again = setTimeout(() => void this.follow(path, replyProfile).catch(tryAgain), patience).unref();
    };
    this.ready.catch(tryAgain);
  }

  /** Null until the policy has been read. */
  get engine(): PolicyEngine | null {
    return this.followed?.engine ?? null;
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.again);
    this.followed?.close();
  }

  private async follow(path: string, replyProfile: ReplyProfile): Promise<PolicyEngine> {
    try {
      const followed: FollowedPolicy = await followPolicyFile(path, {
        replyProfile,
        onReplace: () => this.replaced(followed, path),
        onProblem: (error) => this.problem(error, 'the policy before goes on deciding'),
      });
      if (this.isClosed) followed.close();
      this.followed = followed;
      this.replaced(followed, path);
      return followed.engine;
    } catch (error) {
      this.problem(error, 'there is no policy to decide by');
      throw error;
    }
  }

  private replaced({ findings }: FollowedPolicy, path: string): void {
    for (const finding of findings) this.log.logwarn(placed(finding));
    this.log.lognotice(`the policy of ${path} decides`);
  }

  private problem(error: unknown, consequence: string): void {
    const errors = error instanceof PolicyFileError ? error.findings.map(placed) : [String(error)];
    for (const text of errors) this.log.logerror(text);
    this.log.logerror(`the policy cannot be used; ${consequence}`);
  }
}

const PATIENCE = 10_000;

function placed({ file, line, column, severity, code, message }: Finding): string {
  return `${file}:${line}:${column}: ${severity}: ${code}: ${message}`;
}
