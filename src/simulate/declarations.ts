/**
 * Texts of declarations that matter to a targeter: dull false ones, names and numbers of precursors, press parts.
 * False declarations are ordinary articles of the goods table, in the manner of published seizures (crafts, cosmetics,
 * vehicle parts, keyboards, resin): the words alone must not give them away.
 */
import { type Article, goods } from './goods.ts';
import { escaped } from './shapes.ts';

const dullNames = [
  'computer keyboard',
  'face cream',
  'hair shampoo',
  'hair dye',
  'bicycle brake pads',
  'car brake pads',
  'car headlamp',
  'fishing reel',
  'stone carving',
  'carved wooden figure',
  'scented candles',
  'epoxy resin kit',
  'silicone sealant',
  'protective coating',
  'printer ink cartridge',
  'hooded sweatshirt',
  'school backpack',
  'plush toy',
  'ball bearing',
  'hand tool set',
  'herbal tea',
  'protein powder',
  'LED light strip',
  'toy building bricks',
];

export const dullArticles: readonly Article[] = Object.values(goods)
  .flat()
  .filter((article) => dullNames.includes(article.descriptions[0] as string));

/** A substance as it may stand in a declaration; CAS and HS6 as in the published tables, all with valid digits. */
export type Substance = {
  readonly name: string;
  readonly cas: string;
  readonly hs6: string;
  readonly aliases: readonly string[];
};

export const precursors: readonly Substance[] = [
  {
    name: '4-anilino-N-phenethylpiperidine',
    cas: '21409-26-7',
    hs6: '293336',
    aliases: ['4-ANPP', 'despropionyl fentanyl'],
  },
  { name: 'N-phenethyl-4-piperidone', cas: '39742-60-4', hs6: '293337', aliases: ['NPP intermediate'] },
  { name: 'N-phenylpiperidin-4-amine', cas: '23056-29-3', hs6: '293339', aliases: ['4-anilinopiperidine'] },
  { name: '1-boc-4-AP', cas: '125541-22-2', hs6: '293339', aliases: ['boc-4-AP'] },
  { name: '4-piperidone', cas: '41661-47-6', hs6: '293339', aliases: ['piperidin-4-one'] },
  { name: '1-boc-4-piperidone', cas: '79099-07-3', hs6: '293339', aliases: ['N-boc-4-piperidone'] },
  {
    name: 'BMK methyl glycidate',
    cas: '80532-66-7',
    hs6: '291899',
    aliases: ['P2P methyl glycidic acid methyl ester'],
  },
  { name: 'PMK methyl glycidate', cas: '13605-48-6', hs6: '293299', aliases: ['3,4-MDP-2-P methyl glycidate'] },
  { name: 'alpha-phenylacetoacetonitrile', cas: '4468-48-8', hs6: '292640', aliases: ['APAAN'] },
];

/** Listed or watched, and every day lawfully sent to laboratories and workshops. */
export const dualUse: readonly Substance[] = [
  { name: 'piperidine', cas: '110-89-4', hs6: '293332', aliases: ['piperidine 99%'] },
  { name: 'gamma-butyrolactone', cas: '96-48-0', hs6: '293220', aliases: ['GBL cleaner'] },
  { name: '1,4-butanediol', cas: '110-63-4', hs6: '290539', aliases: ['BDO'] },
  {
    name: '4-piperidone hydrochloride',
    cas: '41661-47-6',
    hs6: '293339',
    aliases: ['4-piperidone reference standard'],
  },
];

/** CAS numbers of harmless goods of the industrial class, by plain name. */
export const harmlessCas: Readonly<Record<string, string>> = {
  'acetonitrile HPLC grade': '75-05-8',
  'titanium dioxide pigment powder': '13463-67-7',
  'citric acid powder': '77-92-9',
  'iron oxide pigment': '1309-37-1',
  'silica gel': '7631-86-9',
  'microcrystalline cellulose': '9004-34-6',
  'magnesium stearate': '557-04-0',
};

/** Wordings for press parts that do not say "tablet". */
export const pressWordings: readonly string[] = [
  'punch die mold',
  'stainless steel mould set',
  'TDP 0 die',
  'tablet press die set',
  'candy press machine parts',
  'stamp die kit 8 mm',
].map(escaped);
