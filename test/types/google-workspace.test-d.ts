// The public types of smtp-tls-policy/google-workspace, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as google from '../../src/google-workspace/index.js';
import type { ExportReading, ExportTextOptions, GoogleOrgUnits, ImportCode, ImportFinding, ImportOptions, ImportOutcome, ImportPlace, ImportReport, ImportResult } from '../../src/google-workspace/index.js';
import type { PolicyInput } from '../../src/index.js';

expectTypeOf(google.importGooglePolicies).toEqualTypeOf<(input: unknown, options?: ImportOptions) => ImportResult>();
expectTypeOf(google.readGoogleExport).toEqualTypeOf<(text: string, options?: ExportTextOptions) => ExportReading>();
expectTypeOf<ImportResult>().toEqualTypeOf<{ readonly document: PolicyInput; readonly report: ImportReport }>();
expectTypeOf<ImportOptions>().toEqualTypeOf<{ readonly orgUnits?: GoogleOrgUnits }>();
expectTypeOf<ImportOutcome>().toEqualTypeOf<'imported' | 'changed' | 'fill-in' | 'not-needed' | 'left-out' | 'uncertain'>();
expectTypeOf<'invalid-entry' | 'group-policy' | 'tls-setting'>().toExtend<ImportCode>();
expectTypeOf<ImportFinding['path']>().toEqualTypeOf<readonly (string | number)[]>();
expectTypeOf<ImportPlace>().toEqualTypeOf<{ readonly orgUnit: string; readonly setting: string; readonly rule: string | null; readonly enabled: boolean | null }>();
expectTypeOf<Map<string, string>>().toExtend<GoogleOrgUnits>();
expectTypeOf<Record<string, string>>().toExtend<GoogleOrgUnits>();
expectTypeOf<{ organizationUnits: { orgUnitId: string; orgUnitPath: string; description: string }[] }>().toExtend<GoogleOrgUnits>();
declare const reading: ExportReading;
if (reading.ok) expectTypeOf(reading.data).toEqualTypeOf<unknown>();
else expectTypeOf(reading).toEqualTypeOf<{ readonly ok: false; readonly line: number; readonly message: string }>();
// @ts-expect-error bytes are decoded first
google.readGoogleExport(new Uint8Array());
// @ts-expect-error a misspelt option is no option
google.importGooglePolicies([], { orgunits: {} });
