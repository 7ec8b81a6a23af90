/**
 * Words of addresses that mean something by themselves: folded spelling, then what it is short for. Data, not rules:
 * the index carries this table, so the core knows no more words than stand here.
 */

/** First the short form, then its spellings, in English, Spanish, Portuguese, French, German and Italian. */
const streetTypes: readonly string[] = [
  'st street str streets strasse strase',
  'ave avenue av avenida aven avda',
  'rd road roads',
  'blvd boulevard bulvar bld bulevar',
  'dr drive drv',
  'ln lane',
  'ct court',
  'pl place',
  'sq square plaza',
  'ter terrace tce terr',
  'cres crescent cr crs',
  'cct circuit',
  'cir circle crcl',
  'cl close calle cll',
  'cra carrera cr kra',
  'pkwy parkway',
  'hwy highway hghwy hwys',
  'rte route ruta',
  'way wy',
  'tr trail trl',
  'aly alley',
  'rue ruelle',
  'via viale',
  'rua r',
  'calz calzada',
  'blvr bulwar',
  'bldg building edificio edif bld gebaude',
  'hse house',
  'col colonia',
  'urb urbanizacion',
  'n north norte nord',
  's south sur sud',
  'e east este',
  'w west oeste',
  'ne northeast',
  'nw northwest',
  'se southeast',
  'sw southwest',
];

/** Before the number of a room or a part of a building. */
const unitWords =
  'apartment apt apartamento apto unit suite ste room rm floor flr piso office ofc oficina of flat local loc desp despacho int interior dept depto departamento etage bureau zimmer lot';
/** Before the number of a post office box or a rented mailbox. */
const boxWords = 'box pob po gpo apartado apdo casilla postfach pmb mailbox bp locker caixa casella';
/** They carry nothing: links, and what stands before any number. */
const ignored =
  'no num number nr numero nro the of de la las los el del der die das den des du le les da do dos di y and und et p o c postal post co care entre esquina near cp';

/** States, by their short forms; of one word, as words are looked up one by one. */
const regions: readonly string[] = [
  'al alabama',
  'ak alaska',
  'az arizona',
  'ar arkansas',
  'ca california',
  'ct connecticut',
  'de delaware',
  'fl florida',
  'hi hawaii',
  'id idaho',
  'il illinois',
  'in indiana',
  'ia iowa',
  'ks kansas',
  'ky kentucky',
  'la louisiana',
  'me maine',
  'md maryland',
  'ma massachusetts',
  'mi michigan',
  'mn minnesota',
  'ms mississippi',
  'mo missouri',
  'mt montana',
  'ne nebraska',
  'nv nevada',
  'oh ohio',
  'ok oklahoma',
  'or oregon',
  'pa pennsylvania',
  'tn tennessee',
  'tx texas',
  'ut utah',
  'vt vermont',
  'va virginia',
  'wi wisconsin',
  'wy wyoming',
  'vic victoria',
  'qld queensland',
  'tas tasmania',
  'on ontario',
  'qc quebec',
  'ab alberta',
  'mb manitoba',
];

/** What a word does before it is compared. `part`: it says what a place is, as `street`, and weighs little. */
export type SpecialRole = 'part' | 'region' | 'unitWord' | 'boxWord' | 'ignored';
export type SpecialWord = { readonly short: string; readonly role: SpecialRole };

/** By folded spelling. The first meaning of a word holds. */
export const addressTable: ReadonlyMap<string, SpecialWord> = tableOf();

function tableOf(): ReadonlyMap<string, SpecialWord> {
  const table = new Map<string, SpecialWord>();
  const put = (spelling: string, short: string, role: SpecialRole): void => {
    if (!table.has(spelling)) table.set(spelling, { short, role });
  };
  for (const word of unitWords.split(' ')) put(word, word, 'unitWord');
  for (const word of boxWords.split(' ')) put(word, word, 'boxWord');
  for (const word of ignored.split(' ')) put(word, word, 'ignored');
  for (const line of streetTypes) for (const word of line.split(' ')) put(word, line.split(' ')[0], 'part');
  for (const line of regions) for (const word of line.split(' ')) put(word, line.split(' ')[0], 'region');
  return table;
}
