/** Attributes of one node by name and kind, with messages that say the node. */
import { PosternError } from '../../contract/errors.ts';
import { textOf } from './protobuf.ts';
import type { OnnxModel, OnnxNode } from './scanOnnx.ts';
import { type OnnxTensor, readTensor } from './tensor.ts';

const NONE = new Float64Array(0);

/** How messages call a node. */
export function titleOf({ operator, name }: OnnxNode): string {
  return name === '' ? `${shorten(operator)}` : `${shorten(operator)} "${shorten(name)}"`;
}

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

export function invalid(node: OnnxNode, what: string): never {
  throw new PosternError('MODEL_INVALID', `${titleOf(node)}: ${what}`);
}

export function unsupported(node: OnnxNode, what: string, cure: string): never {
  throw new PosternError('MODEL_UNSUPPORTED', `${titleOf(node)} ${what}, which is not supported; ${cure}`);
}

/** A list of integers; empty where the attribute is absent. */
export function integersOf(node: OnnxNode, name: string): Float64Array {
  const list = node.attributes.get(name)?.integers ?? NONE;
  for (let i = 0; i < list.length; i++) {
    if (!Number.isSafeInteger(list[i])) invalid(node, `${name} holds an integer beyond 53 bits`);
  }
  return list;
}

/** A list of singles; empty where the attribute is absent. */
export function floatsOf(node: OnnxNode, name: string): Float64Array {
  return node.attributes.get(name)?.floats ?? NONE;
}

export function integerOf(node: OnnxNode, name: string, absent: number): number {
  return node.attributes.get(name)?.integer ?? absent;
}

export function floatOf(node: OnnxNode, name: string, absent: number): number {
  return node.attributes.get(name)?.float ?? absent;
}

export function tensorOf(node: OnnxNode, name: string): OnnxTensor | null {
  const pieces = node.attributes.get(name)?.tensor ?? [];
  return pieces.length === 0 ? null : readTensor(pieces);
}

export function textOfAttribute(node: OnnxNode, name: string, absent: string): string {
  const span = node.attributes.get(name)?.text;
  return span === null || span === undefined ? absent : textOf(span);
}

export function numTexts(node: OnnxNode, name: string): number {
  return (node.attributes.get(name)?.texts.length ?? 0) / 2;
}

/** A list of texts as numbers: the place of each among `known`; names the first that is not. */
export function textsAmong(model: OnnxModel, node: OnnxNode, name: string, known: readonly string[]): Uint8Array {
  const spans = node.attributes.get(name)?.texts ?? NONE;
  const patterns = known.map((text) => new TextEncoder().encode(text));
  const places = new Uint8Array(spans.length / 2);
  // millions of texts are compared here, most of them with the one before
  let place = 0;
  for (let i = 0; i < places.length; i++) {
    const from = spans[2 * i];
    const to = spans[2 * i + 1];
    if (!isAt(model.bytes, from, to, patterns[place])) {
      place = patterns.findIndex((pattern) => isAt(model.bytes, from, to, pattern));
      if (place < 0) {
        const text = shorten(textOf({ bytes: model.bytes, from, to }));
        unsupported(node, `has "${text}" in ${name}`, `known are ${known.join(', ')}`);
      }
    }
    places[i] = place;
  }
  return places;
}

function isAt(bytes: Uint8Array, from: number, to: number, pattern: Uint8Array): boolean {
  if (to - from !== pattern.length) return false;
  for (let i = pattern.length - 1; i >= 0; i--) if (bytes[from + i] !== pattern[i]) return false;
  return true;
}
