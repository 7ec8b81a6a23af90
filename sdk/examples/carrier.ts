/** A carrier screens each parcel in its own process, before the label is printed: no service, no queue. */
import { isRowError } from '@postern/sdk';
import { createEngine, type Parcel } from '@postern/sdk/embedded';

const parcel: Parcel = {
  itemId: 'LX473124829CN',
  sender: { name: 'Shenzhen Bright Trading Co', addressLines: ['Huaqiang North Road 17'], country: 'CN' },
  recipient: {
    name: 'J. Miller',
    addressLines: ['12 Oak Street'],
    postcode: '97201',
    country: 'US',
    phone: '+15035550142',
  },
  natureOfTransaction: 'sale',
  totalGrossWeightG: 38_500,
  totalDeclaredValue: { amountMinor: 4_000, currency: 'USD' },
  contents: [{ description: 'TDP 5 single punch tablet press machine', quantity: 1, hsCode: '847989' }],
};

const engine = createEngine();
const answer = await engine.screen(parcel);
if (isRowError(answer)) {
  console.log(`${answer.error.pointer}: expected ${answer.error.expected}, got ${answer.error.got}`);
} else {
  console.log(`${answer.itemId}: ${answer.action}`);
  for (const { code, text } of answer.reasons) console.log(`  ${code}: ${text}`);
}
await engine.close();
