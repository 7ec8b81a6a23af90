/** Text in the form in which the core's list kernels take it. */
import { coreText } from './coreText.ts';

const ASCII = /^[\0-\x7f]*$/;

/** ASCII as it is on the wire: kernels lower its case themselves. Other text as `coreText`. */
export function kernelText(text: string): string {
  return ASCII.test(text) ? text : coreText(text);
}
