/**
 * The one error table of the product: stable codes, what they mean on HTTP, whether trying again can help.
 * `fault` is whose doing it is: a row's (a value in its place in the answer), a request's or the service's.
 */
export type ErrorRow = {
  readonly fault: 'row' | 'request' | 'bundle' | 'model' | 'service';
  readonly status: number;
  readonly retryable: boolean;
  readonly title: string;
  /** What the reader should do next. */
  readonly remedy: string;
};

const row = (title: string, remedy: string): ErrorRow => ({
  fault: 'row',
  status: 422,
  retryable: false,
  title,
  remedy,
});
const request = (status: number, title: string, remedy: string, retryable = false): ErrorRow => ({
  fault: 'request',
  status,
  retryable,
  title,
  remedy,
});
const bundle = (title: string, remedy: string): ErrorRow => ({
  fault: 'bundle',
  status: 422,
  retryable: false,
  title,
  remedy,
});
const service = (status: number, title: string, remedy: string, retryable: boolean): ErrorRow => ({
  fault: 'service',
  status,
  retryable,
  title,
  remedy,
});

export type ErrorCode =
  | 'ROW_SYNTAX'
  | 'ROW_UTF8'
  | 'ROW_TOO_LONG'
  | 'ROW_TOO_DEEP'
  | 'TOO_MANY_ITEMS'
  | 'KEY_DUPLICATE'
  | 'KEYS_PACKED'
  | 'TYPE_INVALID'
  | 'FIELD_REQUIRED'
  | 'TEXT_TOO_LONG'
  | 'NUMBER_OUT_OF_RANGE'
  | 'CODE_INVALID'
  | 'DATE_INVALID'
  | 'ROW_LOST'
  | 'BODY_INVALID'
  | 'BODY_TOO_LARGE'
  | 'FORMAT_UNSUPPORTED'
  | 'FORMAT_NOT_ACCEPTABLE'
  | 'REQUEST_INVALID'
  | 'PLAN_INVALID'
  | 'SHAPE_MISMATCH'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'TIMED_OUT'
  | 'ABORTED'
  | 'CONNECTION'
  | 'BUNDLE_MAGIC'
  | 'BUNDLE_VERSION'
  | 'BUNDLE_TRUNCATED'
  | 'BUNDLE_HASH'
  | 'BUNDLE_SIGNATURE'
  | 'BUNDLE_INVALID'
  | 'PATCH_MAGIC'
  | 'PATCH_BASE'
  | 'RULE_INVALID'
  | 'FEATURES_MISMATCH'
  | 'MODEL_UNKNOWN'
  | 'MODEL_UNSUPPORTED'
  | 'MODEL_INVALID'
  | 'LOG_LOCKED'
  | 'LOG_DAMAGED'
  | 'LOG_FULL'
  | 'LOG_FAILED'
  | 'BUSY'
  | 'CLOSED'
  | 'INTERNAL';

export const errorTable: Readonly<Record<ErrorCode, ErrorRow>> = {
  ROW_SYNTAX: row('The row is not valid in its format', 'Send one complete record a row'),
  ROW_UTF8: row('The row is not valid UTF-8', 'Encode text as UTF-8'),
  ROW_TOO_LONG: row('The row is longer than the limit', 'Shorten the row or raise limits.rowBytes'),
  ROW_TOO_DEEP: row('The row is nested deeper than the limit', 'Flatten unknown values or raise limits.nesting'),
  TOO_MANY_ITEMS: row('A list of the row has more items than allowed', 'Send at most the expected number of items'),
  KEY_DUPLICATE: row('A known key stands twice in one object', 'Send each key once'),
  KEYS_PACKED: row('The row uses msgpack record extensions', 'Send plain maps: new Packr({ useRecords: false })'),
  TYPE_INVALID: row('A value has the wrong type', 'Send the expected type'),
  FIELD_REQUIRED: row('A field without which nothing can be screened is missing', 'Send the field'),
  TEXT_TOO_LONG: row('A text is longer than its field allows', 'Shorten the text'),
  NUMBER_OUT_OF_RANGE: row(
    "A number is not an integer within its field's range",
    'Send an integer in the unit of the field',
  ),
  CODE_INVALID: row('A code is not one of its list, or not capital letters', 'Send one of the expected codes'),
  DATE_INVALID: row('A date is not a calendar date YYYY-MM-DD', 'Send the date as YYYY-MM-DD'),
  ROW_LOST: {
    fault: 'row',
    status: 500,
    retryable: true,
    title: 'Two attempts at the task that holds this row failed',
    remedy: 'Send the row again alone; report it if it fails again',
  },

  BODY_INVALID: request(400, 'The body is not what its type says', 'Check the body against its Content-Type'),
  BODY_TOO_LARGE: request(413, 'The body is larger than the limit', 'Split the body, or stream NDJSON'),
  FORMAT_UNSUPPORTED: request(415, 'The Content-Type is not offered', 'Use one of the offered types'),
  FORMAT_NOT_ACCEPTABLE: request(406, 'No offered type satisfies Accept', 'Accept one of the offered types'),
  REQUEST_INVALID: request(400, 'The request does not have the expected shape', 'Send the expected shape'),
  PLAN_INVALID: request(
    400,
    'The capacity plan cannot be read, or cannot be carried out',
    'Correct the plan at the place that the message names; postern plan check tells the next fault',
  ),
  SHAPE_MISMATCH: request(400, 'The numbers do not fill the stated shape', 'Send rows x columns numbers'),
  UNAUTHENTICATED: request(401, 'No key, or an unknown one', 'Send Authorization: Bearer KEY'),
  FORBIDDEN: request(403, 'The key does not allow this', 'Use a key of the kind that the detail asks for'),
  NOT_FOUND: request(404, 'There is nothing at this address', 'See /docs for the routes'),
  METHOD_NOT_ALLOWED: request(405, 'The method is not offered at this address', 'Use a method of the Allow header'),
  TIMED_OUT: request(408, 'No answer came in time', 'Try again, or allow more time', true),
  ABORTED: request(499, 'The caller gave up', 'Call again if the answer is still wanted'),
  CONNECTION: request(503, 'The service could not be reached', 'Check the address and that the service is up', true),

  BUNDLE_MAGIC: bundle('The file is not a Postern bundle', 'Build one with: postern bundle build'),
  BUNDLE_VERSION: bundle('The bundle has a version this engine does not read', 'Rebuild the bundle with this version'),
  BUNDLE_TRUNCATED: bundle('The bundle ends before its sections do', 'Fetch the file again'),
  BUNDLE_HASH: bundle('A section of the bundle does not have its stated SHA-256', 'Fetch the file again'),
  BUNDLE_SIGNATURE: bundle(
    'The bundle is not signed by a trusted key',
    'Trust the key, or fetch the bundle from its maker',
  ),
  BUNDLE_INVALID: bundle('A section of the bundle does not hold what it should', 'Rebuild the bundle'),
  PATCH_MAGIC: bundle('The file is not a patch of a Postern bundle', 'Make one with: postern bundle patch'),
  PATCH_BASE: bundle(
    'The patch is of another bundle than the one in use',
    'Use a patch of this bundle, made with: postern bundle patch',
  ),
  RULE_INVALID: bundle('A rule cannot be read', 'Correct the rule at the file, line and column that the message names'),
  FEATURES_MISMATCH: bundle(
    "The columns are not the model's features",
    'Send the columns that the model was trained on; a model that screens is trained on those of: postern features',
  ),

  MODEL_UNKNOWN: request(404, 'The bundle carries no model of this name', 'Use a name that the bundle lists'),
  MODEL_UNSUPPORTED: {
    fault: 'model',
    status: 422,
    retryable: false,
    title: 'The model uses what is not supported',
    remedy: 'See the message for the element and what to use instead',
  },
  MODEL_INVALID: {
    fault: 'model',
    status: 422,
    retryable: false,
    title: 'The model file is malformed',
    remedy: 'Save the model again with its own library',
  },

  LOG_LOCKED: service(503, 'Another process writes the decision log', 'Stop it, or use another folder', false),
  LOG_DAMAGED: service(500, 'The decision log is not whole', 'Look at it with: postern log verify', false),
  LOG_FULL: service(503, 'There is no room to log decisions, so none are made', 'Make room, then try again', true),
  LOG_FAILED: service(
    503,
    'Decisions could not be logged, so none are made',
    'See to the disk, then start the service again',
    false,
  ),
  BUSY: service(503, 'All batch slots are taken', 'Try again after Retry-After', true),
  CLOSED: service(503, 'The screener has been closed', 'Create a new one', false),
  INTERNAL: service(500, 'Something failed inside Postern', 'Try again; report it with the request id', true),
};

/** The one error that Postern throws; `code` is stable, messages may improve. Never holds a person's data. */
export class PosternError extends Error {
  override readonly name = 'PosternError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = errorTable[code].status;
    this.retryable = errorTable[code].retryable;
    this.details = options.details ?? {};
  }
}

/** The stable URI that names an error code in problem details. */
export function problemType(code: ErrorCode): string {
  return `urn:postern:problem:${code.toLowerCase().replaceAll('_', '-')}`;
}
