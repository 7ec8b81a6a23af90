/** JSON Schemas of what the service takes and gives, for the API description only. */
import { Type, type TSchema } from 'typebox';
import { actions, reasonSources } from '../contract/decision.ts';
import { errorTable } from '../contract/errors.ts';
import { parcelSchema } from '../contract/schema.ts';

const text = (description: string): TSchema => Type.String({ description });
const count = (description?: string): TSchema => Type.Integer({ minimum: 0, ...(description && { description }) });
const orNull = (schema: TSchema): TSchema => Type.Union([schema, Type.Null()]);
const named = (name: string): TSchema => Type.Ref(`${name}#`);
const bundleHash = Type.String({ pattern: '^[0-9a-f]{32}$', description: "First 128 bits of the bundle's SHA-256" });
const rowFault = {
  pointer: text('JSON Pointer into the row; empty for the row as a whole'),
  code: Type.Enum(codesOf('row')),
  expected: Type.String(),
  got: Type.String(),
};

const contribution = Type.Object(
  {
    name: Type.String(),
    value: orNull(Type.Number()),
    unit: Type.String(),
    contribution: Type.Number({ description: 'What this value adds to the score: its exact Shapley value' }),
  },
  { $id: 'Contribution' },
);

const weight = orNull(
  Type.Number({ description: 'What it adds to the score, in log-odds; of the model, the exact Shapley value' }),
);

const reason = Type.Object(
  {
    code: Type.String(),
    source: Type.Enum([...reasonSources], { description: 'Who speaks; carriers are told requests only' }),
    weight,
    text: Type.String(),
  },
  { $id: 'Reason' },
);

const evidence = Type.Object(
  {
    code: Type.String(),
    source: Type.Enum([...reasonSources, 'finding']),
    weight,
    text: Type.String(),
    state: Type.Enum(['found', 'waived', 'not evaluated']),
    why: orNull(Type.String()),
  },
  { $id: 'Evidence' },
);

const capacity = Type.Object(
  {
    facility: Type.String(),
    lane: Type.String(),
    shift: Type.String(),
    sequence: count('Parcels that the selector of the facility had seen, this one included'),
    proposed: Type.Enum([...actions], { description: 'What the screener would have had done' }),
    by: text('Who decided: rule, overflow, rank, draw, open, stands or unplanned'),
    inclusionProbability: Type.Number({ description: 'Chance to be inspected, given all that came before' }),
    tied: Type.Boolean(),
  },
  { $id: 'Capacity' },
);

const decision = Type.Object(
  {
    itemId: Type.String(),
    action: Type.Enum([...actions], { description: 'From least to most intrusive' }),
    score: Type.Optional(
      Type.Number({
        description: 'Raw margin of the model: order by it; it is not a probability. Not in answers to carriers',
      }),
    ),
    probability: Type.Optional(
      Type.Number({ description: "By the bundle's calibration, where it has one. Not in answers to carriers" }),
    ),
    reasons: Type.Array(named('Reason'), {
      description: 'Empty for a released parcel, save for one that a rule or a plan lowered to release',
    }),
    bundle: bundleHash,
    capacity: Type.Optional(orNull(named('Capacity'))),
  },
  { $id: 'Decision' },
);

const rowError = Type.Object(
  { itemId: orNull(Type.String()), error: Type.Object(rowFault), bundle: bundleHash },
  { $id: 'RowError' },
);

const answer = Type.Union([named('Decision'), named('RowError')], { $id: 'Answer' });

const explanation = Type.Object(
  {
    decision: named('Answer'),
    rank: orNull(Type.Number({ description: 'Score and weights of the rules that hit' })),
    evidence: Type.Array(named('Evidence'), { description: 'All that was looked at, in one list' }),
    findings: Type.Array(Type.Object({ code: Type.String(), kind: Type.String(), text: Type.String() })),
    features: Type.Array(Type.Object({ name: Type.String(), value: orNull(Type.Number()), unit: Type.String() }), {
      description: 'In column order; null is missing',
    }),
    contributions: orNull(
      Type.Object({
        base: Type.Number({
          description: 'The score to expect when nothing is known; with all contributions, the score',
        }),
        source: text('What was counted to know what to expect'),
        features: Type.Array(named('Contribution'), { description: 'The largest first' }),
      }),
    ),
  },
  { $id: 'Explanation' },
);

const modelInfo = Type.Object(
  {
    name: Type.String(),
    source: Type.Enum(['lightgbm', 'xgboost', 'catboost', 'onnx']),
    objective: text('As the model file words it; empty for a custom one'),
    features: Type.Array(Type.String(), { description: 'In the order of the columns' }),
    textFeatures: Type.Array(Type.String(), { description: 'Features that take texts' }),
    numTrees: count(),
    numOutputs: count('Margins a row'),
    numPredictions: count('Numbers a row of a prediction; 0 when only margins are known'),
  },
  { $id: 'ModelInfo' },
);

const bundleInfo = Type.Object(
  {
    hash: bundleHash,
    name: Type.String(),
    version: Type.String(),
    createdAt: Type.String(),
    synthetic: Type.Boolean({ description: "The bundle's model was trained on synthetic data" }),
    numFeatures: count(),
    numTrees: count(),
    numRules: count(),
    models: Type.Array(named('ModelInfo'), { description: 'Models with features of their own' }),
    signedBy: text('Name of the trusted key that signed it'),
    lists: Type.Optional(
      Type.Array(Type.Object({ name: Type.String(), version: Type.String(), entries: count() }), {
        description: 'Lists in force, where there are any. Not in answers to carriers',
      }),
    ),
    patch: Type.Optional(
      Type.Object(
        {
          base: bundleHash,
          hash: bundleHash,
          signedBy: text('Name of the trusted key that signed it'),
          lists: Type.Array(Type.Object({ name: Type.String(), version: Type.String() })),
        },
        { description: 'Only where a patch of the lists is in force. Not in answers to carriers' },
      ),
    ),
  },
  { $id: 'BundleInfo' },
);

const model = text('Name of a model of the bundle; the screening model unless given');
const output = Type.Enum(['margin', 'prediction'], {
  description: "Raw margins unless given; predictions are on the label's scale",
});

const rows = Type.Object(
  {
    model: Type.Optional(model),
    output: Type.Optional(output),
    columns: Type.Optional(
      Type.Array(Type.String(), { description: "Names in any order; the model's features in theirs when absent" }),
    ),
    rows: Type.Array(Type.Array(Type.Union([Type.Number(), Type.String(), Type.Null()])), {
      description: 'Null is missing. Texts are for the textFeatures of the model',
    }),
  },
  { $id: 'Rows' },
);

const scoring = Type.Object(
  {
    model: Type.Optional(model),
    output: Type.Optional(output),
    numRows: Type.Optional(count('Of a binary body')),
    numColumns: Type.Optional(count('Of a binary body')),
    dtype: Type.Optional(Type.Enum(['f32', 'f64'])),
    order: Type.Optional(Type.Enum(['row', 'column'])),
  },
  { $id: 'Scoring' },
);

const scores = Type.Object(
  {
    scores: Type.Array(Type.Array(orNull(Type.Number())), { description: '[row][output]; null is infinite' }),
    numOutputs: count('Numbers a row'),
  },
  { $id: 'Scores' },
);

const problem = Type.Object(
  {
    type: text('Stable URI of the code'),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: text('Names the request, as X-Request-Id does'),
    code: Type.Enum(codesOf()),
    remedy: text('What to do next'),
    errors: Type.Optional(Type.Array(Type.Object(rowFault))),
    itemId: Type.Optional(orNull(Type.String())),
    bundle: Type.Optional(bundleHash),
    details: Type.Optional(Type.Object({})),
  },
  { $id: 'Problem' },
);

export const apiSchemas: readonly TSchema[] = [
  parcelSchema,
  contribution,
  reason,
  evidence,
  capacity,
  decision,
  rowError,
  answer,
  explanation,
  modelInfo,
  bundleInfo,
  rows,
  scoring,
  scores,
  problem,
];

function codesOf(fault?: string): string[] {
  return Object.entries(errorTable).flatMap(([code, row]) =>
    fault === undefined || row.fault === fault ? [code] : [],
  );
}
