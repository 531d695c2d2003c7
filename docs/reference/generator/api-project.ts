// The docstrings of the faces, as TypeDoc and its plugin for Markdown read and write them: a page for each entry of the package.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, Logger, LogLevel, ReflectionKind } from 'typedoc';
import type { Context, TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { apiPage } from './api-page.js';
import { ENTRIES } from './entries.js';

export interface ApiReference {
  /** By the name of the page, without an extension. */
  readonly pages: ReadonlyMap<string, string>;
  /** What TypeDoc complains of, such as links that lead nowhere and names without a docstring. */
  readonly complaints: readonly string[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

export async function apiReference(): Promise<ApiReference> {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  try {
    const complaints = await writeRawPages(folder);
    const pages = new Map(ENTRIES.map((entry) => [entry.page, apiPage(entry, readFileSync(join(folder, `${entry.page}.md`), 'utf8'))]));
    return { pages, complaints };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function writeRawPages(folder: string): Promise<string[]> {
  const app = await Application.bootstrapWithPlugins(optionsFor(folder));
  const logger = new Complaints();
  app.logger = logger;
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, nameModules);
  const project = await app.convert();
  if (project === undefined) throw new Error(`TypeDoc could not read src:\n${logger.all.join('\n')}`);
  app.validate(project);
  await app.generateOutputs(project);
  return logger.all;
}

class Complaints extends Logger {
  readonly all: string[] = [];

  override log(message: string, level: LogLevel): void {
    if (level >= LogLevel.Warn && !SPEAKING_METHOD.test(message)) this.all.push(message.replaceAll(root, ''));
  }
}

/** A method of a type, whose name may say enough: what is asked for is a docstring of every export. */
const SPEAKING_METHOD = /^[\w-]+\.\w+\.\w+ \(CallSignature\), .* does not have any documentation$/;

/** Modules have the names of their pages, and so have the pages. */
function nameModules({ project }: Context): void {
  for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
    module.name = ENTRIES.find(({ source }) => source === `src/${module.name}.ts` || source === `src/${module.name}/index.ts`)?.page ?? module.name;
  }
}

function optionsFor(folder: string): TypeDocOptions & Partial<PluginOptions> {
  return {
    entryPoints: ENTRIES.map(({ source }) => join(root, source)),
    basePath: join(root, 'src'),
    tsconfig: join(root, 'tsconfig.cli.json'),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: folder }],
    // Nothing that differs between machines and days.
    disableSources: true,
    disableGit: true,
    readme: 'none',
    includeVersion: false,
    hideGenerator: true,
    // `npm run typecheck` has looked already.
    skipErrorChecking: true,
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    validation: { notExported: true, invalidLink: true, invalidPath: true, rewrittenLink: true, notDocumented: true },
    requiredToBeDocumented: ['Function', 'Class', 'Interface', 'TypeAlias', 'Variable'],
    intentionallyNotExported: INTERNAL_TYPES,
    sort: ['source-order'],
    groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases', '*'],
    router: 'module',
    entryFileName: 'overview',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    expandParameters: true,
    expandObjects: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true },
    sanitizeComments: true,
    // `auditRecord` and `AuditRecord` are two names, whose anchors VitePress would count in its own way.
    useCustomAnchors: true,
  };
}

/** Types that public ones are written with, and that nobody needs to name. */
const INTERNAL_TYPES: string[] = ['FollowedEngine', 'PROTOCOLS', 'Arbitrary'];
