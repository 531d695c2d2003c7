// No `any` leaks from the entries beside the root: every exported name is followed through its type, down to the last property and parameter.
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { TypeSearch } from './any-within.js';

const search = new TypeSearch('tsconfig.cli.json');

describe.each([
  [
    'lint',
    'src/lint/index.ts',
    [
      'FREE_MAIL_DOMAINS', 'LINT_RULES', 'LintCode', 'LintFinding', 'LintOptions', 'LintRule', 'LintSeverity', 'LintSubject', 'ReportableFinding', 'RuleSeverities', 'SarifDriver', 'SarifLocation',
      'SarifLog', 'SarifOptions', 'SarifPlace', 'SarifResult', 'SarifRule', 'SarifRun', 'SarifText', 'TestingSince', 'TestingTimes', 'lintPolicy', 'sarifLog',
    ],
  ],
  ['snapshot', 'src/snapshot/index.ts', ['EngineHolder', 'EngineSource', 'SnapshotBytes', 'SnapshotError', 'SnapshotErrorCode', 'holdEngine', 'openSnapshot', 'snapshotOf', 'verifySnapshot']],
  [
    'files',
    'src/files/index.ts',
    ['Finding', 'FollowOptions', 'FollowPolicyOptions', 'FollowedPolicy', 'FollowedSnapshot', 'PolicyFile', 'PolicyFileError', 'PolicyFileOptions', 'ReadingProgress', 'followPolicyFile', 'followSnapshotFile', 'openSnapshotFile', 'readPolicyFile', 'readSnapshotFile', 'writeSnapshotFile'],
  ],
  ['haraka', 'src/haraka/index.ts', ['HarakaPlugin', 'register', 'shutdown']],
  [
    'nodemailer',
    'src/nodemailer/index.ts',
    [
      'BouncedRecipient', 'CaCertificates', 'CertificateFacts', 'Decision', 'DeliveredRecipient', 'DnsResolver', 'DsnFields', 'EngineSource', 'Envelope', 'NonDeliveryReport', 'OutboundMessage', 'PolicyEngine', 'RecipientResult',
      'RecipientToRetry', 'ResultType', 'SendOptions', 'SendResult', 'SendTimeouts', 'SenderReportOptions', 'Session', 'SmtpReply', 'Violation', 'sendWithPolicy',
    ],
  ],
  [
    'audit',
    'src/audit/index.ts',
    [
      'AddressListUse', 'AuditContext', 'AuditFilter', 'AuditFinding', 'AuditFindingCode', 'AuditLog', 'AuditLogSource', 'AuditRecord', 'ContentHash', 'DocumentChange', 'EffectCounts', 'FieldChange', 'JsonValue', 'RecordedChange', 'RouteUse',
      'SelectedRecord', 'SettingPlace', 'Tendency', 'Use', 'VerifyOptions', 'auditLine', 'auditRecord', 'changeWords', 'lineHash', 'parseAuditLog', 'policyHash', 'renderAuditLog', 'selectRecords', 'verifyAuditLog',
    ],
  ],
  [
    'edit',
    'src/edit/index.ts',
    [
      'DocumentChange', 'DomainChange', 'Edit', 'EditIssueCode', 'EditResult', 'EntryChange', 'EntryOptions', 'FieldChange', 'GivenItems', 'InheritanceChange', 'JsonValue', 'ListFieldsChange',
      'ListPresenceChange', 'OptionChange', 'OrgUnitChange', 'PolicyChange', 'PolicyOptions', 'RequirementChanges', 'RouteChange', 'SettingChanges', 'SettingFieldsChange', 'SettingPresenceChange',
      'UserChange', 'addEntries', 'addOrgUnit', 'addRoute', 'addSetting', 'applyEdits', 'breakInheritance', 'changeWords', 'createAddressList', 'describeAddressList', 'disableSetting', 'editRoute',
      'editSetting', 'enableSetting', 'fillAddressList', 'inherit', 'lock', 'moveOrgUnit', 'moveUser', 'override', 'removeAddressList', 'removeEntries', 'removeOrgUnit', 'removeRoute', 'removeSetting',
      'removeUser', 'renameAddressList', 'renameRoute', 'setDomains', 'setMode', 'setOptions', 'unlock',
    ],
  ],
  [
    'testing',
    'src/testing/index.ts',
    [
      'AuthenticationInput',
      'ConstraintsInput',
      'Coverage',
      'Expectation',
      'ExpectationInput',
      'ExpectedReply',
      'ExpectedRoute',
      'FailedPolicyTest',
      'FakeSession',
      'FakeSessionChanges',
      'FastCheck',
      'JunitOptions',
      'JunitSuite',
      'MatcherResult',
      'MatcherState',
      'PassedPolicyTest',
      'PolicyAndMessage',
      'PolicyArbitraries',
      'PolicyMatcherFunctions',
      'PolicyMatchers',
      'PolicyTest',
      'PolicyTestCoverage',
      'PolicyTestDifference',
      'PolicyTestFields',
      'PolicyTestInput',
      'PolicyTestReport',
      'PolicyTestResult',
      'PolicyTestRowInput',
      'PolicyTests',
      'PolicyTestsInput',
      'PolicyTestsParseResult',
      'RecipientExpectation',
      'RecipientExpectationInput',
      'ReportPaint',
      'ReportTextOptions',
      'ResultInput',
      'RouteToMatch',
      'SettingExpectationInput',
      'TestedPolicy',
      'arbitraries',
      'fakeSession',
      'junitXml',
      'parsePolicyTests',
      'policyMatchers',
      'policyTestCoverage',
      'renderPolicyTestCoverage',
      'renderPolicyTestReport',
      'runPolicyTests',
    ],
  ],
  [
    'google-workspace',
    'src/google-workspace/index.ts',
    ['ExportReading', 'ExportTextOptions', 'GoogleOrgUnit', 'GoogleOrgUnits', 'ImportCode', 'ImportFinding', 'ImportOptions', 'ImportOutcome', 'ImportPlace', 'ImportReport', 'ImportResult', 'importGooglePolicies', 'readGoogleExport'],
  ],
  [
    'rollout',
    'src/rollout/index.ts',
    [
      'Instant', 'PolicyTimeline', 'PolicyVersion', 'PolicyVersionInput', 'PromotionCriteria', 'PromotionResult', 'RollbackOptions', 'SettingPlace', 'TestingCount', 'TestingFacts', 'TestingTally',
      'TestingTallyData', 'TimelineEngine', 'TimelineExplanation', 'VersionTimes', 'policyTimeline', 'promote', 'testingTally',
    ],
  ],
  [
    'diff',
    'src/diff/index.ts',
    [
      'Circumstance', 'Correspondent', 'DiffOptions', 'DocumentChange', 'EffectCorrespondents', 'EffectExample', 'FieldChange', 'OrgUnitPair', 'PolicyChange', 'PolicyDiff', 'PolicyEffect', 'Tendency',
      'TestingTreatment', 'Treatment', 'diffPolicies', 'renderPolicyDiff',
    ],
  ],
])('the entry %s', (_name, path, names) => {
  const exported = search.exportsOf(path);

  it('exports these values and types', () => {
    expect(exported.map(({ name }) => name).sort()).toEqual(names);
  });

  it.each(exported.map((symbol) => [symbol.name, symbol] as const))('%s holds no any', (name, symbol) => {
    expect(search.anyWithin(name, search.typeOf(symbol))).toEqual([]);
  });
});

it('would find one', () => {
  const json = search.checker.resolveName('JSON', undefined, ts.SymbolFlags.Value, false)!;
  const parse = search.checker.getTypeOfSymbol(search.checker.getTypeOfSymbol(json).getProperty('parse')!);
  expect(search.anyWithin('JSON.parse', parse)).toContain('JSON.parse() -> any');
});
