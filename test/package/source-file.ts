// The source files of the package and what they import, read with the compiler's own parser.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import ts from 'typescript';

export const root: string = resolve(import.meta.dirname, '../..');

export interface Import {
  /** A source file (`model/domain.ts`) or a package (`zod`, `node:fs`). */
  readonly target: string;
  readonly isFile: boolean;
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Below `src`, with slashes: `model/domain.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every source file but declarations of other packages (`*.d.ts`). */
export function sourceFiles(): SourceFile[] {
  return listFiles('src', '.ts').filter((path) => !path.endsWith('.d.ts')).map(readSourceFile);
}

/** Files below a folder of the project, sorted, with slashes, relative to the project. */
export function listFiles(folder: string, extension: string): string[] {
  return walk(join(root, folder)).filter((path) => path.endsWith(extension)).map((path) => relative(root, path).replaceAll('\\', '/')).sort();
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules') return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function readSourceFile(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const own = path.slice('src/'.length);
  return { path: own, text, imports: importsOf(own, text) };
}

function importsOf(path: string, text: string): Import[] {
  const imports: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ ...targetOf(path, specifier), typeOnly: isTypeOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022));
  return imports;
}

function specifierOf(node: ts.Node): string | null {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) return (node.moduleSpecifier as ts.StringLiteral).text;
  if (ts.isImportTypeNode(node)) return ((node.argument as ts.LiteralTypeNode).literal as ts.StringLiteral).text;
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return null;
  return (node.arguments[0] as ts.StringLiteral).text;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function targetOf(path: string, specifier: string): { target: string; isFile: boolean } {
  if (specifier.startsWith('.')) {
    return { target: normalize(join(dirname(path), specifier)).replaceAll('\\', '/').replace(/\.js$/, '.ts'), isFile: true };
  }
  if (specifier.startsWith('node:')) return { target: specifier, isFile: false };
  return { target: specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), isFile: false };
}
