/** Goods: what the lines say they are, in words and in HS codes, and how they say it. */
import { MIN_CONTENT_WORDS, SMALL_PARCEL_G } from '../thresholds.ts';
import { wordClasses } from '../wordClasses.ts';
import type { Facts } from './facts.ts';
import { ratio, type Sheet } from './sheet.ts';
import type { TextFacts } from './textFacts.ts';

const HS_PRESS = 1;
const HS_WATCHED = 2;
const HS_CONTROLLED = 3;
const BUCKET_SHIFT = 26;
const SMALL_SERVICES: ReadonlySet<string> = new Set(['ems', 'letter_goods', 'express']);

export function goodsFeatures(facts: Facts, sheet: Sheet): void {
  const { lines, texts, goodsBits } = facts;
  const total = (pick: (text: TextFacts) => number): number => texts.reduce((sum, text) => sum + pick(text), 0);
  const numTokens = total((text) => text.numTokens);
  const numBytes = total((text) => text.numBytes);
  const numVague = texts.filter(isVague).length;
  const quantities = lines.flatMap((line) => line.quantity ?? []);
  const levels = lines.map((line) => line.hs?.level ?? 0);
  const withBoth = lines.filter((line) => line.hs?.chapter && line.wordChapter);
  const numDisagree = withBoth.filter(
    (line) => sectionOf(facts, line.hs?.chapter ?? 0) !== sectionOf(facts, line.wordChapter),
  ).length;
  const all = facts.explanation ? [...texts, facts.explanation] : texts;
  const numCas = all.reduce((sum, text) => sum + text.numCas, 0);
  const pressNamed = namesPress(all, goodsBits, levels.includes(HS_PRESS));

  sheet.put('numLines', lines.length);
  sheet.put('totalPieces', facts.pieces);
  sheet.put('topQuantity', quantities.length === 0 ? undefined : Math.max(...quantities));
  sheet.put('hsChapter', lines.find((line) => line.hs?.chapter)?.hs?.chapter);
  sheet.put('wordChapter', lines.find((line) => line.wordChapter)?.wordChapter);
  sheet.put('hsWordsDisagree', ratio(numDisagree, withBoth.length));
  sheet.put('hsListed', Math.max(...levels));
  sheet.put('wordsPerLine', ratio(numTokens, texts.length));
  sheet.put('fewestContentWords', Math.min(...texts.map((text) => text.numContent)));
  sheet.put('vagueLineShare', ratio(numVague, texts.length));
  sheet.put(
    'stopWordShare',
    ratio(
      total((text) => text.numStop),
      numTokens,
    ),
  );
  sheet.put(
    'knownWordShare',
    ratio(
      total((text) => text.numKnown),
      numTokens,
    ),
  );
  sheet.put(
    'digitShare',
    ratio(
      total((text) => text.numDigits),
      numBytes,
    ),
  );
  sheet.put(
    'upperShare',
    ratio(
      total((text) => text.numUppers),
      total((text) => text.numLetters),
    ),
  );
  sheet.put(
    'highByteShare',
    ratio(
      total((text) => text.numHighBytes),
      numBytes,
    ),
  );
  sheet.put(
    'descriptionBucket',
    numTokens === 0 ? undefined : ((total((text) => text.hashSum) % 2 ** 32) / 2 ** BUCKET_SHIFT) | 0,
  );
  sheet.put('precursorNamed', (goodsBits & wordClasses.precursor) !== 0);
  sheet.put('pressNamed', pressNamed);
  sheet.put('pharmacyWords', (goodsBits & wordClasses.pharmacy) !== 0);
  sheet.put('chemicalWords', (goodsBits & wordClasses.chemical) !== 0);
  sheet.put('powderWords', (goodsBits & wordClasses.powder) !== 0);
  sheet.put('casNumbers', numCas);

  sheet.find('PIECES_MISSING', quantities.length === 0);
  sheet.find('DESCRIPTION_VAGUE', numVague > 0);
  sheet.find(
    'HS_SHAPE',
    lines.some((line) => line.hs?.hasShape === false),
  );
  sheet.find(
    'HS_CHAPTER_UNKNOWN',
    lines.some((line) => line.hs?.hasShape && line.hs.chapter === 0),
  );
  sheet.find('CAS_NUMBER', numCas > 0);
  sheet.find(
    'CAS_LISTED',
    all.some((text) => text.numCasListed > 0),
  );
  sheet.find('PRECURSOR_NAMED', (goodsBits & wordClasses.precursor) !== 0);
  sheet.find('PRESS_NAMED', pressNamed);
  sheet.find('PHARMACY_WORDS', (goodsBits & wordClasses.pharmacy) !== 0);
  sheet.find('CHEMICAL_WORDS', (goodsBits & wordClasses.chemical) !== 0);
  sheet.find('HS_CONTROLLED', levels.includes(HS_CONTROLLED));
  sheet.find('HS_WATCHED', levels.includes(HS_WATCHED));
  sheet.find('HS_PRESS', levels.includes(HS_PRESS));
  sheet.find('SMALL_DENSE', isSmallDense(facts));
}

function isVague(text: TextFacts): boolean {
  return text.numContent < MIN_CONTENT_WORDS;
}

/** Outright, or a part of one beside a dosage word, or a press HS code beside pharmaceutical words. */
function namesPress(texts: readonly TextFacts[], goodsBits: number, hsPress: boolean): boolean {
  const parts = wordClasses.pressPart | wordClasses.dosage;
  return (
    (goodsBits & wordClasses.press) !== 0 ||
    texts.some((text) => (text.bits & parts) === parts) ||
    (hsPress && (goodsBits & (wordClasses.pharmacy | wordClasses.dosage)) !== 0)
  );
}

function isSmallDense({ parcel, grossG, goodsBits }: Facts): boolean {
  const isDense = (goodsBits & (wordClasses.powder | wordClasses.chemical)) !== 0;
  return isDense && grossG !== undefined && grossG < SMALL_PARCEL_G && SMALL_SERVICES.has(parcel.serviceClass ?? '');
}

function sectionOf(facts: Facts, chapter: number): number | undefined {
  return facts.tables.chapter(chapter)?.section;
}
