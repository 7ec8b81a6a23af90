/**
 * The state block of a cutter: what it must remember between two pieces of a body. All zero before the first piece;
 * no address in it outlives a call, so the block may be saved and restored. Words are u32. The first three are the
 * same for every format, the rest are the format's own.
 */
export const CUT_STATE_BYTES = 64;
/** Why the body is not what it says; 0 while it is. */
export const CUT_FAULT = 0;
/** 1: the body may not end here. */
export const CUT_INSIDE = 4;
/** Address just after the first row that ended in this call; 0 when none did. */
export const CUT_FIRST_BOUNDARY = 60;

/** JSON: before the list, in it, after it. */
export const CUT_JSON_PHASE = 8;
/** Objects and lists open inside the current element. */
export const CUT_JSON_DEPTH = 12;
/** All ones inside a string; bit 0: the next byte is escaped. */
export const CUT_JSON_IN_STRING = 16;
export const CUT_JSON_ESCAPED = 24;
/** 1: the current element has begun; 1: a comma stands before it. */
export const CUT_JSON_HAS_VALUE = 32;
export const CUT_JSON_AFTER_COMMA = 36;

export const CUT_FAULT_NOT_A_LIST = 1;
export const CUT_FAULT_BYTES_AFTER_END = 2;
export const CUT_FAULT_VALUE_MISSING = 3;
export const CUT_FAULT_UNBALANCED = 4;
