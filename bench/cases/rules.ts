/**
 * Rules: what the default pack adds to a batch, and thousands of generated rules for a batch and for one parcel, beside
 * engines made for rules. Our figures are of whole calls, from bytes to answers with reasons; the peers' are of their
 * rules alone, over objects that are parsed and hold the features.
 */
import type { BenchCase, Prepared, Run } from '../case.ts';
import { openDefaultBundle } from '../bundle.ts';
import { mail, parcelsOf } from '../data.ts';
import { createJsonRules, createZenRules, type PeerFacts, type PeerRules } from '../peers/ruleEngines.ts';
import { celOf, type MixedRule, mixRules } from '../ruleMix.ts';
import type { ScreeningHost } from '../../src/contract/host.ts';
import { findings } from '../../src/contract/findings.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { openPackEngine } from '../../src/engine/rulePacks/packEngine.ts';
import { featureTable } from '../../src/features/table.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import type { Rule } from '../../src/rules/rule.ts';

const BATCH_PARCELS = 4_096;
/** Parcels that peers are given: they take milliseconds for each. */
const PEER_PARCELS = 16;
/** Parcels on which answers are compared. */
const COMPARED_PARCELS = 8;
const ROUNDS = 15;
const featureNames = featureTable.map((feature) => feature.name);

const plainRule = {
  text: 'a generated rule',
  carrierText: null,
  kind: 'risk',
  action: 'rfs',
  weight: 0,
  hard: false,
  lowers: false,
  validFrom: null,
  validUntil: null,
  owner: 'bench',
  source: 'generated',
} as const;

function asRules(mix: readonly MixedRule[]): Rule[] {
  const parser = createConditionParser(featureNames);
  return mix.map((rule, i): Rule => {
    const when = celOf(rule);
    const condition = parser.parse(when, { file: 'mix', line: i + 1, column: 1 });
    return { ...plainRule, code: rule.code, when, condition, place: `mix:${i + 1}` };
  });
}

function mixed(numRules: number): MixedRule[] {
  return mixRules(numRules, new Set(featureNames), new Set(findings.map((finding) => finding.code)));
}

/** From bytes to bytes. @returns bytes of answers */
async function screenBytes(engine: ScreeningHost, ndjson: Buffer): Promise<number> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield ndjson;
  }
  let numBytes = 0;
  for await (const chunk of engine.screenStream(source(), { from: 'ndjson', to: 'ndjson' })) numBytes += chunk.length;
  return numBytes;
}

function openWith(rules: readonly Rule[]): ScreeningHost {
  return openPackEngine(readDefaultBundle(), openDefaultBundle().reference, rules);
}

/** What the peers are told of a parcel. */
async function factsOf(engine: ScreeningHost, parcel: Parcel): Promise<PeerFacts> {
  const explanation = await engine.explain(parcel);
  const known = explanation.features.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]));
  return {
    ...parcel,
    contents: parcel.contents?.map((line) => ({ ...line, lowered: line.description?.toLowerCase() })),
    features: Object.fromEntries(known),
    findings: Object.fromEntries(explanation.findings.map(({ code }) => [code, true])),
  };
}

/** Rules that hit a parcel, by what the engine counted: answers name only the first of many. */
async function hitsOf(engine: ScreeningHost, parcel: Parcel): Promise<string[]> {
  const before = engine.stats().ruleHits;
  await engine.screen(parcel);
  const after = engine.stats().ruleHits;
  return Object.keys(after).filter((code) => after[code] > (before[code] ?? 0));
}

/** Microseconds a unit: the median of rounds. */
async function microseconds(run: Run, numUnits: number, rounds: number): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds + 2; round++) {
    const from = performance.now();
    await run();
    // the first rounds compile
    if (round >= 2) taken.push(((performance.now() - from) * 1000) / numUnits);
  }
  return taken.sort((a, b) => a - b)[taken.length >> 1];
}

function ruleCase(numRules: number, kind: 'batch' | 'one'): BenchCase {
  return {
    name: `rules ${numRules} ${kind}`,
    unit: 'us a parcel',
    direct: true,
    installsPeers: true,
    about: `${numRules} generated rules, ${kind === 'one' ? 'one parcel at a time' : 'a batch of 4,096'}; peers over parsed objects, a few parcels`,
    prepare: async (): Promise<Prepared> => {
      const rules = mixed(numRules);
      const engine = openWith(asRules(rules));
      const ndjson = mail(BATCH_PARCELS);
      const parcels = parcelsOf(ndjson);
      const facts = await Promise.all(parcels.slice(0, PEER_PARCELS).map((parcel) => factsOf(engine, parcel)));
      const peers = {
        'json-rules-engine': await createJsonRules(rules),
        '@gorules/zen-engine': await createZenRules(rules),
      };
      const peerRun = (run: PeerRules) => async (): Promise<number> =>
        microseconds(
          async () => {
            for (const each of facts) await run(each);
          },
          PEER_PARCELS,
          numRules > 1000 ? 1 : 3,
        );
      let at = 0;
      const batch = (): Promise<unknown> => screenBytes(engine, ndjson);
      const one = (): Promise<unknown> => engine.screen(parcels[at++ % BATCH_PARCELS]);
      return {
        numUnits: 1,
        ours: () => (kind === 'batch' ? microseconds(batch, BATCH_PARCELS, ROUNDS) : microseconds(one, 1, 2_000)),
        peers: Object.fromEntries(Object.entries(peers).map(([name, run]) => [name, peerRun(run)])),
        check: async () => {
          for (let i = 0; i < COMPARED_PARCELS; i++) {
            const expected = (await hitsOf(engine, parcels[i])).sort().join(' ');
            for (const [name, run] of Object.entries(peers)) {
              const got = [...(await run(facts[i]))].sort().join(' ');
              if (got !== expected) throw new Error(`${name} differs on parcel ${i}: got ${got}, expected ${expected}`);
            }
          }
        },
        close: () => engine.close(),
      };
    },
  };
}

/** What the rule stage alone takes, by the engine's own clock of stages. */
function stageCase(name: string, kind: 'batch' | 'one', rulesOf: () => readonly Rule[]): BenchCase {
  return {
    name: `${name} stage ${kind}`,
    unit: 'us a parcel',
    direct: true,
    about: `time in the rule stage alone, ${kind === 'one' ? 'one parcel at a time' : 'a batch of 4,096'}`,
    prepare: async () => {
      const engine = openWith(rulesOf());
      const ndjson = mail(BATCH_PARCELS);
      const parcels = parcelsOf(ndjson);
      let at = 0;
      const run =
        kind === 'batch' ? () => screenBytes(engine, ndjson) : () => engine.screen(parcels[at++ % BATCH_PARCELS]);
      const numParcels = kind === 'batch' ? BATCH_PARCELS : 1;
      return {
        numUnits: 1,
        ours: async () => {
          const taken: number[] = [];
          for (let round = 0; round < (kind === 'batch' ? 3 * ROUNDS : 2_000); round++) {
            const before = engine.stats().stageSeconds.rules;
            await run();
            taken.push(((engine.stats().stageSeconds.rules - before) * 1e6) / numParcels);
          }
          return taken.sort((x, y) => x - y)[taken.length >> 1];
        },
        peers: {},
        check: async () => {
          const answers = await engine.screenBatch(parcels);
          if (answers.length !== parcels.length) throw new Error(`expected ${parcels.length} answers`);
        },
        close: () => engine.close(),
      };
    },
  };
}

export const ruleCases: readonly BenchCase[] = [
  stageCase('rules default pack', 'batch', () => openDefaultBundle().ruleSet),
  ...[100, 1_000, 10_000].flatMap((numRules) => [
    stageCase(`rules ${numRules}`, 'batch', () => asRules(mixed(numRules))),
    stageCase(`rules ${numRules}`, 'one', () => asRules(mixed(numRules))),
    ruleCase(numRules, 'batch'),
    ruleCase(numRules, 'one'),
  ]),
];
