/** A forest as the text that LightGBM's `save_model` writes, as far as the importer reads it. */
import type { Forest, Tree } from '../../src/model/forest.ts';

const DEFAULT_LEFT = 2;

export function lightgbmText(forest: Forest): string {
  const blocks = forest.trees.map((tree, number) => `Tree=${number}\n${treeLines(tree)}\n\n`);
  const header = [
    'tree',
    'version=v4',
    'num_class=1',
    'num_tree_per_iteration=1',
    'label_index=0',
    `max_feature_idx=${forest.featureNames.length - 1}`,
    'objective=binary sigmoid:1',
    `feature_names=${forest.featureNames.join(' ')}`,
    `feature_infos=${forest.featureNames.map(() => 'none').join(' ')}`,
    `tree_sizes=${blocks.map((block) => block.length).join(' ')}`,
  ];
  return `${header.join('\n')}\n\n${blocks.join('')}end of trees\n`;
}

function treeLines(tree: Tree): string {
  const decisions = Array.from(tree.missing, (kind, node) => (kind << 2) | (tree.defaultLeft[node] * DEFAULT_LEFT));
  return [
    `num_leaves=${tree.leafValue.length}`,
    'num_cat=0',
    `split_feature=${tree.feature.join(' ')}`,
    `threshold=${tree.threshold.join(' ')}`,
    `decision_type=${decisions.join(' ')}`,
    `left_child=${tree.left.join(' ')}`,
    `right_child=${tree.right.join(' ')}`,
    `leaf_value=${tree.leafValue.join(' ')}`,
    'is_linear=0',
    'shrinkage=1',
  ].join('\n');
}
