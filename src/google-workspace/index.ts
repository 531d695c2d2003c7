// The face of smtp-tls-policy/google-workspace: import of what Google's Cloud Identity Policy API exports. Runs wherever the root entry does.

export { importGooglePolicies } from './import-policies.js';
export { readGoogleExport } from './export-text.js';

export type { ExportReading, ExportTextOptions } from './export-text.js';
export type { ImportOptions, ImportResult } from './import-policies.js';
export type { ImportCode, ImportFinding, ImportOutcome, ImportPlace, ImportReport } from './import-report.js';
export type { GoogleOrgUnit, GoogleOrgUnits } from './org-unit-ids.js';
