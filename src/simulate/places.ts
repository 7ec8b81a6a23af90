/** Countries of origin: cities, number shapes, money, and what their declarations tend to lack. */
import { Choice } from './shapes.ts';

export type Culture =
  | 'english'
  | 'spanish'
  | 'chinese'
  | 'cantonese'
  | 'german'
  | 'japanese'
  | 'indian'
  | 'french'
  | 'dutch'
  | 'korean'
  | 'slavic'
  | 'ukrainian'
  | 'italian'
  | 'portuguese'
  | 'thai'
  | 'turkish'
  | 'arabic';

export type City = {
  readonly name: string;
  readonly region: string;
  readonly postcode: string;
  readonly office: string;
};

export type Country = {
  readonly code: string;
  /** Of inbound parcels, percent. */
  readonly share: number;
  readonly culture: Culture;
  readonly currency: string;
  /** Minor units for one euro, at rates fixed for the simulation. */
  readonly minorPerEur: number;
  readonly phone: string;
  readonly landline: string;
  readonly mailDomain: string;
  readonly street: string;
  readonly cities: readonly City[];
  /** Chance that a declaration lacks the field. */
  readonly lacks: {
    readonly phone: number;
    readonly hs: number;
    readonly postcode: number;
    readonly netWeight: number;
    readonly advanceData: number;
  };
  readonly waiver: boolean;
};

/** `name|region|postcode|office` each, so that a country reads as a line a city. */
export const cities = (...rows: readonly string[]): readonly City[] =>
  rows.map((row) => {
    const [name = '', region = '', postcode = '', office = ''] = row.split('|');
    return { name, region, postcode, office };
  });

export const tidy = { phone: 0.06, hs: 0.12, postcode: 0.01, netWeight: 0.03, advanceData: 0.02 };
const middling = { phone: 0.1, hs: 0.25, postcode: 0.03, netWeight: 0.08, advanceData: 0.05 };
const poor = { phone: 0.25, hs: 0.55, postcode: 0.15, netWeight: 0.25, advanceData: 0.2 };

type Money = readonly [currency: string, minorPerEur: number];
const row = (
  code: string,
  share: number,
  culture: Culture,
  [currency, minorPerEur]: Money,
  numbers: readonly [phone: string, landline: string],
  mailDomain: string,
  street: string,
  lacks: Country['lacks'],
  places: readonly City[],
): Country => ({
  code,
  share,
  culture,
  currency,
  minorPerEur,
  phone: numbers[0],
  landline: numbers[1],
  mailDomain,
  street,
  lacks,
  waiver: lacks === poor,
  cities: places,
});

const euro: Money = ['EUR', 100];
// prettier-ignore
export const originCountries: readonly Country[] = [
  row(
    'CN',
    45,
    'chinese',
    ['USD', 108],
    ['+861^#########', '+86755########'],
    'example.cn',
    'No.^## Renmin Road',
    middling,
    cities(
      'Shenzhen|Guangdong|518###|CNSZXA',
      'Guangzhou|Guangdong|510###|CNCANA',
      'Dongguan|Guangdong|523###|CNCANA',
      'Yiwu|Zhejiang|322###|CNHGHA',
      'Hangzhou|Zhejiang|310###|CNHGHA',
      'Shanghai|Shanghai|200###|CNSHAA',
      'Quanzhou|Fujian|362###|CNXMNA',
      'Wuhan|Hubei|430###|CNWUHA',
      'Shijiazhuang|Hebei|050###|CNBJSA',
    ),
  ),
  row(
    'GB',
    10,
    'english',
    ['GBP', 86],
    ['+447#########', '+44207#######'],
    'example.co.uk',
    '^# Church Lane',
    tidy,
    cities(
      'London|Greater London|SE^# ^@@|GBLALA',
      'Manchester|Greater Manchester|M^# ^@@|GBMANA',
      'Leeds|West Yorkshire|LS^# ^@@|GBMANA',
      'Bristol|Bristol|BS^# ^@@|GBLALA',
    ),
  ),
  row(
    'DE',
    7,
    'german',
    euro,
    ['+4915#########', '+4930#######'],
    'example.de',
    'Hauptstr. ^#',
    tidy,
    cities(
      'Berlin|Berlin|10###|DEFRAA',
      'Hamburg|Hamburg|20###|DEHAMA',
      'München|Bayern|80###|DEFRAA',
      'Köln|Nordrhein-Westfalen|50###|DEFRAA',
    ),
  ),
  row(
    'JP',
    6,
    'japanese',
    ['JPY', 162],
    ['+8190########', '+813########'],
    'example.jp',
    '^-#-^# Honmachi',
    tidy,
    cities('Tokyo|Tokyo|1##-00##|JPKWSA', 'Osaka|Osaka|5##-00##|JPKIXA', 'Nagoya|Aichi|4##-00##|JPKWSA'),
  ),
  row(
    'HK',
    6,
    'cantonese',
    ['HKD', 845],
    ['+8529#######', '+8522#######'],
    'example.hk',
    'Flat ^@, ^#/F, ^# Nathan Road',
    middling,
    cities('Kowloon|||HKHKGA', 'Hong Kong|||HKHKGA', 'Tsuen Wan|New Territories||HKHKGA'),
  ),
  row(
    'IN',
    5,
    'indian',
    ['INR', 9100],
    ['+919#########', '+9122########'],
    'example.in',
    '^## M.G. Road',
    middling,
    cities(
      'Mumbai|Maharashtra|400###|INBOMA',
      'New Delhi|Delhi|110###|INDELA',
      'Jaipur|Rajasthan|302###|INDELA',
      'Chennai|Tamil Nadu|600###|INMAAA',
    ),
  ),
  row(
    'CA',
    5,
    'english',
    ['CAD', 147],
    ['+1416#######', '+1604#######'],
    'example.ca',
    '^### King Street',
    tidy,
    cities('Toronto|ON|M^@ ^@^|CAYTOA', 'Vancouver|BC|V^@ ^@^|CAYVRA', 'Montréal|QC|H^@ ^@^|CAYMQA'),
  ),
  row(
    'FR',
    2.5,
    'french',
    euro,
    ['+336########', '+331########'],
    'example.fr',
    '^# rue de la République',
    tidy,
    cities('Paris|Île-de-France|75###|FRCDGA', 'Lyon|Rhône|69###|FRCDGA'),
  ),
  row(
    'MX',
    2,
    'spanish',
    ['MXN', 2000],
    ['+5255########', '+5233########'],
    'example.mx',
    'Calle Hidalgo ^##',
    poor,
    cities('Ciudad de México|CDMX|06###|MXMEXA', 'Guadalajara|Jalisco|44###|MXGDLA', 'Culiacán|Sinaloa|80###|MXMEXA'),
  ),
  row(
    'KR',
    2,
    'korean',
    ['USD', 108],
    ['+8210########', '+822########'],
    'example.kr',
    '^#-^ Sejong-daero',
    tidy,
    cities('Seoul|Seoul|0####|KRSELA', 'Busan|Busan|4####|KRSELA'),
  ),
  row(
    'NL',
    1.7,
    'dutch',
    euro,
    ['+316########', '+3120#######'],
    'example.nl',
    'Kerkstraat ^#',
    tidy,
    cities('Amsterdam|Noord-Holland|10## @@|NLAMSA', 'Rotterdam|Zuid-Holland|30## @@|NLAMSA'),
  ),
  row(
    'IT',
    1.6,
    'italian',
    euro,
    ['+393########', '+3906#######'],
    'example.it',
    'Via Roma ^#',
    tidy,
    cities('Milano|MI|20###|ITMILA', 'Roma|RM|00###|ITROMA'),
  ),
  row(
    'AU',
    1.4,
    'english',
    ['AUD', 165],
    ['+614########', '+612########'],
    'example.com.au',
    '^# Station St',
    tidy,
    cities('Sydney|NSW|2###|AUSYDA', 'Melbourne|VIC|3###|AUMELA'),
  ),
  row(
    'PL',
    1,
    'slavic',
    ['PLN', 428],
    ['+485########', '+4822#######'],
    'example.pl',
    'ul. Polna ^#',
    middling,
    cities('Warszawa|Mazowieckie|0#-###|PLWAWA', 'Kraków|Małopolskie|3#-###|PLWAWA'),
  ),
  row(
    'ES',
    1,
    'spanish',
    euro,
    ['+346########', '+3491#######'],
    'example.es',
    'Calle Mayor ^#',
    tidy,
    cities('Madrid|Madrid|280##|ESMADA', 'Barcelona|Barcelona|080##|ESBCNA'),
  ),
  row(
    'TH',
    0.7,
    'thai',
    ['USD', 108],
    ['+668########', '+662#######'],
    'example.co.th',
    '^# Sukhumvit Road',
    poor,
    cities('Bangkok|Bangkok|10###|THBKKA', 'Chiang Mai|Chiang Mai|50###|THBKKA'),
  ),
  row(
    'TR',
    0.6,
    'turkish',
    ['USD', 108],
    ['+905#########', '+90212#######'],
    'example.com.tr',
    'Atatürk Cad. No:^#',
    middling,
    cities('İstanbul|İstanbul|34###|TRISTA', 'İzmir|İzmir|35###|TRISTA'),
  ),
  row(
    'BR',
    0.6,
    'portuguese',
    ['USD', 108],
    ['+55119########', '+5511########'],
    'example.com.br',
    'Rua das Flores ^##',
    poor,
    cities('São Paulo|SP|0####-###|BRSAOA', 'Curitiba|PR|8####-###|BRSAOA'),
  ),
  row(
    'UA',
    0.5,
    'ukrainian',
    ['USD', 108],
    ['+3806########', '+38044#######'],
    'example.ua',
    'vul. Shevchenka ^#',
    poor,
    cities('Kyiv|Kyiv|0####|UAIEVA', 'Lviv|Lviv|79###|UAIEVA'),
  ),
  row(
    'AE',
    0.5,
    'arabic',
    ['USD', 108],
    ['+9715########', '+9714#######'],
    'example.ae',
    'Al Wasl Road ^#',
    middling,
    cities('Dubai|Dubai||AEDXBA'),
  ),
  row(
    'DO',
    0.4,
    'spanish',
    ['USD', 108],
    ['+1809#######', '+1829#######'],
    'example.do',
    'Calle Duarte ^##',
    poor,
    cities('Santo Domingo|DN|10###|DOSDQA', 'Santiago|Santiago|51###|DOSDQA'),
  ),
];

export const originChoice: Choice<Country> = new Choice(originCountries, (country) => country.share);
