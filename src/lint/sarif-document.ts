// The part of SARIF 2.1.0 that findings need (OASIS Static Analysis Results Interchange Format, errata 01), as plain data.

import type { LintSeverity } from './lint-rules.js';

/** A SARIF log with one run: what code review tools upload. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
}

/** One run of a tool (SARIF 2.1.0 section 3.14). */
export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}

/** The tool that ran, and its rules (SARIF 2.1.0 section 3.19). */
export interface SarifDriver {
  readonly name: string;
  readonly version?: string;
  readonly rules: readonly SarifRule[];
}

/** A rule of the tool (SARIF 2.1.0 section 3.49). */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription?: SarifText;
  readonly help?: SarifText;
  readonly defaultConfiguration?: { readonly enabled: boolean; readonly level: LintSeverity };
}

/** A finding (SARIF 2.1.0 section 3.27). */
export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: LintSeverity;
  readonly message: SarifText;
  readonly locations: readonly [SarifLocation];
}

/** Where a finding is (SARIF 2.1.0 section 3.28). */
export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number; readonly startColumn: number };
  };
  /** The place in the document, as it would be written in code. */
  readonly logicalLocations?: readonly [{ readonly fullyQualifiedName: string }];
}

/** A text for people (SARIF 2.1.0 section 3.11). */
export interface SarifText {
  readonly text: string;
}
