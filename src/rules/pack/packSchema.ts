/**
 * The form of a rule pack file: the one source of the check that `checkNode` makes and of the schema that editors use
 * (bundles/rule-pack.schema.json). It says what a file looks like; what the parts mean to each other is checked by
 * `readPack`. Only these keywords are used, because `checkNode` knows no others: type, properties, required,
 * additionalProperties, propertyNames as one pattern, items, enum, pattern, minLength, maxLength, minimum, maximum, minItems, maxItems.
 */
import { type TObject, Type } from 'typebox';
import { type Action, actions } from '../../contract/decision.ts';
import { historySignalNames, signalNames } from '../../contract/signals.ts';
import { MAX_RULES, type RuleKind, ruleKinds } from '../rule.ts';

const NAME = '^[a-z][A-Za-z0-9]{0,63}$';
const CODE = '^[A-Z][A-Z0-9_]{1,63}$';
const TOPIC = '^[A-Z]{1,8}[0-9]{1,4}$';
/** A calendar date is checked for its day afterwards. */
const DATE = '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
/** Texts go into answers of every format: no control characters. Bytes are counted afterwards. */
const LINE = '^[^\\u0000-\\u001f\\u007f-\\u009f]+$';
const DAY =
  'by the day of the advance data, or else of posting. A parcel without either is judged by the rule, unless the rule lowers';
export const MAX_REASON_BYTES = 200;
const MAX_NOTE = 1000;
const MAX_WHEN = 4000;
/** Log-odds of 20 are odds of about 500 million to one: more is a slip of the keyboard. */
const MAX_WEIGHT = 20;

const about = (description: string): { description: string } => ({ description });
const line = (description: string): ReturnType<typeof Type.String> =>
  Type.String({ ...about(description), pattern: LINE, maxLength: MAX_REASON_BYTES });
const note = (description: string): ReturnType<typeof Type.String> =>
  Type.String({ ...about(description), minLength: 1, maxLength: MAX_NOTE });
const closed = { additionalProperties: false } as const;

const signalFields = Object.fromEntries(
  [...signalNames, ...historySignalNames].map((name) => [name, Type.Optional(Type.Number())]),
);

const ruleTestSchema = Type.Object(
  {
    parcel: Type.String({
      ...about('The base parcel, by its name in `parcels` of any file of the pack'),
      pattern: NAME,
    }),
    with: Type.Optional(
      Type.Object(
        {},
        about(
          'Changes to it: dotted path to value, as contents.0.description; null takes away, a number counts from 0',
        ),
      ),
    ),
    signals: Type.Optional(
      Type.Object(signalFields, { ...closed, ...about('What lists, links and history know; absent is not known') }),
    ),
    why: Type.Optional(note('What this test shows')),
  },
  closed,
);

const ruleTestsSchema = Type.Object(
  {
    fires: Type.Array(ruleTestSchema, { ...about('Parcels that the rule must hit'), minItems: 1, maxItems: 100 }),
    quiet: Type.Array(ruleTestSchema, { ...about('Parcels that it must not hit'), minItems: 1, maxItems: 100 }),
  },
  closed,
);

const ruleSchema = Type.Object(
  {
    code: Type.String({ ...about('Stable name; reasons and logs carry it'), pattern: CODE }),
    text: line('What an officer reads; at most 200 bytes, and nothing of a person'),
    carrierText: Type.Optional(line('What a carrier may read: the request, never the intelligence behind it')),
    kind: Type.Optional(
      Type.Enum([...ruleKinds], about('Who speaks: risk (unless given), data quality, a list, or a link')),
    ),
    action: Type.Optional(Type.Enum([...actions], about('Raises the parcel to it; with lowers, caps it'))),
    weight: Type.Optional(
      Type.Number({
        ...about('Log-odds a hit adds to the score for bands and rank'),
        minimum: -MAX_WEIGHT,
        maximum: MAX_WEIGHT,
      }),
    ),
    hard: Type.Optional(Type.Boolean(about('No shortage of capacity turns its hit into a release'))),
    lowers: Type.Optional(Type.Boolean(about('An explicit right: its hit caps the action, down to release'))),
    from: Type.Optional(Type.String({ ...about(`First day, YYYY-MM-DD; ${DAY}`), pattern: DATE })),
    until: Type.Optional(Type.String({ ...about(`The day after its last, YYYY-MM-DD; ${DAY}`), pattern: DATE })),
    owner: Type.Optional(line('Who answers for it; the owner of the file unless given')),
    source: note('Where the knowledge is from: a publication, or whose choice it is'),
    covers: Type.Optional(
      Type.Array(Type.String({ pattern: TOPIC }), { ...about('Topics of the catalogue it serves'), maxItems: 20 }),
    ),
    needs: Type.Optional(note('What it reads that may not be known, and that it is silent without it')),
    when: Type.String({ ...about('The condition, in CEL'), minLength: 1, maxLength: MAX_WHEN }),
    tests: Type.Optional(ruleTestsSchema),
  },
  closed,
);

const topicSchema = Type.Object(
  {
    title: line('What the topic is'),
    limits: Type.Optional(note('What of it rules cannot say, or only with what, and why')),
  },
  closed,
);

export const packSchema: TObject = Type.Object(
  {
    description: Type.Optional(note('What the rules of this file are about')),
    owner: Type.Optional(line('Who answers for the rules of this file that name nobody')),
    catalogue: Type.Optional(
      Type.Object(
        {},
        {
          ...about('Topics that the pack means to cover, by name: RF01'),
          propertyNames: { pattern: TOPIC },
          additionalProperties: topicSchema,
        },
      ),
    ),
    parcels: Type.Optional(
      Type.Object(
        {},
        {
          ...about('Base parcels for tests, by name, in the form of the record'),
          propertyNames: { pattern: NAME },
          additionalProperties: Type.Object({}),
        },
      ),
    ),
    rules: Type.Optional(Type.Array(ruleSchema, { ...about('In the order of reasons'), maxItems: MAX_RULES })),
  },
  { ...closed, $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Postern rule pack' },
);

/** What the schema describes, as read. */
export type RuleTestEntry = {
  readonly parcel: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly signals?: Readonly<Record<string, number>>;
  readonly why?: string;
};
export type RuleEntry = {
  readonly code: string;
  readonly text: string;
  readonly carrierText?: string;
  readonly kind?: RuleKind;
  readonly action?: Action;
  readonly weight?: number;
  readonly hard?: boolean;
  readonly lowers?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly owner?: string;
  readonly source: string;
  readonly covers?: readonly string[];
  readonly needs?: string;
  readonly when: string;
  readonly tests?: { readonly fires: readonly RuleTestEntry[]; readonly quiet: readonly RuleTestEntry[] };
};
export type PackFile = {
  readonly description?: string;
  readonly owner?: string;
  readonly catalogue?: Readonly<Record<string, { readonly title: string; readonly limits?: string }>>;
  readonly parcels?: Readonly<Record<string, unknown>>;
  readonly rules?: readonly RuleEntry[];
};
