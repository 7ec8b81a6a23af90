/** The condition of a rule: parsed where it stands, so that a fault in it is told at its own line and column. */
import { isScalar, type ParsedNode } from 'yaml';
import { PosternError } from '../../contract/errors.ts';
import type { Expression } from '../expression.ts';
import type { ConditionParser } from '../parseCondition.ts';
import type { PackFault } from './fault.ts';
import type { YamlFile } from './readYaml.ts';

export type WhenReading = { readonly condition: Expression | null; readonly faults: readonly PackFault[] };

export function readWhen(yaml: YamlFile, node: ParsedNode, when: string, parser: ConditionParser): WhenReading {
  const place = placeOfSource(yaml, node);
  if (place === null) {
    const fault = 'got a condition that is folded over several lines; begin it with |- so that faults can be placed';
    return { condition: null, faults: [yaml.fault(node.range[0], `when: ${fault}`)] };
  }
  try {
    return { condition: parser.parse(when, place), faults: [] };
  } catch (error) {
    if (!(error instanceof PosternError) || error.code !== 'RULE_INVALID') throw error;
    const { line = place.line, column = place.column } = error.details as { line?: number; column?: number };
    const prefix = `${yaml.file}:${line}:${column}: `;
    const message = error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
    return { condition: null, faults: [{ file: yaml.file, line, column, message: `when: ${message}` }] };
  }
}

/** Of the first character; the column is that of every line of a block. Null where lines were joined. */
function placeOfSource({ file, text, fault }: YamlFile, node: ParsedNode): PackPlace | null {
  const [start, end] = node.range;
  const { line, column } = fault(start, '');
  if (isScalar(node) && node.type === 'BLOCK_LITERAL') {
    const body = text.slice(text.indexOf('\n', start) + 1);
    const firstLine = body.search(/\S/);
    const blankLines = body.slice(0, firstLine).split('\n').length - 1;
    const indent = firstLine - (body.lastIndexOf('\n', firstLine) + 1);
    return { file, line: line + 1 + blankLines, column: indent + 1 };
  }
  if (text.slice(start, end).trimEnd().includes('\n')) return null;
  const isQuoted = isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
  return { file, line, column: column + (isQuoted ? 1 : 0) };
}

type PackPlace = { readonly file: string; readonly line: number; readonly column: number };
