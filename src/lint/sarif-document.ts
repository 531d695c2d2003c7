// The part of SARIF 2.1.0 that findings need (OASIS Static Analysis Results Interchange Format, errata 01), as plain data.

import type { LintSeverity } from './lint-rules.js';

/** A SARIF log with one run: what code review tools upload. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}

export interface SarifDriver {
  readonly name: string;
  readonly version?: string;
  readonly rules: readonly SarifRule[];
}

export interface SarifRule {
  readonly id: string;
  readonly shortDescription?: SarifText;
  readonly help?: SarifText;
  readonly defaultConfiguration?: { readonly enabled: boolean; readonly level: LintSeverity };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: LintSeverity;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number; readonly startColumn: number };
  };
  /** The place in the document, as it would be written in code. */
  readonly logicalLocations?: readonly [{ readonly fullyQualifiedName: string }];
}

export interface SarifText {
  readonly text: string;
}
