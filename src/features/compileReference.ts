/** Source files to the one buffer of reference tables that a bundle carries. */
import { compileLexicon } from './compileLexicon.ts';
import { compileCas, compileChapters, compileCountries, compileHs, compileRates } from './compileTables.ts';
import * as layout from './referenceLayout.ts';
import { invalid, type ReferenceSources, readNote } from './referenceSources.ts';

const ALIGNMENT = 64;

/** What the tables say of themselves: carried in the buffer so that a decision can be traced to its rates. */
export type ReferenceAbout = { readonly rateId: string; readonly rateDate: string };

/** @throws PosternError BUNDLE_INVALID naming the file and the line at fault. */
export function compileReference(sources: ReferenceSources): Uint8Array {
  const lexicon = compileLexicon(sources);
  const cas = compileCas(sources['precursors.csv']);
  const hs = compileHs(sources['hs.csv']);
  const { currencies, rates } = compileRates(sources['rates.csv']);
  const { countries, postcodes } = compileCountries(sources['countries.csv']);
  const about = Buffer.from(JSON.stringify(readAbout(sources['rates.csv'])));

  const sections: readonly (readonly [header: number, bytes: Uint8Array])[] = [
    [layout.REF_PHRASES, lexicon.phrases],
    [layout.REF_CAS, cas],
    [layout.REF_HS, hs],
    [layout.REF_CHAPTERS, compileChapters(sources['norms.csv'], hs)],
    [layout.REF_CURRENCIES, currencies],
    [layout.REF_RATES, rates],
    [layout.REF_COUNTRIES, countries],
    [layout.REF_POSTCODES, postcodes],
    [layout.REF_ABOUT, about],
  ];
  const header: [number, number][] = [
    [layout.REF_MAGIC, layout.REFERENCE_MAGIC],
    [layout.REF_VERSION, layout.REFERENCE_VERSION],
    [layout.REF_NUM_WORDS, lexicon.numWords],
    [layout.REF_NUM_CAS, cas.length / 4],
    [layout.REF_NUM_HS, hs.length / layout.HS_BYTES],
    [layout.REF_NUM_RATES, rates.length / 8],
    [layout.REF_NUM_POSTCODES, postcodes.length / 4],
    [layout.REF_ABOUT_BYTES, about.length],
  ];

  let next = align(layout.REF_WORDS + lexicon.words.length);
  for (const [word, bytes] of sections) {
    header.push([word, next]);
    next = align(next + bytes.length);
  }
  header.push([layout.REF_BYTES, next]);
  const reference = new Uint8Array(next);
  const view = new DataView(reference.buffer);
  for (const [word, value] of header) view.setUint32(word, value, true);
  reference.set(lexicon.multipliers, layout.REF_MULTIPLIERS);
  reference.set(lexicon.slots, layout.REF_SLOTS);
  reference.set(lexicon.words, layout.REF_WORDS);
  for (const [word, bytes] of sections) reference.set(bytes, view.getUint32(word, true));
  return reference;
}

function readAbout(rates: string): ReferenceAbout {
  const rateId = readNote(rates, 'id');
  const rateDate = readNote(rates, 'date');
  if (!rateId || !rateDate) throw invalid('rates.csv', 1, 'expected notes "# id: ..." and "# date: ..."');
  return { rateId, rateDate };
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
