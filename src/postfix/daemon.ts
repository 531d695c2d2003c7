// The daemon beside Postfix: follows a policy file, listens, and ends without losing what has begun.

import type { Server } from 'node:http';
import { followPolicyFile } from '../files/policy-watch.js';
import type { FollowedPolicy } from '../files/policy-watch.js';
import { DaemonMetrics } from './daemon-metrics.js';
import { checkDaemonOptions, PROTOCOLS } from './daemon-options.js';
import type { DaemonLimits, DaemonSettings, PostfixDaemonOptions, Protocol } from './daemon-options.js';
import type { Dialogue } from './dialogue.js';
import { errorText } from './event-log.js';
import { httpEndpoint } from './http-endpoint.js';
import type { Health } from './http-endpoint.js';
import type { ListenAddress } from './listen-address.js';
import { MilterDialogue } from './milter.js';
import { PolicyDelegationDialogue } from './policy-delegation.js';
import { PostfixService } from './postfix-service.js';
import { boundAddress, listenAt, ProtocolServer } from './protocol-server.js';
import { SocketmapDialogue } from './socketmap.js';

/** A daemon that runs. */
export interface PostfixDaemon {
  /** Where each protocol is served, as `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`. */
  readonly addresses: ReadonlyMap<Protocol, string>;
  /** Loads the policy file now, whether or not a change was noticed. */
  reload(): Promise<void>;
  /** Accepts no more, and resolves when what has begun is answered, or the time for that is over. */
  close(): Promise<void>;
}

/**
 * Starts the daemon of the command `smtp-tls-policy postfix`.
 *
 * @throws TypeError for options that are not what they should be, PolicyFileError if the policy is not valid now, or Error if it cannot listen at an
 *   address; then nothing is left running
 * @example
 * const log = jsonLog((line) => process.stdout.write(line), 'info');
 * const daemon = await startPostfixDaemon({ policy: 'policy.yaml', listen: { socketmap: { kind: 'unix', path: '/run/tls-policy.sock' } }, log });
 * @see clause S-23
 */
export async function startPostfixDaemon(options: PostfixDaemonOptions): Promise<PostfixDaemon> {
  const daemon = new Daemon(checkDaemonOptions(options));
  try {
    await daemon.start();
  } catch (error) {
    await daemon.close();
    throw error;
  }
  return daemon;
}

class Daemon implements PostfixDaemon {
  readonly addresses = new Map<Protocol, string>();
  private readonly options: DaemonSettings;
  private readonly metrics: DaemonMetrics;
  private readonly servers = new Map<Protocol, ProtocolServer>();
  private http: Server | null = null;
  private followed: FollowedPolicy | null = null;
  private loaded = new Date(0);
  /** Why the policy file is not the policy that decides. */
  private problem: string | null = null;
  private closing: Promise<void> | null = null;

  constructor(options: DaemonSettings) {
    this.options = options;
    this.metrics = new DaemonMetrics({
      connections: () => [...this.servers].map(([protocol, { size }]) => [protocol, size]),
      policyLoaded: () => this.loaded.getTime() / 1000,
      policyIsCurrent: () => this.problem === null,
    });
  }

  async start(): Promise<void> {
    const { policy, replyProfile, authservIds, log } = this.options;
    const followed = await followPolicyFile(policy, { replyProfile, onReplace: () => this.onLoaded(followed), onProblem: (error) => this.onProblem(error) });
    this.followed = followed;
    this.onLoaded(followed);
    const service = new PostfixService({ engine: () => followed.engine, authservIds, metrics: this.metrics, log });
    for (const protocol of PROTOCOLS) {
      const address = this.options.listen[protocol];
      if (address !== undefined) this.onListening(protocol, await this.listen(protocol, address, service));
    }
  }

  async reload(): Promise<void> {
    await this.followed?.reload();
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    this.options.log.log('info', 'stopping');
    this.followed?.close();
    await Promise.all([...this.servers.values()].map((server) => server.close(this.options.limits.graceMs)));
    await this.closeHttp();
    this.options.log.log('info', 'stopped');
  }

  /** Last, so that whoever watches sees it stop. */
  private async closeHttp(): Promise<void> {
    const { http } = this;
    if (http === null) return;
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    http.closeAllConnections();
    await closed;
  }

  private async listen(protocol: Protocol, address: ListenAddress, service: PostfixService): Promise<string> {
    if (protocol === 'http') {
      this.http = httpEndpoint({ health: () => this.health(), metrics: () => this.metrics.text });
      await listenAt(this.http, address, this.options.limits.socketMode);
      return boundAddress(this.http);
    }
    const { connections: maxConnections, idleMs, socketMode } = this.options.limits;
    const listener = {
      opened: () => this.metrics.connections.add({ protocol }),
      refused: () => this.onConnectionTrouble('connection-refused', protocol, 'there are as many connections as there may be', this.metrics.refused),
      violated: (reason: string) => this.onConnectionTrouble('protocol-violation', protocol, reason, this.metrics.violations),
      idle: () => this.metrics.idle.add({ protocol }),
    };
    const newDialogue = (): Dialogue => dialogueOf(protocol, service, this.options.limits);
    const server = await ProtocolServer.listen({ address, socketMode, maxConnections, idleMs, newDialogue, listener });
    this.servers.set(protocol, server);
    return server.address;
  }

  private onListening(protocol: Protocol, address: string): void {
    this.addresses.set(protocol, address);
    this.options.log.log('info', 'listening', { protocol, address });
  }

  private onLoaded({ findings }: FollowedPolicy): void {
    this.loaded = new Date();
    this.problem = null;
    this.metrics.policyLoads.add({ result: 'loaded' });
    this.options.log.log('info', 'policy-loaded', { policy: this.options.policy, warnings: findings.length });
    for (const { file, line, column, code, message } of findings) this.options.log.log('warning', 'policy-finding', { file, line, column, code, message });
  }

  private onProblem(error: unknown): void {
    this.problem = errorText(error);
    this.metrics.policyLoads.add({ result: 'failed' });
    this.options.log.log('error', 'policy-not-loaded', { policy: this.options.policy, problem: this.problem });
  }

  private onConnectionTrouble(event: string, protocol: Protocol, reason: string, counter: DaemonMetrics['refused']): void {
    counter.add({ protocol });
    this.options.log.log('warning', event, { protocol, reason });
  }

  private health(): Health {
    const status = this.closing !== null ? 'stopping' : this.problem === null ? 'ok' : 'stale';
    return { status, policy: this.options.policy, loaded: this.loaded.toISOString(), problem: this.problem };
  }
}

function dialogueOf(protocol: Exclude<Protocol, 'http'>, service: PostfixService, { request, packet, headerBlock }: DaemonLimits): Dialogue {
  switch (protocol) {
    case 'socketmap':
      return new SocketmapDialogue(request, (asked) => service.lookUp(asked));
    case 'policy-service':
      return new PolicyDelegationDialogue(request, (attributes) => service.policyAction(attributes));
    case 'milter':
      return new MilterDialogue({ packet, headerBlock, envelope: headerBlock }, (message) => service.judge(message));
  }
}
