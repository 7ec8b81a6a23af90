/** The different questions that a forest asks of a row: nodes that ask the same share one. */
import type { Forest } from '../forest.ts';
import { QUESTION_BYTES, QUESTION_FEATURE, QUESTION_NODE } from './layout.ts';

export type Questions = {
  readonly records: Uint32Array;
  /** Number of the question that a node of the forest asks; nodes are counted tree by tree. */
  of(forestNode: number): number;
};

type Question = { key: string; node: number; feature: number; threshold: number };

/** @returns Questions by feature and rising threshold, so that a row's answers to them seldom change. */
export function planQuestions(forest: Forest): Questions {
  const known = new Map<string, Question>();
  const questions: Question[] = [];
  for (const tree of forest.trees) {
    for (let i = 0; i < tree.feature.length; i++) {
      const [feature, threshold] = [tree.feature[i], tree.threshold[i]];
      const key = `${feature} ${tree.test[i]} ${tree.missing[i]} ${tree.defaultLeft[i]} ${threshold}`;
      let question = known.get(key);
      if (question === undefined) {
        question = { key, node: questions.length, feature, threshold };
        known.set(key, question);
      }
      questions.push(question);
    }
  }
  const sorted = [...known.values()].sort((a, b) => a.feature - b.feature || a.threshold - b.threshold || a.node - b.node);
  const records = new Uint32Array((sorted.length * QUESTION_BYTES) / 4);
  const placeOf = new Map<Question, number>();
  sorted.forEach((question, i) => {
    records[(i * QUESTION_BYTES + QUESTION_NODE) / 4] = question.node;
    records[(i * QUESTION_BYTES + QUESTION_FEATURE) / 4] = question.feature;
    placeOf.set(question, i);
  });
  return { records, of: (forestNode) => placeOf.get(questions[forestNode]) ?? 0 };
}
