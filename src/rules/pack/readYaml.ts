/**
 * A YAML text to a tree of nodes with places, or its faults. Packs are data that people read, so only plain YAML 1.2 is
 * taken: one document, no anchors or aliases (which also makes their bombs impossible), no tags, text keys, and bounds on size and depth.
 */
import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, Parser, visit } from 'yaml';
import type { PackFault } from './fault.ts';
import { nestingOf } from './nesting.ts';

export const MAX_FILE_BYTES: number = 1 << 20;
const MAX_DEPTH = 16;

/** A file as nodes; `fault` says something at an offset into the text. */
export type YamlFile = {
  readonly file: string;
  readonly text: string;
  readonly root: ParsedNode | null;
  fault(offset: number, message: string): PackFault;
};

export type YamlReading = { readonly yaml: YamlFile; readonly faults: readonly PackFault[] };

/** Of the YAML library's messages, those that speak to programmers. */
const plainWords: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'got several documents in one file; give each a file of its own',
  TAB_AS_INDENT: 'got a tab before the first word of a line; indent with blanks, here and in all lines after it',
};

/** Where there are faults, the root is null. */
export function readYaml(file: string, text: string): YamlReading {
  const lines = new LineCounter();
  const fault = (offset: number, message: string): PackFault => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const refuse = (...faults: PackFault[]): YamlReading => ({ yaml: { file, text, root: null, fault }, faults });
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_FILE_BYTES) {
    return refuse(
      fault(0, `got ${bytes} bytes, expected at most ${MAX_FILE_BYTES}; split the pack into several files`),
    );
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (nestingOf(tokens, MAX_DEPTH) > MAX_DEPTH) {
    return refuse(fault(0, `got lists and maps nested deeper than ${MAX_DEPTH}; a pack needs no such depth`));
  }
  const composer = new Composer({ version: '1.2', schema: 'core', prettyErrors: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  const firstTab = document.errors.findIndex(({ code }) => code === 'TAB_AS_INDENT');
  const faults = [...document.errors, ...document.warnings]
    .filter(({ code }, i) => code !== 'TAB_AS_INDENT' || i === firstTab)
    .map(({ code, message, pos }) => fault(pos[0], `not YAML: ${plainWords[code] ?? message.split('\n')[0]}`));
  if (second !== undefined)
    faults.push(fault(second.range[0], 'not YAML: got a second document; make it a file of its own'));
  visit(document, {
    Node: (_, node) => {
      const at = node.range?.[0] ?? 0;
      if (isAlias(node))
        faults.push(fault(at, `got the alias *${node.source}; write the value out, or name a base parcel`));
      else if (node.anchor) faults.push(fault(at, `got the anchor &${node.anchor}; packs use none, take it away`));
      else if (node.tag && !/^tag:yaml.org,2002:(map|seq|str|int|float|bool|null)$/.test(node.tag)) {
        faults.push(fault(at, `got the tag ${node.tag}; packs use none, take it away`));
      }
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && typeof key.value === 'string') return;
      const at = isScalar(key) || isMap(key) || isSeq(key) ? (key.range?.[0] ?? 0) : 0;
      faults.push(fault(at, 'got a key that is no text; put it in quotes'));
    },
  });
  if (faults.length > 0) return refuse(...faults);
  return { yaml: { file, text, root: document.contents, fault }, faults: [] };
}
