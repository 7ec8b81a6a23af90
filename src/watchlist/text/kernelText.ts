/** Text in the form in which the core's list kernels take it. */
import { foldText } from './fold.ts';
import { toLatin } from './toLatin.ts';

// eslint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;
/** What is neither ASCII nor part of a word. */
const SIGNS = /[^\0-\x7f\p{L}\p{M}\p{N}]/gu;

/**
 * ASCII as it is: kernels lower its case themselves. Other text folded and in Latin letters where its script has an
 * alphabet, a blank for every sign that is not ASCII.
 */
export function kernelText(text: string): string {
  return ASCII.test(text) ? text : toLatin(foldText(text)).replaceAll(SIGNS, ' ');
}
