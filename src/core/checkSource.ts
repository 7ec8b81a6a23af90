/**
 * Source of the row checks, derived from the record layout: a function per group that holds each leaf against its
 * field, one call a line with constant offsets, because loops over a table of leaves took twice as long. What a call
 * does is written by hand in assembly/record/leafChecks.ts.
 */
import { codeTable } from './codeTable.ts';
import { type Group, type GroupName, type Leaf, recordLayout } from './recordLayout.ts';

const STRUCT_NAME: Readonly<Record<GroupName, string>> = {
  row: 'Row',
  contents: 'Line',
  wallets: 'Wallet',
  events: 'Event',
};

/** Above every byte length, and above every address when both are read as signed. */
const NO_LIMIT = 0x7fffffff;

const LEAF_CHECKS = [
  'isLongText',
  'isMissing',
  'isOddNumber',
  'isOddPair',
  'moreBytes',
  'readCode',
  'readCountry',
  'readCurrency',
  'readDate',
];

/** Static tables by name; those of equal values share one. */
type Tables = Map<string, string>;

/** The whole generated module, without its header line. */
export function checksSource(): string {
  const tables: Tables = new Map();
  const functions = Object.values(recordLayout).map((group) => groupSource(group, tables));
  const constants = [...tables].map(([name, data]) => `const ${name}: usize = memory.data${data};\n`);
  const calls = LEAF_CHECKS.filter((call) => functions.some((text) => text.includes(`${call}(`)));
  return [
    importOf(calls, '../record/leafChecks'),
    importOf(['STATUS_CODE', 'STATUS_OUT_OF_RANGE', 'STATUS_REQUIRED', 'STATUS_TEXT_TOO_LONG'], './tile'),
    '\n',
    ...constants,
    ...functions,
  ].join('');
}

function importOf(names: readonly string[], module: string): string {
  const quoted = `'${module}'`;
  return `import {\n${names.map((name) => `  ${name},\n`).join('')}} from ${quoted};\n`;
}

function groupSource(group: Group, tables: Tables): string {
  const name = STRUCT_NAME[group.name];
  const { leaves } = group;
  const mayHaveLong = `mayHaveLongText${name}`;
  const hasLong = `hasLongText${name}`;
  return `
/** Some text may be longer than allowed: it has more bytes (SIMD build only). */
@inline
function ${mayHaveLong}(struct: usize): bool {
  let more = i32x4.splat(0);
${byteLimits(leaves, tables)}  return v128.any_true(more);
}

function ${hasLong}(struct: usize): bool {
${each(leaves, textCheck)}  return false;
}

/** Status bits of the faults in one ${name.toLowerCase()} struct; fills in its codes and dates. */
export function check${name}(struct: usize): u32 {
  const mayBeLong = ASC_FEATURE_SIMD ? ${mayHaveLong}(struct) : true;
  let status = mayBeLong && ${hasLong}(struct) ? STATUS_TEXT_TOO_LONG : 0;
${faults('isOdd', numberChecks(leaves, tables), 'STATUS_OUT_OF_RANGE')}${faults(
  'isWrong',
  each(leaves, (leaf) => codeCheck(leaf, tables)),
  'STATUS_CODE',
)}${faults('isAbsent', each(leaves, requiredCheck), 'STATUS_REQUIRED')}${each(leaves, dateCheck)}  return status;
}
`;
}

/** Lines that gather faults in a variable, and what they add to the status; nothing when there are none. */
function faults(variable: string, lines: string, status: string): string {
  return lines && `  let ${variable}: u32 = 0;\n${lines}  if (${variable}) status |= ${status};\n`;
}

function each(leaves: readonly Leaf[], lineOf: (leaf: Leaf) => string): string {
  return leaves
    .map(lineOf)
    .filter((line) => line !== '')
    .map((line) => `  ${line};\n`)
    .join('');
}

/** The most bytes of every text, two neighbours at a time. */
function byteLimits(leaves: readonly Leaf[], tables: Tables): string {
  let text = '';
  for (let i = 0; i < leaves.length; i++) {
    const limits = [leaves[i], leaves[i + 1]].map((leaf) => (leaf?.field.kind === 'text' ? leaf.field.max : undefined));
    if (limits[0] === undefined) continue;
    const name = `LIMITS_${limits.map((limit) => limit ?? 'NONE').join('_')}`;
    const words = limits.flatMap((limit) => [NO_LIMIT, limit ?? NO_LIMIT]);
    tables.set(name, `<i32>([${words.join(', ')}], 16)`);
    text += `  more = v128.or(more, moreBytes(struct, ${leaves[i].span}, ${name}));\n`;
    i++;
  }
  return text;
}

function textCheck({ span, field }: Leaf): string {
  return field.kind === 'text' ? `if (isLongText(struct, ${span}, ${field.max})) return true` : '';
}

/** The limits of all amounts, two neighbours at a time where there are two. */
function numberChecks(leaves: readonly Leaf[], tables: Tables): string {
  const amounts = leaves.flatMap(({ num, field }) =>
    field.kind === 'uint' ? [{ num: Number(num), max: field.max }] : [],
  );
  let text = '';
  for (let i = 0; i < amounts.length; i++) {
    const { num, max } = amounts[i];
    const next = amounts[i + 1];
    if (next?.num === num + 8) {
      const name = `MAXIMA_${max}_${next.max}`;
      tables.set(name, `<f64>([${max}, ${next.max}], 16)`);
      text += `  isOdd |= isOddPair(struct, ${num}, ${name});\n`;
      i++;
    } else text += `  isOdd |= isOddNumber(struct, ${num}, ${max});\n`;
  }
  return text;
}

function codeCheck({ span, code, field }: Leaf, tables: Tables): string {
  switch (field.kind) {
    case 'code': {
      const { multiplier, numSlots, numParts, longs } = codeTable(field.values);
      const name = `CODES_${field.values.join('_').toUpperCase()}`;
      tables.set(name, `<u64>([${longs.map((long) => `0x${long.toString(16)}`).join(', ')}], 16)`);
      return `isWrong |= readCode(struct, ${span}, ${code}, ${name}, ${numParts}, ${multiplier}, ${numSlots})`;
    }
    case 'country':
      return `isWrong |= readCountry(struct, ${span}, ${code})`;
    case 'currency':
      return `isWrong |= readCurrency(struct, ${span}, ${code})`;
    default:
      return '';
  }
}

function requiredCheck({ span, field }: Leaf): string {
  return 'required' in field && field.required ? `isAbsent |= isMissing(struct, ${span})` : '';
}

function dateCheck({ span, num, field }: Leaf): string {
  return field.kind === 'date' ? `status |= readDate(struct, ${span}, ${num})` : '';
}
