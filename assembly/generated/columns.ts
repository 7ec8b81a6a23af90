// Written by src/core/generate.ts from the tables it names; do not edit.
export const NUM_FEATURES: i32 = 0;
