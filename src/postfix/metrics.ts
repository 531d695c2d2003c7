// Numbers for those who watch the daemon, in the text format of Prometheus (version 0.0.4).

type Labels = Readonly<Record<string, string>>;

/** Counts up, once for each combination of its labels. */
export class Counter {
  private readonly counts = new Map<string, number>();
  private readonly name: string;
  private readonly help: string;

  constructor(name: string, help: string) {
    this.name = name;
    this.help = help;
  }

  add(labels: Labels = {}): void {
    const key = labelText(labels);
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  get text(): string {
    return familyText(this.name, this.help, 'counter', [...this.counts]);
  }
}

/** Is asked for its values when somebody looks. */
export class Gauge {
  private readonly name: string;
  private readonly help: string;
  private readonly values: () => readonly (readonly [Labels, number])[];

  constructor(name: string, help: string, values: () => readonly (readonly [Labels, number])[]) {
    this.name = name;
    this.help = help;
    this.values = values;
  }

  get text(): string {
    return familyText(this.name, this.help, 'gauge', this.values().map(([labels, value]) => [labelText(labels), value]));
  }
}

function familyText(name: string, help: string, type: string, samples: readonly (readonly [labels: string, value: number])[]): string {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map(([labels, value]) => `${name}${labels} ${value}`), ''].join('\n');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
