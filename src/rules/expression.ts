/**
 * A rule's condition after parsing and type checking: what the compiler lowers and the reference evaluator walks.
 *
 * The meaning is CEL's: `and` and `or` hear all their parts, so that an error beside a deciding part is no error;
 * anything else with an erroneous part is an error. What a parcel does not hold is absent: `has` of it is false and
 * reading it is an error. Integers are 64-bit and never wrap; dividing by integer zero is an error.
 */

export type ValueType = 'bool' | 'int' | 'double' | 'string';

/** Repeated groups that a condition may range over. Names are those of the record: parcel.contents and so on. */
export type ListName =
  | 'contents'
  | 'events'
  | 'payment.walletAddresses'
  | 'sender.addressLines'
  | 'recipient.addressLines';

export type Constant =
  | { readonly kind: 'constant'; readonly type: 'bool'; readonly value: boolean }
  | { readonly kind: 'constant'; readonly type: 'int'; readonly value: bigint }
  | { readonly kind: 'constant'; readonly type: 'double'; readonly value: number }
  | { readonly kind: 'constant'; readonly type: 'string'; readonly value: string };

/** What may be absent: the leaves of a condition. */
export type Attribute =
  /** A leaf of the record by its dotted path, as in the field table: `sender.country`, `totalDeclaredValue.currency`. */
  | { readonly kind: 'field'; readonly type: ValueType; readonly path: string }
  /**
   * A leaf of an item of a list: of the item that the innermost `quantified` or `count` over that list stands at
   * (`each`), or of the item at a fixed index from 0. The path is relative to the item; empty for lists of texts,
   * whose texts are never absent within the list: a missing line before a given one is ''.
   */
  | {
      readonly kind: 'item';
      readonly type: ValueType;
      readonly list: ListName;
      readonly at: 'each' | number;
      readonly path: string;
    }
  /** A feature column or a signal by its name; absent where it is NaN. */
  | { readonly kind: 'feature' | 'signal'; readonly type: 'double'; readonly name: string };

export type Expression =
  | Constant
  | Attribute
  /** Never absent, never an error. */
  | { readonly kind: 'finding'; readonly type: 'bool'; readonly code: string }
  | { readonly kind: 'score'; readonly type: 'double' }
  /** Days since 1970-01-01 of the day the parcel is judged by: of its advance data, or else of its posting. */
  | { readonly kind: 'day'; readonly type: 'int' }
  | { readonly kind: 'has'; readonly type: 'bool'; readonly of: Attribute | { readonly kind: 'day' } }
  /** Items of a list, never absent. */
  | { readonly kind: 'length'; readonly type: 'int'; readonly list: ListName }
  /** Unicode code points of a text. */
  | { readonly kind: 'size'; readonly type: 'int'; readonly of: Expression }
  | { readonly kind: 'not'; readonly type: 'bool'; readonly of: Expression }
  | { readonly kind: 'and' | 'or'; readonly type: 'bool'; readonly of: readonly Expression[] }
  | {
      readonly kind: 'if';
      readonly type: ValueType;
      readonly test: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
    }
  /**
   * Both sides numbers (of either kind), both texts or both bools, which have no order. An int beside a double is taken
   * as the nearest double. Texts are ordered by code points, which is the order of their UTF-8 bytes.
   */
  | {
      readonly kind: 'compare';
      readonly type: 'bool';
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
      readonly left: Expression;
      readonly right: Expression;
    }
  /** The constants are of the type of `of`, each once; they may be none, and reading `of` may still be an error. */
  | { readonly kind: 'in'; readonly type: 'bool'; readonly of: Expression; readonly list: readonly Constant[] }
  | {
      readonly kind: 'textTest';
      readonly type: 'bool';
      readonly test: 'startsWith' | 'endsWith' | 'contains';
      readonly of: Expression;
      readonly argument: Expression;
    }
  /** RE2 syntax, found anywhere in the text. */
  | { readonly kind: 'matches'; readonly type: 'bool'; readonly of: Expression; readonly pattern: string }
  /** A to Z become a to z; every other character stays. */
  | { readonly kind: 'lowerAscii'; readonly type: 'string'; readonly of: Expression }
  /** Both sides of the one type; % of int only. int: division truncates, what leaves 64 bits is an error. */
  | {
      readonly kind: 'arithmetic';
      readonly type: 'int' | 'double';
      readonly operator: '+' | '-' | '*' | '/' | '%';
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'negate'; readonly type: 'int' | 'double'; readonly of: Expression }
  /** int to the nearest double; double to int drops the fraction, and is an error unless between -2^63 and 2^63. */
  | { readonly kind: 'convert'; readonly type: 'int' | 'double'; readonly of: Expression }
  | {
      readonly kind: 'quantified';
      readonly type: 'bool';
      readonly quantifier: 'exists' | 'all' | 'existsOne';
      readonly list: ListName;
      readonly body: Expression;
    }
  /** Items for which the body holds; an error where it is one for any item. */
  | { readonly kind: 'count'; readonly type: 'int'; readonly list: ListName; readonly body: Expression };
