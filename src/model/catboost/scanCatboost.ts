/**
 * CatBoost's JSON model, first step: bytes to the members of the file. Knows how grown trees nest and nothing of
 * features: their nodes, millions of nested objects, go into columns while they are read, and a number stands for each.
 */
import { type ModelObject, type ModelValue, type Place, rootOf } from '../json/modelValue.ts';
import { readJson } from '../json/readJson.ts';
import { createGrownNodes, type GrownNodes } from './grownNodes.ts';

export type CatboostFile = { readonly root: Place; readonly grown: GrownNodes };

/** @throws MODEL_INVALID when the bytes are not JSON, or a node of a grown tree is not one. */
export function scanCatboost(bytes: Uint8Array): CatboostFile {
  const { addNode, addLeaf, finish } = createGrownNodes();
  const root = readJson(bytes, (members: ModelObject): ModelValue => {
    if (members.has('left') && members.has('right')) return addNode(members);
    // categories and splits have a "value" too, and more beside it
    const isLeaf = members.has('value') && members.size === (members.has('weight') ? 2 : 1);
    return isLeaf ? addLeaf(members) : members;
  });
  return { root: rootOf(root), grown: finish() };
}
