/** A small whole file of every format, for tests that damage it. */
import { type Mapping, parseMapping } from '../../../src/watchlist/sources/mapping.ts';

export const mapping: Mapping = parseMapping('{"columns":{"ref":"id","name":"name","pay":"wallet"}}');
const nulls = (count: number): string => Array.from({ length: count }, () => ',-0- ').join('');
const ofacRow = (id: number): string =>
  `${id},"DOE, Jane ""J""","individual","A] [B"${nulls(7)},"Email Address j@example.org; a.k.a. 'JD'."\r\n`;

/** Three records each, so that a damaged one has neighbours. */
export const whole: Readonly<Record<string, readonly [name: string, text: string]>> = {
  'ofac-csv': ['sdn.csv', [1, 2, 3].map(ofacRow).join('')],
  'ofac-xml': [
    'sdn.xml',
    `<?xml version="1.0"?><sdnList>${[1, 2, 3].map((id) => `<sdnEntry><uid>${id}</uid><lastName>A &amp; B</lastName><sdnType>Entity</sdnType><!-- c --></sdnEntry>`).join('\n')}</sdnList>`,
  ],
  'un-xml': [
    'un.xml',
    `<CONSOLIDATED_LIST dateGenerated="2026-01-01">${[1, 2, 3].map((id) => `<INDIVIDUAL><DATAID>${id}</DATAID><FIRST_NAME>عبد</FIRST_NAME></INDIVIDUAL>`).join('\n')}</CONSOLIDATED_LIST>`,
  ],
  stix: [
    'b.json',
    JSON.stringify(
      {
        type: 'bundle',
        id: 'bundle--1',
        objects: [1, 2, 3].map((id) => ({
          type: 'indicator',
          id: `indicator--${id}`,
          pattern_type: 'stix',
          pattern: `[email-addr:value = 'a${id}@example.org' OR phone-number:value = '+1']`,
        })),
      },
      undefined,
      1,
    ),
  ],
  misp: [
    'e.json',
    JSON.stringify({
      Event: {
        Tag: [{ name: 'tlp:green' }],
        Attribute: [1, 2, 3].map((id) => ({ uuid: String(id), type: 'email', to_ids: true, value: 'a@example.org' })),
        Object: [],
      },
    }),
  ],
  ftm: [
    'e.ndjson',
    [1, 2, 3]
      .map((id) => `${JSON.stringify({ id: `p${id}`, schema: 'Person', properties: { name: ['Jané Doe'] } })}\n`)
      .join(''),
  ],
  plain: ['own.csv', 'ref,name,pay\n1,"Doe, Jane",x\n2,é,y\n3,C,z\n'],
};
