import { foldText } from './fold.ts';
import { toLatin } from './toLatin.ts';

/** All that is neither ASCII nor a letter, mark or number of any script. */
const OTHER = /[^\x20-\x7e\p{L}\p{M}\p{N}]/gu;

/** The form in which the core takes a text that is not ASCII: folded, in Latin letters, signs of other scripts as blanks. */
export function kernelText(text: string): string {
  return toLatin(foldText(text)).replaceAll(OTHER, ' ');
}
