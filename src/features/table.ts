/**
 * The feature columns in their order: the one source of column numbers, names and units.
 *
 * Values are float32, NaN is missing. Flags are 1 or 0; codes are the 1-based place in the field's list; countries
 * are `countryNumber`. No column identifies a party: names, addresses and phones enter only as counts, shapes and
 * agreements, so that a model cannot learn persons by heart. Tracking events enter only as the time of departure,
 * because what happens to a parcel after it is picked out must not score it. Trees need no logarithms, so there are none.
 */
import { signalTexts, signalUnits } from '../contract/signalTexts.ts';
import { signalNames } from '../contract/signals.ts';

export type Feature = {
  readonly name: string;
  readonly family: string;
  readonly unit: string;
  /** What NaN stands for in this column. */
  readonly missing: string;
  /** Why a targeter would look at it, in one line. */
  readonly why: string;
};

type Entry = readonly [name: string, unit: string, missing: string, why: string];

const family = (name: string, entries: readonly Entry[]): Feature[] =>
  entries.map(([feature, unit, missing, why]) => ({ name: feature, family: name, unit, missing, why }));

const NEVER = 'never missing';

const value = family('value', [
  ['totalValueUsd', 'USD', 'no amount in a known currency', 'the declared worth, from the total or else the lines'],
  [
    'valuePerGram',
    'USD/g',
    'no value or no weight',
    'drugs and their precursors are declared far below or above goods',
  ],
  ['valuePerPiece', 'USD', 'no value or no quantity', 'a press part at the price of a toy does not fit'],
  ['valueOverNorm', 'ratio', 'no value, weight or goods class', 'value per gram against the norm of the goods class'],
  ['lineValuesOverTotal', 'ratio', 'no total or no line value', 'invented declarations do not add up'],
  ['postageOverValue', 'ratio', 'no postage or no value', 'costly carriage of trivial goods'],
  ['insuredOverValue', 'ratio', 'no insured value or no value', 'the sender knows what it is worth'],
  ['valueTrailingZeros', 'digits, at most 4', 'no amount', 'round amounts are invented more often than priced'],
]);

const weight = family('weight', [
  ['grossWeightG', 'g', 'no gross weight', 'the declared weight of the parcel'],
  ['scannedOverGross', 'ratio', 'not weighed or none declared', 'the scale against the declaration'],
  ['netOverGross', 'ratio', 'no net or gross weight', 'goods cannot outweigh the parcel'],
  ['gramsPerPiece', 'g', 'no weight or no quantity', 'parcels too heavy for the goods'],
  ['weightOverNorm', 'ratio', 'no weight or a line without goods class', 'weight against the norm of the goods class'],
]);

const goods = family('goods', [
  ['numLines', 'count', NEVER, 'single-line declarations hide more than itemised ones'],
  ['totalPieces', 'count', 'no quantity', 'commercial quantities'],
  ['topQuantity', 'count', 'no quantity', 'many of one article'],
  ['hsChapter', '1-99', 'no readable HS code', 'the first declared goods class'],
  ['wordChapter', '1-99', 'no word of a known goods class', 'the first goods class named in words'],
  ['hsWordsDisagree', 'share of lines', 'no line with both classes', 'words and HS code name goods of other kinds'],
  ['hsListed', '0-3', NEVER, 'HS code of presses (1), near precursors (2), of precursors (3)'],
  ['wordsPerLine', 'count', NEVER, 'how much the sender says of the goods'],
  ['fewestContentWords', 'count', NEVER, 'the vaguest line of the declaration'],
  ['vagueLineShare', 'share of lines', NEVER, 'lines that name no goods'],
  ['stopWordShare', 'share of words', 'no word', 'terms that customs refuses as too vague'],
  ['knownWordShare', 'share of words', 'no word', 'ordinary goods words against trade names and codes'],
  ['digitShare', 'share of bytes', NEVER, 'part and catalogue numbers'],
  ['upperShare', 'share of letters', 'no ASCII letter', 'typed by a machine or by a hand'],
  ['highByteShare', 'share of bytes', NEVER, 'text in another script than ASCII'],
  ['descriptionBucket', '0-63', 'no word', 'the wording as a template, too coarse to name a sender'],
  ['precursorNamed', 'flag', NEVER, 'a listed precursor or analogue by name'],
  ['pressNamed', 'flag', NEVER, 'tablet presses, capsule fillers and their parts'],
  ['pharmacyWords', 'flag', NEVER, 'pharmaceutical goods'],
  ['chemicalWords', 'flag', NEVER, 'industrial or laboratory chemicals'],
  ['powderWords', 'flag', NEVER, 'goods in the form drugs travel in'],
  ['casNumbers', 'count', NEVER, 'chemicals named by registry number'],
]);

const parties = family('parties', [
  ['senderPersonType', 'code', 'not given', 'natural, legal or unknown'],
  ['recipientPersonType', 'code', 'not given', 'natural, legal or unknown'],
  ['senderIsCompany', 'flag', NEVER, 'a business, a legal person or company words in the name'],
  ['recipientIsCompany', 'flag', NEVER, 'industrial goods to a person are odd'],
  ['recipientAddressType', 'code', 'not given', 'homes, mail agencies, boxes and forwarders'],
  ['senderNameWords', 'count', 'no name', 'one-word and overlong names'],
  ['recipientNameWords', 'count', 'no name', 'one-word and overlong names'],
  ['senderNameDigitShare', 'share of bytes', 'no name', 'generated names carry digits'],
  ['sharedNameWords', 'count', 'a name is missing', 'families share a name; a returned parcel shares it all'],
  ['senderPhoneFits', 'flag', 'no international number', 'the phone is of the country of the address'],
  ['recipientPhoneFits', 'flag', 'no international number', 'the phone is of the country of the address'],
  ['recipientPhonePrc', 'flag', 'no international number', 'a Chinese phone at an address outside China'],
  ['chemicalFirm', 'flag', NEVER, 'chemical or pharmaceutical words in the name of a party'],
  ['recipientAddressBytes', 'bytes', 'no address', 'addresses too short to find'],
]);

const route = family('route', [
  ['senderCountry', 'country', NEVER, 'corridor'],
  ['recipientCountry', 'country', NEVER, 'corridor'],
  ['originCountry', 'country', 'not given', 'the first declared origin of the goods'],
  ['originDiffersShare', 'share of lines', 'no origin given', 'goods of another country than the sender'],
  ['itemIdCountryDiffers', 'flag', 'not an S10 number', 'posted elsewhere than the sender lives'],
  ['postingOfficeDiffers', 'flag', 'no posting office', 'accepted by an office of another country'],
  ['serviceClass', 'code', 'not given', 'sellers preferred state post and express mail'],
  ['natureOfTransaction', 'code', 'not given', 'gifts and returns avoid questions'],
]);

const timing = family('timing', [
  ['postingWeekday', '0-6, 0 is Sunday', 'no posting date', 'posting habits'],
  ['advanceLeadHours', 'h', 'no advance data time or departure', 'data that come after departure cannot be acted on'],
  ['advanceAfterPostingHours', 'h', 'no advance data time or posting date', 'late declarations'],
  ['advanceChangedHours', 'h', 'never changed', 'a declaration changed after it was sent'],
]);

const quality = family('quality', [
  ['itemIdKind', '0-2', NEVER, 'not S10 (0), S10 right (1), S10 with a wrong check digit (2)'],
  ['itemIdService', '0-25', 'not an S10 number', 'service letter of the item number, A is 0'],
  ['senderFieldsMissing', 'count of 6', NEVER, 'name, address, city, postcode, phone, e-mail'],
  ['recipientFieldsMissing', 'count of 6', NEVER, 'name, address, city, postcode, phone, e-mail'],
  ['lineFieldsMissing', 'share of 6', NEVER, 'description, quantity, net weight, value, HS code, origin'],
  ['parcelFieldsMissing', 'count of 6', NEVER, 'posting date, service, nature, weight, total value, postage'],
  ['dataFindings', 'count', NEVER, 'findings on the quality of the data'],
  ['walletGiven', 'flag', NEVER, 'paid in virtual currency'],
]);

const signals = family(
  'signals',
  signalNames.map((name) => [name, signalUnits[name], 'not known', signalTexts[name]] as const),
);

export const featureTable: readonly Feature[] = [
  ...value,
  ...weight,
  ...goods,
  ...parties,
  ...route,
  ...timing,
  ...quality,
  ...signals,
];
