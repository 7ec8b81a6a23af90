/** Words of legal forms for the core's blinded names: sixteen bytes each, zeros behind. */
import { LEGAL_WORD_BYTES, legalWords } from '../watchlist/blinded/legalWords.ts';

export function legalWordSource(): string {
  const rows = legalWords.map((word) => {
    const bytes = Buffer.alloc(LEGAL_WORD_BYTES);
    bytes.write(word);
    return `  ${[...bytes].join(', ')}, // ${word}\n`;
  });
  return (
    `export const LEGAL_WORDS: usize = memory.data<u8>([\n${rows.join('')}]);\n` +
    `export const LEGAL_WORD_BYTES: usize = ${LEGAL_WORD_BYTES};\n` +
    `export const NUM_LEGAL_WORDS: usize = ${legalWords.length};\n`
  );
}
