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
/** Rows that the body itself says it holds, plus 1; 0 where it does not say. */
export const CUT_DECLARED_ROWS = 56;
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

/** msgpack: at the body's start, in the array's header, in the array, in a plain sequence, in an extension. */
export const CUT_MSGPACK_PHASE = 8;
/** Rows of the array still to come. */
export const CUT_MSGPACK_ROWS_OWED = 12;
/** The byte that announced the length being read, the length bytes still to come, and the length so far (u64). */
export const CUT_MSGPACK_HEAD = 16;
export const CUT_MSGPACK_LENGTH_BYTES_OWED = 20;
export const CUT_MSGPACK_LENGTH = 24;
/** Values and payload bytes that the current row still lacks, u64 each. */
export const CUT_MSGPACK_VALUES_OWED = 32;
export const CUT_MSGPACK_PAYLOAD_OWED = 40;

/** CSV: where the last byte left the reader: at a cell's start, in a plain cell, in a quoted one, after its quote. */
export const CUT_CSV_PLACE = 8;

export const CUT_FAULT_NOT_A_LIST = 1;
export const CUT_FAULT_BYTES_AFTER_END = 2;
export const CUT_FAULT_VALUE_MISSING = 3;
export const CUT_FAULT_UNBALANCED = 4;
/** A record of msgpackr's extension: nothing announces the values that follow it. */
export const CUT_FAULT_PACKED = 5;
/** The first value of a msgpack body is neither a map nor an array. */
export const CUT_FAULT_NO_RECORD = 6;
