/**
 * Words of which legal forms are made, taken off both ends of a company's name. Coarser than text/legalForms.ts, which
 * knows them as phrases: the core does without a table of them, and no list's bytes hold them.
 */
const words =
  'ltd limited llc inc incorporated corp corporation co company cia plc public private pvt pte pty joint ' +
  'stock liability open closed jsc oao ao pao zao ojsc cjsc pjsc ooo tov ag gmbh mbh kg sa cv sas sarl srl ' +
  'ltda limitada spa bv nv ab oy oyj kk sdn bhd berhad lp llp se est establishment fze fzco fzc tbk ev ead ' +
  'eood ood doo sro kft zrt';

export const legalWords: readonly string[] = words.split(' ');
/** Of a word of the core's table. */
export const LEGAL_WORD_BYTES = 16;
