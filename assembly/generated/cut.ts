// Written by src/core/generate.ts from the tables it names; do not edit.
export const CUT_FAULT: usize = 0;
export const CUT_FAULT_BYTES_AFTER_END: u32 = 2;
export const CUT_FAULT_NOT_A_LIST: u32 = 1;
export const CUT_FAULT_UNBALANCED: u32 = 4;
export const CUT_FAULT_VALUE_MISSING: u32 = 3;
export const CUT_FIRST_BOUNDARY: usize = 60;
export const CUT_INSIDE: usize = 4;
export const CUT_JSON_AFTER_COMMA: usize = 36;
export const CUT_JSON_DEPTH: usize = 12;
export const CUT_JSON_ESCAPED: usize = 24;
export const CUT_JSON_HAS_VALUE: usize = 32;
export const CUT_JSON_IN_STRING: usize = 16;
export const CUT_JSON_PHASE: usize = 8;
export const CUT_STATE_BYTES: usize = 64;
