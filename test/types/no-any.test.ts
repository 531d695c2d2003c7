// No `any` leaks from the entries: every exported name is followed through its type, down to the last property and parameter.
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from '../package/source-file.js';

const { config } = ts.readConfigFile(join(root, 'tsconfig.cli.json'), (path) => ts.sys.readFile(path)) as { config: unknown };
const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(fileNames, options);
const checker = program.getTypeChecker();
const entry = program.getSourceFile(join(root, 'src/index.ts'))!;

describe.each([
  ['src/index.ts', 50],
  ['src/node-tls/index.ts', 10],
  ['src/probe/index.ts', 30],
  ['src/postfix/index.ts', 15],
])('the entry %s', (path, atLeast) => {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(join(root, path))!)!);

  it('exports values and types', () => {
    expect(exported.length).toBeGreaterThan(atLeast);
  });

  it.each(exported.map((symbol) => [symbol.name, symbol] as const))('%s holds no any', (name, symbol) => {
    expect(anyWithin(name, typeOf(symbol))).toEqual([]);
  });

});

it('would find one', () => {
  expect(anyWithin('JSON.parse', typeOfJsonParse())).toContain('JSON.parse() -> any');
});

function typeOf(exportedSymbol: ts.Symbol): ts.Type {
  const symbol = exportedSymbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exportedSymbol) : exportedSymbol;
  return symbol.flags & ts.SymbolFlags.Value ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol);
}

/** It returns `any`: what the search must find. */
function typeOfJsonParse(): ts.Type {
  const json = checker.resolveName('JSON', entry, ts.SymbolFlags.Value, false)!;
  return checker.getTypeOfSymbol(checker.getTypeOfSymbol(json).getProperty('parse')!);
}

/** The places within a type where `any` stands, as paths. */
function anyWithin(name: string, start: ts.Type): string[] {
  const found: string[] = [];
  const seen = new Set<ts.Type>();
  const queue: [string, ts.Type][] = [[name, start]];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [path, type] = next;
    if (seen.has(type)) continue;
    seen.add(type);
    if (isAny(type)) found.push(path);
    else queue.push(...partsOf(path, type));
  }
  return found;
}

function isAny(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Any) !== 0;
}

function partsOf(path: string, type: ts.Type): [string, ts.Type][] {
  return [
    ...(type.isUnionOrIntersection() ? type.types : []).map((part): [string, ts.Type] => [`${path} |`, part]),
    ...typeArguments(type as ts.TypeReference).map((part): [string, ts.Type] => [`${path}<>`, part]),
    ...(type.aliasTypeArguments ?? []).map((part): [string, ts.Type] => [`${path}<>`, part]),
    ...[...type.getCallSignatures(), ...type.getConstructSignatures()].flatMap((signature) => signatureParts(path, signature)),
    ...checker.getIndexInfosOfType(type).map((info): [string, ts.Type] => [`${path}[]`, info.type]),
    ...type.getProperties().filter(isOurs).map((property): [string, ts.Type] => [`${path}.${property.name}`, checker.getTypeOfSymbol(property)]),
  ];
}

/** What the language's library itself leaves `any` by default (`Iterable<T, any, any>`) is not ours. */
function typeArguments(type: ts.TypeReference): ts.Type[] {
  const parameters = (type.target as ts.GenericType | undefined)?.typeParameters ?? [];
  const defaults = parameters.map((parameter) => checker.getDefaultFromTypeParameter(parameter));
  return checker.getTypeArguments(type).filter((part, index) => !isAny(part) || !isAny(defaults[index]));
}

function signatureParts(path: string, signature: ts.Signature): [string, ts.Type][] {
  const parameters = signature.getParameters().map((parameter): [string, ts.Type] => [`${path}(${parameter.name})`, checker.getTypeOfSymbol(parameter)]);
  return [...parameters, [`${path}() -> ${checker.typeToString(signature.getReturnType())}`, signature.getReturnType()]];
}

/** Declared in the sources, not in the language's own library or in that of Node. */
function isOurs(property: ts.Symbol): boolean {
  return (property.declarations ?? []).every((declaration) => isOwnFile(declaration.getSourceFile()));
}

function isOwnFile(file: ts.SourceFile): boolean {
  return !program.isSourceFileDefaultLibrary(file) && !file.fileName.includes('/node_modules/');
}
