// Pictures draw every policy and every explanation, and show what the engine says: every setting at its org unit, every match, every near miss. Nothing overlaps.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decisionPathPicture } from '../../../docs/pictures/decision-path.js';
import { orgTreePicture } from '../../../docs/pictures/org-tree.js';
import { visible } from '../../../docs/pictures/drawing/visible-text.js';
import { policyDocument } from '../../../src/index.js';
import type { Direction, Explanation, Message, PolicyEngine, TransportConstraints } from '../../../src/index.js';
import { quoted } from '../../arbitraries/address.js';
import { kinOf } from '../../arbitraries/domain.js';
import type { PolicyCase } from '../../arbitraries/policy.js';
import { HitRate, RUNS } from '../../property/runs.js';
import { engineOf, situations } from '../../property/situation.js';
import { allText, drawnPicture, layoutFaults } from './drawn-picture.js';
import type { DrawnPicture } from './drawn-picture.js';

const MESSAGES = 6;
/** Reading pictures back takes longer than drawing them. */
const numRuns = Math.max(20, Math.ceil(RUNS / MESSAGES / 3));

/** Of settings at an org unit, and of settings explained to a recipient: what is seldom drawn is hardly tested. */
function rates<Name extends string>(names: readonly Name[]): Record<Name, HitRate> {
  return Object.fromEntries(names.map((name) => [name, new HitRate()])) as Record<Name, HitRate>;
}

it('every policy', () => {
  const seen = rates(['inherited', 'overridden', 'disabled', 'locked', 'testing', 'notEnabled']);
  fc.assert(
    fc.property(situations(), ({ policyCase }) => {
      const engine = engineOf(policyCase);
      const marked = engine.orgUnits.slice(-2);
      const drawn = wellDrawn(orgTreePicture(engine, { marked }));
      for (const path of engine.orgUnits) expectUnit(drawn, { engine, path, marked });
      const settings = engine.orgUnits.flatMap((path) => engine.effectiveSettings(path));
      seen.inherited.count(settings.some(({ status }) => status === 'inherited'));
      seen.overridden.count(settings.some(({ status }) => status === 'overridden'));
      seen.disabled.count(settings.some(({ status }) => status === 'disabled'));
      seen.testing.count(settings.some(({ mode }) => mode === 'testing'));
      seen.notEnabled.count(settings.some(({ enabled }) => !enabled));
      seen.locked.count(policyCase.policy.orgUnits?.some(({ settings: own }) => own?.some(({ locked }) => locked === true)) ?? false);
    }),
    { numRuns },
  );
  for (const [what, rate] of Object.entries(seen)) expect([what, rate.share, rate.share > 0.1]).toEqual([what, rate.share, true]);
});

it('every explanation', () => {
  const seen = rates(['applied', 'testing', 'subdomain', 'parent-domain', 'look-alike', 'envelope-only', 'display-name-only', 'violation', 'unknown author']);
  const complete = new HitRate();
  fc.assert(
    fc.property(situations(), ({ policyCase, cases }) => {
      const engine = engineOf(policyCase);
      const found = new Set<string>();
      for (const { message, direction } of [...cases, ...nearlyMatching(policyCase)]) {
        const explanation = engine.explain(message, direction);
        explanation.decision.recipients.forEach((_, place) => {
          const drawn = wellDrawn(decisionPathPicture(explanation, place));
          const isComplete = !allText(drawn.wide).includes(LEFT_OUT);
          complete.count(isComplete);
          if (isComplete) expectPath(drawn, explanation, place);
          for (const feature of featuresOf(explanation, place)) found.add(feature);
        });
      }
      for (const [feature, rate] of Object.entries(seen)) rate.count(found.has(feature));
    }),
    { numRuns },
  );
  expect(complete.share).toBeGreaterThan(0.9);
  for (const [what, rate] of Object.entries(seen)) expect([what, rate.share, rate.share > 0.05]).toEqual([what, rate.share, true]);
});

function featuresOf({ decision, recipients }: Explanation, place: number): string[] {
  const recipient = decision.recipients[place]!;
  return [
    ...recipients[place]!.settings.flatMap(({ nearMisses }) => nearMisses.map(({ kind }) => kind)),
    ...(recipient.determinedBy.length > 0 ? ['applied'] : []),
    ...(recipient.testing.length > 0 ? ['testing'] : []),
    ...(recipient.violations.length > 0 ? ['violation'] : []),
    ...(decision.author?.known === false ? ['unknown author'] : []),
  ];
}

/** Messages that come near to an entry that can be met: in the display name and the envelope, and from and to domains akin to its own. */
function nearlyMatching({ witnesses }: PolicyCase): { readonly message: Message; readonly direction: Direction }[] {
  const spread = [0, 1].flatMap((half) => witnesses[Math.floor((half * witnesses.length) / 2)] ?? []);
  return spread.flatMap(({ localPart, domain }) => {
    const address = `${quoted(localPart)}@${domain}`;
    const akin = (['subdomain', 'parent', 'look-alike'] as const).map((kin) => `${quoted(localPart)}@${kinOf(domain, kin)}`);
    const hinted: Message = { envelope: { mailFrom: address, rcptTo: ['dora@corp.test'] }, from: `${quoted(address)} <eve@elsewhere.test>` };
    return [
      { message: hinted, direction: 'inbound' },
      { message: { envelope: { mailFrom: null, rcptTo: ['dora@corp.test'] }, from: akin }, direction: 'inbound' },
      { message: { envelope: { mailFrom: 'dora@corp.test', rcptTo: akin } }, direction: 'outbound' },
    ];
  });
}

function wellDrawn(markup: string): DrawnPicture {
  const drawn = drawnPicture(markup);
  expect([...layoutFaults(drawn.wide), ...layoutFaults(drawn.narrow)]).toEqual([]);
  expect(new Set(drawn.ids).size).toBe(4);
  return drawn;
}

/** What a picture says where not everything is drawn. */
const LEFT_OUT = 'which are not drawn';
const STATUS_WORDS = { 'locally-applied': 'locally applied', inherited: 'inherited from', overridden: 'overridden here', disabled: 'disabled, defined at' } as const;

/** In the description and in both drawings. Names may be broken into lines, so blanks do not count. */
function expectUnit({ wide, narrow }: DrawnPicture, { engine, path, marked }: { readonly engine: PolicyEngine; readonly path: string; readonly marked: readonly string[] }): void {
  const told = engine.effectiveSettings(path).map(({ id, status, orgUnit, enabled, mode }) => {
    const origin = status === 'inherited' || status === 'disabled' ? [visible(orgUnit)] : [];
    const marks = [...(isLocked(engine, id, orgUnit) ? ['locked'] : []), ...(mode === 'testing' ? ['testing mode'] : []), ...(enabled ? [] : ['not enabled'])];
    for (const svg of [wide, narrow]) expect(withoutBlanks(allText(svg))).toContain(withoutBlanks([visible(id), STATUS_WORDS[status], ...origin, ...marks].join('')));
    const inWords = [...(isLocked(engine, id, orgUnit) ? ['locked'] : []), ...(enabled ? [] : ['not enabled']), ...(mode === 'testing' ? ['in testing mode'] : [])];
    return [`${visible(id)} ${[STATUS_WORDS[status], ...origin].join(' ')}`, ...inWords].join(', ');
  });
  expect(wide.description).toContain(`Org unit ${visible(path)}${marked.includes(path) ? ' (a user’s)' : ''}: ${told.length === 0 ? 'no settings' : told.join('; ')}.`);
}

function isLocked(engine: PolicyEngine, id: string, orgUnit: string): boolean {
  const unit = policyDocument(engine.policy).orgUnits?.find(({ path }) => path === orgUnit);
  return unit?.settings?.find((setting) => setting.id === id)?.locked === true;
}

function expectPath({ wide, narrow }: DrawnPicture, { decision, recipients }: Explanation, place: number): void {
  const recipient = decision.recipients[place]!;
  const { direction } = decision;
  const settings = recipients[place]!.settings;
  const facts = [
    ...(decision.author?.known === true ? decision.author.mailboxes : []),
    ...[...recipient.determinedBy, ...recipient.testing].flatMap(({ setting, orgUnit, entry, addressList }) => [setting, orgUnit, entry ?? '', addressList ?? '']),
    ...settings.flatMap(({ nearMisses }) => nearMisses.flatMap(({ entry, address }) => [entry, address])),
    ...settings.map(({ setting }) => setting),
    ...recipient.routeConflicts.map(({ setting }) => setting),
    ...(recipient.reply === null ? [] : [`${recipient.reply.code} ${recipient.reply.enhancedCode}`]),
    ...recipient.violations.map(({ type }) => type),
    direction === 'inbound' || recipient.recipient !== '' ? recipient.recipient : '(empty)',
  ].map((fact) => visible(fact));
  const required = constraintWords(recipient.constraints, direction);
  const joined = [recipient.determinedBy.length === 0 && !recipient.secureTransport ? 'No setting applies' : 'Required together', ...required].join('');
  const demands = recipient.determinedBy.map(({ setting, orgUnit, constraints }) => [`Setting ${visible(setting)} of org unit ${visible(orgUnit)}`, ...constraintWords(constraints, direction)].join(''));
  const tests = recipient.testing.map(({ setting, orgUnit, constraints }) => [`Setting ${visible(setting)} of org unit ${visible(orgUnit)}`, ...constraintWords(constraints, direction)].join(''));
  const port = recipient.route?.kind === 'host' ? [`, port ${recipient.route.port}`] : [];
  for (const svg of [wide, narrow]) {
    const shown = withoutBlanks(allText(svg));
    for (const text of [...facts, joined, ...demands, ...tests, ...port, ...recipient.testing.map(({ wouldBe }) => WOULD_BE[wouldBe])]) expect(shown).toContain(withoutBlanks(text));
    expect(shown.includes('atthefirstattempt')).toBe(recipient.outcome === 'bounce');
    expect(shown.includes('Somethingelsedemandssecuretransport')).toBe(recipient.secureTransport);
  }
  const words = wide.description;
  expect(words).toContain(`Required together: ${required.join(', ')}.`);
  expect(words).toContain(`Outcome: ${recipient.outcome}.`);
  for (const { type } of recipient.violations) expect(words).toContain(`(${type}).`);
}

/** In the picture's words, told here once more. */
function constraintWords({ tls, minVersion, caSigned, hostname }: TransportConstraints, direction: Direction): string[] {
  if (tls === 'opportunistic') return ['nothing required'];
  const certificate = direction === 'inbound' ? 'CA-signed client certificate' : 'CA-signed certificate';
  return ['TLS', ...(minVersion === null ? [] : [`${minVersion} or later`]), ...(caSigned ? [certificate] : []), ...(hostname ? ['host name matches'] : [])];
}

const WOULD_BE = { deliver: 'alone it would deliver', pending: 'alone it would wait', bounce: 'alone it would bounce', reject: 'alone it would reject' } as const;

function withoutBlanks(text: string): string {
  return text.replaceAll(' ', '');
}
