// What an import did, place by place: nothing of the export is dropped without a word (S-19.1).

/**
 * What became of a part of the export.
 *
 * `imported`: it is in the document as it was. `changed`: it is there, but not as it was. `fill-in`: a place in the document that the administrator has
 * to fill in. `not-needed`: it has nothing that a policy holds, or nothing that counts. `left-out`: it belongs in a policy, and could not come.
 * `uncertain`: it is in the document, but the export does not say enough to be sure.
 */
export type ImportOutcome = 'imported' | 'changed' | 'fill-in' | 'not-needed' | 'left-out' | 'uncertain';

/** Every code a finding of an import can have. Codes are stable: tools may match on them. */
export type ImportCode =
  | 'address-list'
  | 'ambiguous-org-unit'
  | 'blocked-senders'
  | 'conditional-policy'
  | 'corrected-org-unit'
  | 'group-policy'
  | 'incomplete-export'
  | 'invalid-entry'
  | 'no-sort-order'
  | 'not-an-export'
  | 'nothing-to-import'
  | 'other-rule'
  | 'other-setting'
  | 'overruled'
  | 'renamed-list'
  | 'repeated-entry'
  | 'repeated-id'
  | 'rule-state'
  | 'same-sort-order'
  | 'tls-setting'
  | 'unknown-flag'
  | 'unknown-member'
  | 'unknown-org-unit'
  | 'unreadable-list'
  | 'unreadable-org-unit'
  | 'unreadable-policy'
  | 'unreadable-rule';

/** One thing that an import says of the export or of the document. */
export interface ImportFinding {
  /** What became of it. */
  readonly outcome: ImportOutcome;
  /** Stable: tools may match on it. */
  readonly code: ImportCode;
  /** Keys and indexes from the top of the export; of a `fill-in`, from the top of the document; of org units that were handed over, after `options`. */
  readonly path: readonly (string | number)[];
  /** What happened and, where there is something to do, what to do. */
  readonly message: string;
}

/** A place in the document for a TLS setting, which the export does not hold. */
export interface ImportPlace {
  /** The path of the org unit where the setting stands. */
  readonly orgUnit: string;
  /** The id of the setting that keeps the place. */
  readonly setting: string;
  /** The rule of Google Workspace that may be the setting; null where the export names none. */
  readonly rule: string | null;
  /** Whether the rule is enabled for the org unit; null without a rule. */
  readonly enabled: boolean | null;
}

/** What an import did. */
export interface ImportReport {
  /** In the order of the work: the export from its top, then the places. */
  readonly findings: readonly ImportFinding[];
  /** In the order of the document. */
  readonly places: readonly ImportPlace[];
  /** What the document holds. */
  readonly counts: {
    /** The root among them. */
    readonly orgUnits: number;
    /** A list whose content differs at an org unit is one more (S-19.4). */
    readonly addressLists: number;
    /** Those of all lists; one that stands in two lists counts twice. */
    readonly entries: number;
  };
}

export type ExportPath = readonly (string | number)[];

export class ImportFindings {
  readonly all: ImportFinding[] = [];

  add(code: ImportCode, path: ExportPath, message: string): void {
    this.all.push({ outcome: OUTCOMES[code], code, path: [...path], message });
  }

  hasLeftOut(): boolean {
    return this.all.some(({ outcome }) => outcome === 'left-out');
  }
}

const OUTCOMES: Readonly<Record<ImportCode, ImportOutcome>> = {
  'address-list': 'imported',
  'ambiguous-org-unit': 'uncertain',
  'blocked-senders': 'not-needed',
  'conditional-policy': 'left-out',
  'corrected-org-unit': 'changed',
  'group-policy': 'left-out',
  'incomplete-export': 'uncertain',
  'invalid-entry': 'left-out',
  'no-sort-order': 'uncertain',
  'not-an-export': 'left-out',
  'nothing-to-import': 'uncertain',
  'other-rule': 'not-needed',
  'other-setting': 'not-needed',
  overruled: 'not-needed',
  'renamed-list': 'changed',
  'repeated-entry': 'changed',
  'repeated-id': 'uncertain',
  'rule-state': 'imported',
  'same-sort-order': 'uncertain',
  'tls-setting': 'fill-in',
  'unknown-flag': 'uncertain',
  'unknown-member': 'uncertain',
  'unknown-org-unit': 'left-out',
  'unreadable-list': 'left-out',
  'unreadable-org-unit': 'left-out',
  'unreadable-policy': 'left-out',
  'unreadable-rule': 'left-out',
};
