/** Which of OFAC's lists files are: both have one form, so only their names tell. */
import type { SourceFile } from './source.ts';

const CONSOLIDATED = /(^|[\\/])cons(olidated|_prim|_alt|_add|_comments)/i;

/** `cons_prim.csv`, `consolidated.xml`: the list of those who are not on the SDN list. */
export function ofacListOf(files: readonly SourceFile[]): string {
  return files.every(({ name }) => CONSOLIDATED.test(name)) ? 'ofac-consolidated' : 'ofac-sdn';
}
