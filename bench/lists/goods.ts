/** Descriptions of simulated goods, and long ones made of several. */
import { simulateParcels } from '../../src/simulate/mail.ts';

const SEED = 11;
const NUM_SIMULATED = 4000;
const DESCRIPTION_BYTES = 150;
/** Goods that come one after the other are of one flight. */
const STEP = 7;

export function simulatedGoods(): string[] {
  return simulateParcels(NUM_SIMULATED, SEED).map(({ contents }) => contents[0].description ?? 'goods');
}

/** 150 bytes. */
export function goodsDescription(goods: readonly string[], row: number): string {
  let text = '';
  for (let i = row; Buffer.byteLength(text) < DESCRIPTION_BYTES; i += STEP) {
    text += `${text === '' ? '' : ', '}${goods[i % goods.length]}`;
  }
  // a letter that is cut becomes a sign that no description holds
  return Buffer.from(text).subarray(0, DESCRIPTION_BYTES).toString('utf8').replaceAll('\ufffd', '');
}
