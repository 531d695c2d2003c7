import { describe, expect, it } from 'vitest';
import { DaemonMetrics } from '../../../src/postfix/daemon-metrics.js';
import { Counter, Gauge } from '../../../src/postfix/metrics.js';

describe('the text format of Prometheus', () => {
  it('has a line for each combination of labels, with what is special in them escaped', () => {
    const counter = new Counter('requests_total', 'Requests.');
    counter.add({ protocol: 'milter', answer: 'a"b\\c\nd' });
    counter.add({ protocol: 'milter', answer: 'a"b\\c\nd' });
    counter.add();
    expect(counter.text).toBe('# HELP requests_total Requests.\n# TYPE requests_total counter\nrequests_total{protocol="milter",answer="a\\"b\\\\c\\nd"} 2\nrequests_total 1\n');
  });

  it('asks a gauge when somebody looks', () => {
    let value = 1;
    const gauge = new Gauge('open', 'Open.', () => [[{ protocol: 'http' }, value]]);
    value = 2.5;
    expect(gauge.text).toBe('# HELP open Open.\n# TYPE open gauge\nopen{protocol="http"} 2.5\n');
  });
});

it('the metrics of the daemon are families of their own, each with a help text', () => {
  const metrics = new DaemonMetrics({ connections: () => [['milter', 3]], policyLoaded: () => 1_800_000_000.5, policyIsCurrent: () => false });
  metrics.requests.add({ protocol: 'socketmap', answer: 'found' });
  const families = metrics.text.match(/^# TYPE \S+/gm) ?? [];
  expect(new Set(families).size).toBe(families.length);
  expect(metrics.text.match(/^# HELP \S+ [A-Z1].*\.$/gm)).toHaveLength(families.length);
  expect(metrics.text).toMatch(/^(# .*\n|smtp_tls_policy_[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? \d+(\.\d+)?\n)+$/);
  for (const line of ['smtp_tls_policy_connections{protocol="milter"} 3', 'smtp_tls_policy_policy_loaded_timestamp_seconds 1800000000.5', 'smtp_tls_policy_policy_current 0']) expect(metrics.text.split('\n')).toContain(line);
  expect(new DaemonMetrics({ connections: () => [], policyLoaded: () => 0, policyIsCurrent: () => true }).text).toContain('smtp_tls_policy_policy_current 1\n');
});
