/**
 * What people send: articles with their HS number, weight and value of one piece, so that weight and value are joint
 * with the goods. Shares of the classes follow published shopper surveys; the articles and norms are invented.
 */
import { Choice, escaped } from './shapes.ts';

export type GoodsClass = 'clothing' | 'electronics' | 'media' | 'beauty' | 'other' | 'industrial' | 'machines';

export type Article = {
  readonly goods: GoodsClass;
  /** Ready for a JSON string; the plain name comes first. */
  readonly descriptions: readonly string[];
  readonly hs6: string;
  /** Median of one piece. */
  readonly pieceG: number;
  readonly pieceEur: number;
  /** Most pieces on a line. */
  readonly pieces: number;
};

type Row = readonly [name: string, hs6: string, pieceG: number, pieceEur: number, pieces?: number];

const colours = ['black', 'white', 'navy', 'grey', 'red', 'green', 'pink', 'beige'];
const sizes = ['S', 'M', 'L', 'XL'];
const styles = ['new model', '2 in 1', 'with box', 'portable', 'mini', 'V2', 'type C', '15.6" set'];
const origins = ['handmade', 'original', 'vintage', 'assorted', 'small', 'large'];

const clothing: readonly Row[] = [
  ['cotton t-shirt', '610910', 190, 14, 4],
  ['women knitted dress', '610442', 340, 28, 2],
  ['men denim jeans', '620342', 650, 38, 2],
  ['padded jacket', '620140', 950, 60],
  ['running shoes', '640411', 850, 58],
  ['leather boots', '640391', 1350, 90],
  ['baseball cap', '650500', 120, 14, 2],
  ['knitted scarf', '611710', 180, 17, 2],
  ['cotton socks', '611595', 70, 6, 6],
  ['swimsuit', '611241', 160, 22, 2],
  ['handbag', '420222', 650, 40],
  ['leather belt', '420330', 230, 19],
  ['bra', '621210', 110, 15, 3],
  ['hooded sweatshirt', '611030', 540, 32],
  ['baby romper', '611120', 150, 13, 3],
  ['knitted gloves', '611610', 90, 10, 2],
  ['wool sweater', '611011', 500, 55],
  ['sandals', '640299', 480, 27],
  ['school backpack', '420292', 780, 34],
  ['wallet', '420231', 130, 22],
  ['party costume', '621143', 420, 30],
  ['pyjamas', '610831', 380, 25],
];
const electronics: readonly Row[] = [
  ['phone case', '392690', 60, 9, 3],
  ['USB cable', '854442', 60, 6, 3],
  ['wireless earphones', '851830', 100, 29, 2],
  ['power bank', '850760', 310, 25],
  ['wall charger', '850440', 120, 14, 2],
  ['smart watch', '851762', 150, 48],
  ['LED light strip', '940542', 260, 15, 2],
  ['computer keyboard', '847160', 850, 42],
  ['optical mouse', '847160', 130, 16],
  ['tablet computer', '847130', 650, 165],
  ['memory card', '852351', 15, 16, 2],
  ['camera lens', '900211', 480, 150],
  ['bluetooth speaker', '851822', 620, 36],
  ['game controller', '950450', 340, 38],
  ['camera drone', '880621', 720, 190],
  ['solid state drive', '847170', 90, 72],
  ['printed circuit board', '853400', 100, 19, 5],
  ['microphone', '851810', 420, 33],
  ['security camera', '852589', 380, 36, 2],
  ['soldering iron', '851511', 460, 26],
  ['record player turntable', '851930', 4300, 115],
  ['TV box', '852871', 330, 42],
];
const media: readonly Row[] = [
  ['paperback novel', '490199', 350, 14, 3],
  ['textbook', '490199', 950, 48, 2],
  ['comic books', '490290', 230, 11, 6],
  ['vinyl record', '852380', 330, 26, 3],
  ['music CD', '852349', 110, 13, 3],
  ['film on disc', '852349', 130, 14, 3],
  ['wall calendar', '491000', 270, 15],
  ['art print', '491191', 200, 24, 2],
  ['sheet music', '490400', 300, 19],
  ['magazines', '490290', 320, 12, 4],
  ['postcards', '490900', 70, 7, 10],
];
const beauty: readonly Row[] = [
  ['face cream', '330499', 190, 19, 3],
  ['hair shampoo', '330510', 430, 12, 3],
  ['lipstick', '330410', 45, 11, 4],
  ['perfume', '330300', 300, 48],
  ['hair dye', '330590', 210, 11, 2],
  ['vitamin capsules', '210690', 240, 19, 3],
  ['toothbrush heads', '960321', 60, 10, 4],
  ['nail polish', '330430', 60, 8, 5],
  ['essential oil', '330129', 90, 13, 3],
  ['human hair wig', '670420', 220, 60],
  ['razor blades', '821220', 60, 13, 4],
  ['herbal tea', '121190', 220, 12, 3],
  ['protein powder', '210610', 1050, 30],
  ['soap bars', '340111', 140, 6, 6],
  ['make-up brushes', '960330', 210, 15],
  ['massage device', '901910', 1050, 52],
];
const other: readonly Row[] = [
  ['bicycle brake pads', '871494', 120, 13, 2],
  ['car brake pads', '870830', 1600, 42],
  ['car headlamp', '851220', 2300, 78],
  ['motorcycle mirror', '871410', 460, 22, 2],
  ['fishing reel', '950730', 370, 36],
  ['fishing lures', '950790', 90, 9, 6],
  ['yoga mat', '950691', 1250, 24],
  ['plush toy', '950300', 300, 16, 2],
  ['toy building bricks', '950300', 900, 40],
  ['board game', '950490', 1150, 36],
  ['ceramic mug', '691110', 400, 12, 2],
  ['kitchen knife', '821192', 260, 32],
  ['stone carving', '680299', 2600, 38],
  ['carved wooden figure', '442011', 750, 30],
  ['scented candles', '340600', 460, 15, 3],
  ['silver ring', '711311', 20, 38],
  ['fashion jewellery', '711719', 40, 12, 4],
  ['wrist watch', '910211', 130, 85],
  ['green tea', '090210', 250, 14, 2],
  ['roasted coffee', '090121', 520, 15, 2],
  ['chocolates', '180690', 420, 15, 2],
  ['dried spices', '091099', 220, 9, 3],
  ['dog collar', '420100', 160, 14],
  ['hand tool set', '820600', 1300, 38],
  ['drill bits', '820750', 320, 18],
  ['epoxy resin kit', '390730', 950, 27],
  ['silicone sealant', '321410', 520, 11, 2],
  ['protective coating', '320890', 850, 23],
  ['bed linen', '630222', 1150, 36],
  ['guitar strings', '920930', 40, 10, 3],
  ['guitar effect pedal', '854370', 520, 80],
  ['ball bearing', '848210', 220, 11, 4],
  ['water valve', '848180', 380, 18],
  ['sewing machine parts', '845290', 320, 17],
  ['printer ink cartridge', '844399', 180, 22, 3],
  ['artificial flowers', '670210', 320, 17],
  ['camping tent', '630622', 2900, 78],
  ['postage stamps for collection', '970400', 40, 25],
  ['garlic press', '821510', 260, 12],
  ['flower press kit', '442199', 600, 20],
  ['leather punch and stamp set', '820559', 450, 18],
];
/** Goods that look like trouble and mostly are not: lawful laboratory and workshop supply. */
const industrial: readonly Row[] = [
  ['laboratory glassware', '701790', 800, 62, 2],
  ['pH buffer solution', '382219', 560, 24, 2],
  ['acetonitrile HPLC grade', '292690', 1150, 70],
  ['titanium dioxide pigment powder', '282300', 1050, 21],
  ['citric acid powder', '291814', 1050, 14],
  ['iron oxide pigment', '282110', 1020, 18],
  ['laboratory filter paper', '482320', 240, 20, 2],
  ['silica gel', '281122', 1100, 30],
  ['microcrystalline cellulose', '391290', 1050, 25],
  ['magnesium stearate', '291570', 1000, 22],
];
const machines: readonly Row[] = [
  ['tablet press die set', '820730', 1400, 160],
  ['pill press mould', '848079', 900, 120],
  ['capsule filling machine', '847989', 6500, 380],
  ['tablet press spare parts', '847990', 2100, 140],
];

const articles = (goods: GoodsClass, rows: readonly Row[], words: readonly string[]): readonly Article[] =>
  rows.map(([name, hs6, pieceG, pieceEur, pieces = 1]) => {
    const texts = [name, ...words.flatMap((word) => [`${word} ${name}`, `${name} ${word}`]), name.toUpperCase()];
    return { goods, hs6, pieceG, pieceEur, pieces, descriptions: texts.map(escaped) };
  });

export const goods: Readonly<Record<GoodsClass, readonly Article[]>> = {
  clothing: articles('clothing', clothing, [...colours, ...sizes]),
  electronics: articles('electronics', electronics, [...colours, ...styles]),
  media: articles('media', media, origins),
  beauty: articles('beauty', beauty, ['50 ml', 'set of 2', 'natural', 'for sensitive skin', 'new']),
  other: articles('other', other, origins),
  industrial: articles('industrial', industrial, ['500 g', '1 kg', 'analytical grade', 'industrial']),
  machines: articles('machines', machines, ['stainless steel', 'single punch', 'TDP type', 'manual']),
};

/** Classes of ordinary shopping by share of parcels, percent. */
const shares: readonly (readonly [GoodsClass, number])[] = [
  ['clothing', 33],
  ['electronics', 21],
  ['media', 14],
  ['beauty', 13],
  ['other', 18.6],
  ['industrial', 0.4],
];
export const goodsClassChoice: Choice<readonly [GoodsClass, number]> = new Choice(shares, ([, share]) => share);

/** Words that say nothing about the goods: one lawful declaration in twenty. */
export const vagueDescriptions: readonly string[] = [
  'gift',
  'accessories',
  'clothes',
  'goods',
  'parts',
  'sample',
  'personal effects',
  'daily necessities',
  'general merchandise',
  'toys',
  'electronics',
  'various items',
];
