/** What happens to a column's values before the trees, and the same as a Forest says it. */
import { PosternError } from '../../contract/errors.ts';
import type { Preparation, Values } from '../forest.ts';

/** `single`: computed in f32. */
export type Step =
  | { readonly kind: 'scale'; readonly offset: number; readonly factor: number; readonly single: boolean }
  | { readonly kind: 'replace'; readonly from: number; readonly to: number }
  | { readonly kind: 'round32' };

/** One column of a tensor: the feature it comes from and the steps since. */
export type Column = { readonly feature: number; readonly steps: readonly Step[] };
export type Table = { readonly elementType: number; readonly columns: readonly Column[] };

/** @throws MODEL_UNSUPPORTED when a feature reaches the trees in two ways. */
export function valuesOf(columns: readonly Column[], isSingle: readonly boolean[]): Values {
  const steps: (readonly Step[])[] = isSingle.map(() => []);
  const reached = new Set<number>();
  for (const column of columns) {
    if (reached.has(column.feature) && !sameSteps(steps[column.feature], column.steps)) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `Column ${column.feature} of the input reaches the trees twice, prepared in two ways; pass it in twice instead`,
      );
    }
    reached.add(column.feature);
    steps[column.feature] = column.steps;
  }
  const precision = steps.every((list, i) => isAllSingle(list, isSingle[i])) ? 'f32' : 'f64';
  const preparation = steps.map((list, i) =>
    precision === 'f32' ? singleSteps(list) : doubleSteps(list, isSingle[i]),
  );
  return {
    preparation: preparation.every((list) => list.length === 0) ? null : preparation,
    precision,
    zeroBand: false,
  };
}

function sameSteps(a: readonly Step[], b: readonly Step[]): boolean {
  return a === b || JSON.stringify(a, exactly) === JSON.stringify(b, exactly);
}

const exactly = (_: string, value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** Whether a column is a single from its start, and nothing on its way is computed in f64. */
function isAllSingle(steps: readonly Step[], isSingle: boolean): boolean {
  const starts = isSingle || steps[0]?.kind === 'round32';
  return starts && steps.every((step) => step.kind !== 'scale' || step.single);
}

function singleSteps(steps: readonly Step[]): Preparation[] {
  return steps.flatMap((step) => (step.kind === 'round32' ? [] : [plain(step)]));
}

/** The same in f64 arithmetic: of a difference and of a product of singles, rounding twice is rounding once. */
function doubleSteps(steps: readonly Step[], isSingle: boolean): Preparation[] {
  const round32: Preparation = { kind: 'round32' };
  const prepared = steps.flatMap((step): Preparation[] => {
    if (step.kind !== 'scale' || !step.single) return [plain(step)];
    const { offset, factor } = step;
    return [{ kind: 'scale', offset, factor: 1 }, round32, { kind: 'scale', offset: 0, factor }, round32];
  });
  return isSingle ? [round32, ...prepared] : prepared;
}

function plain(step: Step): Preparation {
  return step.kind === 'scale' ? { kind: 'scale', offset: step.offset, factor: step.factor } : step;
}
