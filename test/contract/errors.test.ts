import { expect, test } from 'vitest';
import { type ErrorCode, errorTable, PosternError, problemType } from '../../src/contract/errors.ts';

const codes = Object.keys(errorTable) as ErrorCode[];

test('the codes are what clients rely on: one may be added, none may change', () => {
  expect(codes).toMatchInlineSnapshot(`
    [
      "ROW_SYNTAX",
      "ROW_UTF8",
      "ROW_TOO_LONG",
      "ROW_TOO_DEEP",
      "TOO_MANY_ITEMS",
      "KEY_DUPLICATE",
      "KEYS_PACKED",
      "TYPE_INVALID",
      "FIELD_REQUIRED",
      "TEXT_TOO_LONG",
      "NUMBER_OUT_OF_RANGE",
      "CODE_INVALID",
      "DATE_INVALID",
      "ROW_LOST",
      "BODY_INVALID",
      "BODY_TOO_LARGE",
      "FORMAT_UNSUPPORTED",
      "FORMAT_NOT_ACCEPTABLE",
      "REQUEST_INVALID",
      "PLAN_INVALID",
      "SHAPE_MISMATCH",
      "UNAUTHENTICATED",
      "FORBIDDEN",
      "NOT_FOUND",
      "METHOD_NOT_ALLOWED",
      "TIMED_OUT",
      "ABORTED",
      "CONNECTION",
      "BUNDLE_MAGIC",
      "BUNDLE_VERSION",
      "BUNDLE_TRUNCATED",
      "BUNDLE_HASH",
      "BUNDLE_SIGNATURE",
      "BUNDLE_INVALID",
      "PATCH_MAGIC",
      "PATCH_BASE",
      "RULE_INVALID",
      "FEATURES_MISMATCH",
      "MODEL_UNKNOWN",
      "MODEL_UNSUPPORTED",
      "MODEL_INVALID",
      "LOG_LOCKED",
      "LOG_DAMAGED",
      "LOG_FULL",
      "LOG_FAILED",
      "BUSY",
      "CLOSED",
      "INTERNAL",
    ]
  `);
});

test('codes are upper-case words, and each has a title and a remedy that start with a capital and end without a stop', () => {
  for (const code of codes) {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    const { title, remedy } = errorTable[code];
    for (const text of [title, remedy]) expect(text, code).toMatch(/^[A-Z].*[^.]$/);
  }
});

test('statuses are HTTP errors, and what may be tried again is never the fault of a bundle or a model', () => {
  for (const code of codes) {
    const { status, retryable, fault } = errorTable[code];
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(600);
    if (fault === 'bundle' || fault === 'model') expect(retryable, code).toBe(false);
  }
});

test('an error carries what its code says', () => {
  const cause = new TypeError('inner');
  const error = new PosternError('BUSY', 'no slot is free', { details: { slots: 4 }, cause });
  expect(error).toMatchObject({
    name: 'PosternError',
    code: 'BUSY',
    status: 503,
    retryable: true,
    details: { slots: 4 },
  });
  expect(error.cause).toBe(cause);
  expect(new PosternError('INTERNAL', 'x').details).toEqual({});
});

test('problem types are stable and one of a kind', () => {
  expect(problemType('BODY_TOO_LARGE')).toBe('urn:postern:problem:body-too-large');
  expect(new Set(codes.map(problemType)).size).toBe(codes.length);
});
