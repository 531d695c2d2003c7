// S-15.1: a sentence for each change, as an administrator would say it.
import { expect, it } from 'vitest';
import { changeWords } from '../../../src/change/change-words.js';
import type { DocumentChange, FieldChange, JsonValue } from '../../../src/change/document-change.js';
import { fieldsAdded, fieldsRemoved } from '../../../src/change/field-changes.js';

const route = { kind: 'host', host: 'a.example', port: 25, mxLookup: false } as const;
const fields = [
  { field: 'description', before: '', after: 'why' },
  { field: 'enabled', before: true, after: false },
  { field: 'addressLists', before: [], after: ['l', 'm'] },
  { field: 'route', before: null, after: 'r' },
];

const changed = (values: Record<string, JsonValue>): FieldChange[] => fieldsAdded({
  description: '', enabled: true, mode: 'enforce', locked: false, appliesTo: ['outbound'], addressLists: ['l'],
  'require.tls': true, 'require.minTlsVersion': null, 'require.caSignedCertificate': true, 'require.validateHostname': true, 'require.clientCertificate': false, route: null,
  ...values,
});
const added = (values: Record<string, JsonValue> = {}, overrides: string | null = null): DocumentChange => ({ kind: 'setting-added', orgUnit: '/A', setting: 's', overrides, fields: changed(values) });
const removed = (values: Record<string, JsonValue> = {}, overrides: string | null = null): DocumentChange => ({
  kind: 'setting-removed', orgUnit: '/A', setting: 's', overrides, fields: changed(values).map(({ field, after }) => ({ field, before: after, after: null })),
});
const TLS = 'TLS required, CA-signed certificate, validated host name';

it.each<[DocumentChange, string]>([
  [{ kind: 'org-unit-added', orgUnit: '/A' }, 'org unit `/A` added'],
  [{ kind: 'org-unit-removed', orgUnit: '/A' }, 'org unit `/A` removed'],
  [added(), `setting \`s\` added at \`/A\`: for \`outbound\`, address list \`l\`, ${TLS}`],
  [added({}, '/'), `setting \`s\` added at \`/A\`, in place of that of \`/\`: for \`outbound\`, address list \`l\`, ${TLS}`],
  [removed({ 'require.minTlsVersion': 'TLSv1.3' }), 'setting `s` removed at `/A`: for `outbound`, address list `l`, TLS required, `TLSv1.3` or later, CA-signed certificate, validated host name'],
  [removed({}, '/'), `setting \`s\` removed at \`/A\`, where it stood in place of that of \`/\`: for \`outbound\`, address list \`l\`, ${TLS}`],
  [
    added({ appliesTo: ['inbound'], addressLists: ['l', 'm'], enabled: false, mode: 'testing', locked: true, 'require.clientCertificate': true, route: 'r', description: 'why' }),
    'setting `s` added at `/A`: for `inbound`, address lists `l`, `m`, not enabled, in testing mode, locked, TLS required, client certificate, route `r`, described as `why`',
  ],
  [
    added({ appliesTo: ['outbound-secure-transport'], addressLists: [], 'require.caSignedCertificate': false, 'require.validateHostname': false, 'require.clientCertificate': true }),
    'setting `s` added at `/A`: for `outbound-secure-transport`, TLS required',
  ],
  [added({ 'require.tls': false, route: 'r' }), 'setting `s` added at `/A`: for `outbound`, address list `l`, TLS not required, route `r`'],
  [{ kind: 'setting-added', orgUnit: '/A', setting: 's', overrides: null, fields: [{ field: 'appliesTo', before: null, after: { of: 'a log' } }] }, 'setting `s` added at `/A`'],
  [
    { kind: 'setting-changed', orgUnit: '/A', setting: 's', fields },
    'setting `s` changed at `/A`: `description` from none to `why`, `enabled` from true to false, `addressLists` from none to `l`, `m`, `route` from none to `r`',
  ],
  [{ kind: 'inheritance-broken', orgUnit: '/A', setting: 's' }, 'inheritance of setting `s` broken at `/A`: it is disabled there and below'],
  [{ kind: 'inheritance-restored', orgUnit: '/A', setting: 's' }, 'inheritance of setting `s` restored at `/A`: it is disabled there no longer'],
  [{ kind: 'user-added', user: 'u@o.example', before: null, after: '/A' }, 'user `u@o.example` put into `/A`'],
  [{ kind: 'user-removed', user: 'u@o.example', before: '/A', after: null }, 'user `u@o.example` taken out of `/A`'],
  [{ kind: 'user-moved', user: 'u@o.example', before: '/A', after: '/' }, 'user `u@o.example` moved from `/A` to `/`'],
  [{ kind: 'list-added', addressList: 'l', entries: 1, fields: fieldsAdded({ description: '' }) }, 'address list `l` added, with 1 entry'],
  [{ kind: 'list-removed', addressList: 'l', entries: 0, fields: fieldsRemoved({ description: 'why' }) }, 'address list `l` removed, with 0 entries, described as `why`'],
  [{ kind: 'list-changed', addressList: 'l', fields: fields.slice(0, 1) }, 'address list `l` changed: `description` from none to `why`'],
  [{ kind: 'entry-added', addressList: 'l', entry: 'a.example', requireAuthentication: true }, 'entry `a.example` added to address list `l`'],
  [{ kind: 'entry-added', addressList: 'l', entry: 'a.example', requireAuthentication: false }, 'entry `a.example` added to address list `l`, sender authentication not required'],
  [{ kind: 'entry-removed', addressList: 'l', entry: 'a.example', requireAuthentication: false }, 'entry `a.example` removed from address list `l`'],
  [{ kind: 'entry-changed', addressList: 'l', entry: 'a.example', requireAuthentication: true }, 'entry `a.example` changed in address list `l`: sender authentication required'],
  [{ kind: 'entry-changed', addressList: 'l', entry: 'a.example', requireAuthentication: false }, 'entry `a.example` changed in address list `l`: sender authentication not required'],
  [{ kind: 'route-added', route: 'r', before: null, after: route }, 'route `r` added: `a.example`'],
  [{ kind: 'route-removed', route: 'r', before: { ...route, port: 26 }, after: null }, 'route `r` removed: `a.example` at port 26'],
  [{ kind: 'route-changed', route: 'r', before: route, after: { ...route, mxLookup: true, port: 26 } }, 'route `r` changed from `a.example` to the MX hosts of `a.example` at port 26'],
  [{ kind: 'domain-added', domain: 'o.example' }, 'domain `o.example` added'],
  [{ kind: 'domain-removed', domain: 'o.example' }, 'domain `o.example` removed'],
  [{ kind: 'option-changed', option: 'alignment', before: 'relaxed', after: 'strict' }, '`alignment` changed from `relaxed` to `strict`'],
  [{ kind: 'option-changed', option: 'alternateSecureRoute', before: null, after: 'r' }, '`alternateSecureRoute` changed from none to `r`'],
  [{ kind: 'option-changed', option: 'caseSensitiveLocalParts', before: false, after: true }, '`caseSensitiveLocalParts` changed from false to true'],
])('%j: %s', (change, words) => {
  expect(changeWords(change)).toBe(words);
});

it('is one safe line, whatever the names are', () => {
  expect(changeWords({ kind: 'domain-added', domain: 'a\n\u001b[31m\u202e' })).toBe('domain `a\\u{A}\\u{1B}[31m\\u{202E}` added');
  expect(changeWords({ kind: 'domain-added', domain: 'x'.repeat(300) }).length).toBeLessThan(120);
});
