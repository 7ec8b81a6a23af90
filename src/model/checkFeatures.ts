/** Feature names tie a model to the columns it is fed: a model is refused unless both lists are the same list. */
import { PosternError } from '../contract/errors.ts';

const SHOWN = 8;

/**
 * @param modelNames What the model was trained on, in its order.
 * @param expectedNames The columns it will be fed, in theirs.
 * @throws FEATURES_MISMATCH naming what is missing, extra and out of order.
 */
export function checkFeatures(modelNames: readonly string[], expectedNames: readonly string[]): void {
  const model = new Set(modelNames);
  const expected = new Set(expectedNames);
  const missing = expectedNames.filter((name) => !model.has(name));
  const extra = modelNames.filter((name) => !expected.has(name));
  const reordered =
    missing.length + extra.length > 0
      ? []
      : expectedNames.flatMap((name, i) =>
          name === modelNames[i] ? [] : [`${name} (column ${i}, in the model ${modelNames.indexOf(name)})`],
        );
  if (missing.length + extra.length + reordered.length === 0 && modelNames.length === expectedNames.length) return;

  const parts = [
    list('the model lacks', missing),
    list('the model has also', extra),
    list('in another order', reordered),
    modelNames.length === expectedNames.length ? '' : `expected ${expectedNames.length}, got ${modelNames.length}`,
  ].filter((part) => part !== '');
  throw new PosternError(
    'FEATURES_MISMATCH',
    `The model's features are not the ones it will be fed: ${parts.join('; ')}. ` +
      'Retrain it on a table with exactly these columns in this order',
    { details: { missing, extra, reordered } },
  );
}

function list(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${what} ${names.slice(0, SHOWN).join(', ')}${rest}`;
}
