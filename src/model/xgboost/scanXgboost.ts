/**
 * XGBoost's model file, first step: bytes of JSON or UBJSON to the places that hold the model, wherever the release that
 * wrote them put them. Knows layouts and no meaning. Layout: dmlc/xgboost doc/model.schema, src/gbm/gbtree.cc, src/learner.cc.
 */
import { PosternError } from '../../contract/errors.ts';
import {
  expected,
  integersOf,
  memberIfAny,
  memberOf,
  type ModelObject,
  type Place,
  rootOf,
  textOf,
} from '../json/modelValue.ts';
import { readJson } from '../json/readJson.ts';
import { readUbjson } from '../json/readUbjson.ts';

export type XgboostFile = {
  /** Release that wrote the file. */
  readonly version: readonly [major: number, minor: number];
  readonly learner: Place;
  /** Holds `gbtree_model_param`, `trees`, `tree_info` and what came later. */
  readonly model: Place;
  /** A number a tree, for DART; null for other boosters. */
  readonly weightDrop: Place | null;
};

const HEAD_BYTES = 512;

/** @throws MODEL_INVALID when it is not laid out as such a file, MODEL_UNSUPPORTED for boosters without trees and other files. */
export function scanXgboost(bytes: Uint8Array): XgboostFile {
  const root = rootOf(isJson(bytes) ? readJson(bytes) : readUbjson(bytes));
  const learner = memberOf(root, 'learner');
  const booster = memberOf(learner, 'gradient_booster');
  const name = textOf(memberOf(booster, 'name'));
  if (name !== 'gbtree' && name !== 'dart') {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The model has the booster "${name.slice(0, 40)}", which is not supported; train with booster "gbtree" or "dart"`,
    );
  }
  // releases before 3.4 nested the trees of DART once more
  const model = memberOf(memberIfAny(booster, 'gbtree') ?? booster, 'model');
  const weightDrop = memberIfAny(booster, 'weight_drop') ?? memberIfAny(model, 'weight_drop');
  if (name === 'dart' && weightDrop === null) return expected('a member "weight_drop"', booster);
  return { version: versionOf(root), learner, model, weightDrop };
}

function isJson(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x7b && !/^\s*\{/.test(new TextDecoder('latin1').decode(bytes.slice(0, HEAD_BYTES)))) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      'Not a JSON or UBJSON model of XGBoost; its old binary files and what dump_model writes cannot be read: ' +
        'load the model in XGBoost and use save_model("model.ubj") or save_model("model.json")',
    );
  }
  // UBJSON goes on with the marker of a key's length
  return !/^\{[iUIlL]/.test(new TextDecoder('latin1').decode(bytes.slice(0, 2)));
}

function versionOf(root: Place): XgboostFile['version'] {
  const place = memberOf(root, 'version');
  const [major, minor, patch] = integersOf(place, 0, 1000);
  return patch === undefined ? expected('three numbers', place) : [major, minor];
}

export function isBefore(a: XgboostFile['version'], b: XgboostFile['version']): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** A parameter, which the file holds as a text; null where this release does not write it. */
export function parameterIfAny(place: Place, key: string): number | null {
  const parameter = memberIfAny(place, key);
  if (parameter === null) return null;
  const text = textOf(parameter);
  return /^\d{1,9}$/.test(text) ? Number(text) : expected('a whole number as a text', parameter);
}

export function parameterOf(place: Place, key: string): number {
  return parameterIfAny(place, key) ?? expected(`a member "${key}"`, place);
}

/** Members of an object of texts, such as `attributes`. */
export function textsOf(place: Place): ModelObject {
  return place.value instanceof Map ? (place.value as ModelObject) : expected('an object', place);
}
