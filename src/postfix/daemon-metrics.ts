// What the daemon counts.

import { Counter, Gauge } from './metrics.js';

/** The state that is looked at when somebody asks. */
export interface DaemonState {
  /** Open connections by protocol. */
  readonly connections: () => readonly (readonly [protocol: string, count: number])[];
  /** When the policy that decides was loaded, in seconds since 1970. */
  readonly policyLoaded: () => number;
  /** The last attempt to load a policy succeeded. */
  readonly policyIsCurrent: () => boolean;
}

export class DaemonMetrics {
  readonly requests: Counter = new Counter('smtp_tls_policy_requests_total', 'Requests of Postfix, by protocol and answer.');
  readonly decisions: Counter = new Counter('smtp_tls_policy_decisions_total', 'Decisions on messages and recipients, by direction and outcome.');
  readonly troubles: Counter = new Counter('smtp_tls_policy_troubles_total', 'Requests that were deferred because the policy could not be asked.');
  readonly connections: Counter = new Counter('smtp_tls_policy_connections_total', 'Connections of Postfix, by protocol.');
  readonly refused: Counter = new Counter('smtp_tls_policy_connections_refused_total', 'Connections that were one too many.');
  readonly idle: Counter = new Counter('smtp_tls_policy_connections_idle_total', 'Connections that were closed because nothing came.');
  readonly violations: Counter = new Counter('smtp_tls_policy_protocol_violations_total', 'Connections that were closed because of what came.');
  readonly policyLoads: Counter = new Counter('smtp_tls_policy_policy_loads_total', 'Attempts to load the policy, by result.');
  private readonly gauges: readonly Gauge[];

  constructor({ connections, policyLoaded, policyIsCurrent }: DaemonState) {
    this.gauges = [
      new Gauge('smtp_tls_policy_connections', 'Connections that are open, by protocol.', () => connections().map(([protocol, count]) => [{ protocol }, count])),
      new Gauge('smtp_tls_policy_policy_loaded_timestamp_seconds', 'When the policy that decides was loaded.', () => [[{}, policyLoaded()]]),
      new Gauge('smtp_tls_policy_policy_current', '1 if the policy file is the policy that decides, 0 if the file could not be loaded.', () => [[{}, policyIsCurrent() ? 1 : 0]]),
    ];
  }

  get text(): string {
    const { requests, decisions, troubles, connections, refused, idle, violations, policyLoads } = this;
    return [requests, decisions, troubles, connections, refused, idle, violations, policyLoads, ...this.gauges].map(({ text }) => text).join('');
  }
}
