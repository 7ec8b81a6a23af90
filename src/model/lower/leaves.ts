/** All leaves in one table: each tree's places, output by output, trees in order. */
import type { Aggregation, Tree } from '../forest.ts';

/** Which leaf lies at each place of a tree. */
export type LeafPlaces = Int32Array;

export type Leaves = {
  readonly values: Float64Array;
  /** Where each tree's first output begins. */
  readonly firstOfTree: Float64Array;
  /** Where the leaf's value for its first output lies among all. */
  indexOf(tree: number, leaf: number): number;
};

export function placeLeaves(trees: readonly Tree[], places: readonly LeafPlaces[], aggregation: Aggregation): Leaves {
  const firstOfTree = new Float64Array(trees.length + 1);
  trees.forEach((tree, t) => (firstOfTree[t + 1] = firstOfTree[t] + places[t].length * tree.leafWidth));
  const values = new Float64Array(firstOfTree[trees.length]);
  // the smallest of rounded numbers is the smallest number, rounded
  const isRounded = aggregation.kind !== 'sum' && aggregation.precision === 'f32';
  const placeOf = trees.map((tree, t) => {
    const leafAt = places[t];
    const placeOfLeaf = new Int32Array(tree.leafValue.length / tree.leafWidth);
    for (let place = leafAt.length - 1; place >= 0; place--) {
      const leaf = leafAt[place];
      placeOfLeaf[leaf] = place;
      for (let i = 0; i < tree.leafWidth; i++) {
        const value = tree.leafValue[leaf * tree.leafWidth + i];
        values[firstOfTree[t] + i * leafAt.length + place] = isRounded ? Math.fround(value) : value;
      }
    }
    return placeOfLeaf;
  });
  return { values, firstOfTree, indexOf: (tree, leaf) => firstOfTree[tree] + placeOf[tree][leaf] };
}

/** Which leaf lies at each place, from the place of each leaf; places that no leaf has repeat the first. */
export function leafAtPlace(placeOf: Int32Array, numPlaces: number): LeafPlaces {
  const leafAt = new Int32Array(numPlaces);
  placeOf.forEach((place, leaf) => {
    leafAt[place] = leaf;
  });
  return leafAt;
}
