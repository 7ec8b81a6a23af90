/**
 * Ranks of simulated parcels with their truth, for `postern calibrate`: all contraband, and some of the rest.
 *
 *   postern simulate --labels LABELS.csv --out MAIL.ndjson ...
 *   node dist/tools/calibration/ranks.js BUNDLE MAIL.ndjson LABELS.csv LAWFUL_KEPT > RANKS.csv
 *
 * Of lawful parcels every LAWFUL_KEPT-th is taken: which one is left to chance by its place in the mail alone.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createEngine } from '../../src/engine/createEngine.ts';

const [bundle, mail, labels, lawfulKept] = process.argv.slice(2);
const engine = createEngine({ bundle: readFileSync(bundle) });
const linesOf = (path: string): AsyncIterable<string> => createInterface({ input: createReadStream(path) });
const truths = linesOf(labels)[Symbol.asyncIterator]();
const header = ((await truths.next()).value as string).split(',');
const [illicit, network] = ['illicit', 'network'].map((name) => header.indexOf(name));

process.stdout.write('rank,illicit,network\n');
let row = 0;
for await (const line of linesOf(mail)) {
  const truth = ((await truths.next()).value as string).split(',');
  row += 1;
  if (truth[illicit] !== '1' && row % Number(lawfulKept) !== 0) continue;
  const { rank } = await engine.explainRow(Buffer.from(line));
  if (rank === null) continue;
  // networks of two mails are two networks
  const group = truth[network] === '' ? '' : `${mail}-${truth[network]}`;
  process.stdout.write(`${rank},${truth[illicit]},${group}\n`);
}
await engine.close();
