// Members that the API is not known to write where they stand: what they mean nobody can tell, so they are said (S-19.1).

import type { ExportPath, ImportFindings } from './import-report.js';
import type { JsonObject } from './json-value.js';
import { quote } from '../model/quotation.js';

export function reportUnknownMembers(value: JsonObject, known: readonly string[], path: ExportPath, findings: ImportFindings): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) findings.add('unknown-member', [...path, key], `nothing is known of a member ${quote(key)} here, so nothing of it is in the document; compare with the admin console`);
  }
}
