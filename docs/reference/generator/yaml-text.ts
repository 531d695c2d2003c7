// A document in YAML as people write it: small lists and objects on one line.
import { Document, isMap, isSeq, visit } from 'yaml';
import type { YAMLMap, YAMLSeq } from 'yaml';

const WIDTH = 100;

export function yamlText(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_key, node) => void (node.flow = heightOf(node) === 1),
    Map: (key, node, path) => void (node.flow = isOneLine(node, path.length, typeof key === 'number')),
  });
  // House style has blanks within braces, and none within brackets.
  return document.toString({ lineWidth: 0, flowCollectionPadding: true, singleQuote: true }).replaceAll(/\[ (?=\S)/g, '[').replaceAll(/(?<=\S) \]/g, ']');
}

/** The document itself and the objects at its keys have a line for each key. */
function isOneLine(node: YAMLMap, depth: number, isItem: boolean): boolean {
  const isShort = JSON.stringify(node.toJSON()).length <= WIDTH;
  return isShort && depth > 3 && heightOf(node) <= (isItem ? 2 : 1);
}

/** 1: it has nothing but scalars. */
function heightOf(node: YAMLMap | YAMLSeq): number {
  const inner = node.items.map((item) => (isMap(item) || isSeq(item) ? item : (item as { value?: unknown }).value));
  return 1 + Math.max(0, ...inner.map((value) => (isMap(value) || isSeq(value) ? heightOf(value) : 0)));
}
