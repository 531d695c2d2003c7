// Follows types down to the last property and parameter, and finds where `any` stands in them.
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../package/source-file.js';

export class TypeSearch {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;

  /** @param project - a `tsconfig` of the project */
  constructor(project: string) {
    const { config } = ts.readConfigFile(join(root, project), (path) => ts.sys.readFile(path)) as { config: unknown };
    const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root, undefined, join(root, project));
    this.program = ts.createProgram(fileNames, options);
    this.checker = this.program.getTypeChecker();
  }

  /** What a module exports, values and types. */
  exportsOf(path: string): ts.Symbol[] {
    const file = this.program.getSourceFile(join(root, path));
    if (file === undefined) throw new Error(`${path} is not in the program`);
    return this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(file)!);
  }

  typeOf(exported: ts.Symbol): ts.Type {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(exported) : exported;
    return symbol.flags & ts.SymbolFlags.Value ? this.checker.getTypeOfSymbol(symbol) : this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The places within a type where `any` stands, as paths. */
  anyWithin(name: string, start: ts.Type): string[] {
    const found: string[] = [];
    const seen = new Set<ts.Type>();
    const queue: [string, ts.Type][] = [[name, start]];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [path, type] = next;
      if (seen.has(type)) continue;
      seen.add(type);
      if (isAny(type)) found.push(path);
      else queue.push(...this.#partsOf(path, type));
    }
    return found;
  }

  #partsOf(path: string, type: ts.Type): [string, ts.Type][] {
    return [
      ...(type.isUnionOrIntersection() ? type.types : []).map((part): [string, ts.Type] => [`${path} |`, part]),
      ...this.#typeArguments(type as ts.TypeReference).map((part): [string, ts.Type] => [`${path}<>`, part]),
      ...(type.aliasTypeArguments ?? []).map((part): [string, ts.Type] => [`${path}<>`, part]),
      ...[...type.getCallSignatures(), ...type.getConstructSignatures()].flatMap((signature) => this.#signatureParts(path, signature)),
      ...this.checker.getIndexInfosOfType(type).map((info): [string, ts.Type] => [`${path}[]`, info.type]),
      ...type.getProperties().filter((property) => this.#isOurs(property)).map((property): [string, ts.Type] => [`${path}.${property.name}`, this.checker.getTypeOfSymbol(property)]),
    ];
  }

  /** What the language's library itself leaves `any` by default (`Iterable<T, any, any>`) is not ours. */
  #typeArguments(type: ts.TypeReference): ts.Type[] {
    const parameters = (type.target as ts.GenericType | undefined)?.typeParameters ?? [];
    const defaults = parameters.map((parameter) => this.checker.getDefaultFromTypeParameter(parameter));
    return this.checker.getTypeArguments(type).filter((part, index) => !isAny(part) || !isAny(defaults[index]));
  }

  #signatureParts(path: string, signature: ts.Signature): [string, ts.Type][] {
    const parameters = signature.getParameters().map((parameter): [string, ts.Type] => [`${path}(${parameter.name})`, this.checker.getTypeOfSymbol(parameter)]);
    return [...parameters, [`${path}() -> ${this.checker.typeToString(signature.getReturnType())}`, signature.getReturnType()]];
  }

  /** Declared in the sources, not in the language's own library nor in that of Node. */
  #isOurs(property: ts.Symbol): boolean {
    return (property.declarations ?? []).every((declaration) => {
      const file = declaration.getSourceFile();
      return !this.program.isSourceFileDefaultLibrary(file) && !file.fileName.includes('/node_modules/');
    });
  }
}

function isAny(type: ts.Type | undefined): boolean {
  return type !== undefined && (type.flags & ts.TypeFlags.Any) !== 0;
}
