/** What OFAC writes into remarks: `; `-separated statements. Weak aliases, e-mails, phones, wallets and documents. */
import type { Indicator } from '../entry.ts';
import { emailsIn } from '../text/email.ts';
import { walletOf } from './wallet.ts';

export type Remarks = {
  readonly indicators: readonly Indicator[];
  /** Of a nationality or citizenship. */
  readonly countries: readonly string[];
  /** Statements that nothing is matched with, such as dates of birth. */
  readonly left: readonly string[];
};

const ALIAS = /^(?:[afn]\.k\.a\.) '(.+?)'\.?$/;
const WALLET = /^Digital Currency Address - ([A-Z0-9]{2,6}) (\S+?)[.,;]?$/;
const PHONE = /^(?:Phone|Telephone|Fax|Mobile)(?: Number| No\.)? ([+\d][\d\s()./-]{4,})/;
const COUNTRY = /^(?:nationality|citizen) ([A-Z][A-Za-z ,.'()-]+?)\.?$/;
/** Numbers that a State or a register gave. The number is the first word after the title. */
const DOCUMENT =
  /^(?:Passport|Diplomatic Passport|National ID No\.|Identification Number|Cedula No\.|C\.U\.R\.P\.|R\.F\.C\.|D\.N\.I\.|N\.I\.E\.|Tax ID No\.|Registration (?:ID|Number)|Company Number|Commercial Registry Number|Business Registration Number|Business Registration Document #|Matricula Mercantil No|Trade License No\.|V\.A\.T\. Number|NIT #|RUC #|SSN|Driver's License No\.|SWIFT\/BIC|D-U-N-S Number|MMSI|Vessel Registration Identification IMO|Aircraft Tail Number|Folio Mercantil No\.|C\.R\. No\.|Birth Certificate Number|Citizen's Card Number|Electoral Registry No\.|Chinese Commercial Code) /;
/** What follows a number. */
const DOCUMENT_END = / \(| issued | expires /;

export function readRemarks(text: string): Remarks {
  const indicators: Indicator[] = [];
  const [countries, left]: [string[], string[]] = [[], []];
  for (const part of text.split(/;\s+/)) {
    // further values of one kind are marked as alternative
    const statement = part.trim().replace(/^alt\. /, '');
    const [, alias] = ALIAS.exec(statement) ?? [];
    const [, symbol, address] = WALLET.exec(statement) ?? [];
    const [, phone] = PHONE.exec(statement) ?? [];
    const [, country] = COUNTRY.exec(statement) ?? [];
    const number = documentIn(statement);
    if (country !== undefined) countries.push(country);
    else if (alias !== undefined) indicators.push({ kind: 'name', text: alias, quality: 'weak' });
    else if (symbol !== undefined) indicators.push(walletOf(symbol, address));
    else if (phone !== undefined) indicators.push({ kind: 'phone', text: phone.trim() });
    else if (number !== null) indicators.push({ kind: 'document', text: number });
    else {
      const emails = /^E?-?mail/i.test(statement) ? emailsIn(statement) : [];
      indicators.push(...emails.map((email) => ({ kind: 'email', text: email }) as const));
      if (emails.length === 0 && statement !== '') left.push(leftName(statement));
    }
  }
  return { indicators, countries, left };
}

function leftName(statement: string): string {
  return /^Website\b/i.test(statement) ? 'website in remarks' : 'statement of remarks that nothing is matched with';
}

/** In one go over the statement: it may be as long as a row. */
function documentIn(statement: string): string | null {
  const [title] = DOCUMENT.exec(statement) ?? [];
  if (title === undefined) return null;
  const rest = statement.slice(title.length);
  const digit = rest.search(/\d/);
  if (digit < 0) return null;
  const end = rest.slice(digit).search(DOCUMENT_END);
  const number = end < 0 ? rest.replace(/\.$/, '') : rest.slice(0, digit + end);
  return /[;(]/.test(number) ? null : number.trim();
}
