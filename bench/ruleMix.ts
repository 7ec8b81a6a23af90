/**
 * Rules as a screening unit might write them by the thousand, and their plain twins for other engines: country pairs,
 * HS headings, words of descriptions, weights, values a gram, phone prefixes, names, features and findings. Seeded and
 * synthetic: the words are invented or common, and no rule means anyone.
 */
import { createRandom } from './random.ts';

/** One question about a parcel; a rule is true where all of its questions are. */
export type Question =
  | { readonly kind: 'is' | 'startsWith' | 'holds'; readonly path: string; readonly value: string }
  | { readonly kind: 'in'; readonly path: string; readonly values: readonly string[] }
  | { readonly kind: 'atLeast' | 'below'; readonly path: string; readonly value: number }
  | { readonly kind: 'feature'; readonly name: string; readonly value: number }
  | { readonly kind: 'finding'; readonly code: string }
  /** Of some content line, all of them. */
  | { readonly kind: 'line'; readonly of: readonly Question[] };

export type MixedRule = { readonly code: string; readonly questions: readonly Question[] };

const COUNTRIES = 'CN,HK,US,DE,GB,NL,FR,IN,TR,VN,TH,MY,SG,JP,KR,PL,ES,IT,CA,MX,BR,AE,PK,BD,UA,BG,RO,CZ,LT,LV'.split(
  ',',
);
const GOODS =
  'shirt,cotton,phone,case,charger,toy,lamp,cable,shoes,ring,watch,bag,book,tea,cream,tool,die,press,powder,tablet'.split(
    ',',
  );
const SYLLABLES = 'ka,lo,mi,ren,tos,vex,dul,par,sin,gor,bel,num,zet,fal,quo,ras'.split(',');
const FEATURES = ['totalValueUsd', 'valuePerGram', 'grossWeightG', 'numLines', 'postageUsd'] as const;
const FINDINGS = ['PRESS_NAMED', 'CAS_NUMBER', 'RECIPIENT_RESIDENCE', 'VALUE_ROUND', 'HS_WATCHED'] as const;

/** @param features,findings names that the engine knows; others are left out */
export function mixRules(
  numRules: number,
  features: ReadonlySet<string>,
  findings: ReadonlySet<string>,
  seed = 4,
): MixedRule[] {
  const random = createRandom(seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)];
  const knownFeatures = FEATURES.filter((name) => features.has(name));
  const knownFindings = FINDINGS.filter((code) => findings.has(code));
  const word = (): string =>
    random() < 0.15 ? pick(GOODS) : Array.from({ length: 2 + below(3) }, () => pick(SYLLABLES)).join('');
  const hs = (): string =>
    String(10 + below(88)) + String(10 + below(89)) + (random() < 0.6 ? String(10 + below(80)) : '');
  const pair = (): Question[] => [
    { kind: 'is', path: 'sender.country', value: pick(COUNTRIES) },
    { kind: 'is', path: 'recipient.country', value: pick(COUNTRIES) },
  ];
  // thresholds come from short lists, as people write them: rules share them
  const weight = (): Question => ({
    kind: random() < 0.5 ? 'atLeast' : 'below',
    path: 'totalGrossWeightG',
    value: pick([50, 100, 250, 500, 1000, 2000, 5000, 10000, 20000]),
  });
  const feature = (): Question => ({
    kind: 'feature',
    name: pick(knownFeatures),
    value: pick([0.5, 1, 2, 5, 10, 50, 200]),
  });
  const description = (): Question => ({ kind: 'holds', path: 'description', value: word() });
  const kinds: (() => Question[])[] = [
    () => [...pair(), weight()],
    () => [...pair(), feature()],
    () => [{ kind: 'line', of: [{ kind: 'startsWith', path: 'hsCode', value: hs() }] }, weight()],
    () => [{ kind: 'line', of: [description()] }],
    () => [
      { kind: 'line', of: [description(), { kind: 'atLeast', path: 'netWeightG', value: pick([10, 100, 500, 1000]) }] },
    ],
    () => [
      { kind: 'is', path: 'sender.country', value: pick(COUNTRIES) },
      { kind: 'line', of: [description()] },
    ],
    () => [{ kind: 'startsWith', path: 'sender.phone', value: `+${1 + below(98)}${below(10)}${below(10)}` }, feature()],
    () => [{ kind: 'is', path: 'recipient.name', value: `${word()} ${word()}` }],
    () => [
      { kind: 'in', path: 'recipient.postcode', values: Array.from({ length: 4 }, () => String(10000 + below(89999))) },
    ],
    () => [{ kind: 'finding', code: pick(knownFindings) }, ...pair()],
    () => [feature(), weight()],
  ];
  return Array.from({ length: numRules }, (_, i) => ({ code: `MIX_${i}`, questions: kinds[i % kinds.length]() }));
}

/** The rule in CEL, with `has` before what may be absent. */
export function celOf({ questions }: MixedRule): string {
  return questions.map((question) => celQuestion(question, 'parcel.')).join(' && ');
}

function celQuestion(question: Question, prefix: string): string {
  switch (question.kind) {
    case 'is':
      return guarded(prefix + question.path, (path) => `${path} == ${JSON.stringify(question.value)}`);
    case 'startsWith':
      return guarded(prefix + question.path, (path) => `${path}.startsWith(${JSON.stringify(question.value)})`);
    case 'holds':
      return guarded(
        prefix + question.path,
        (path) => `${path}.lowerAscii().contains(${JSON.stringify(question.value)})`,
      );
    case 'in':
      return guarded(prefix + question.path, (path) => `${path} in ${JSON.stringify(question.values)}`);
    case 'atLeast':
      return guarded(prefix + question.path, (path) => `${path} >= ${question.value}`);
    case 'below':
      return guarded(prefix + question.path, (path) => `${path} < ${question.value}`);
    case 'feature':
      return guarded(`features.${question.name}`, (path) => `${path} > ${question.value.toFixed(1)}`);
    case 'finding':
      return `findings.${question.code}`;
    case 'line':
      return `parcel.contents.exists(c, ${question.of.map((each) => celQuestion(each, 'c.')).join(' && ')})`;
  }
}

function guarded(path: string, test: (path: string) => string): string {
  return `has(${path}) && ${test(path)}`;
}
