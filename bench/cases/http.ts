/** Over HTTP on loopback, server and client on the same machine, each side in a process of its own. */
import { Packr, unpackMultiple } from 'msgpackr';
import type { BenchCase } from '../case.ts';
import { checkAnswers } from '../answers.ts';
import { linesOf, mail, parcelsOf } from '../data.ts';
import { post } from '../httpClient.ts';
import { compiled, type Service, startService } from '../processes.ts';
import { parseBody } from './records.ts';
import { routes } from '../../src/contract/routes.ts';

const NUM_PARCELS = 20_000;
const NDJSON = 'application/x-ndjson';
const MSGPACK = 'application/vnd.msgpack';

const startOurs = (): Promise<Service> =>
  startService(compiled('src/cli/main.js'), ['serve', '--port', '0', '--workers', '1', '--log-level', 'info']);
const startPeer = (): Promise<Service> => startService(compiled('bench/peers/service.js'), []);

export const httpBatchCase: BenchCase = {
  name: 'http-ndjson',
  unit: 'rows',
  installsPeers: true,
  about: 'a batch of NDJSON over HTTP to NDJSON decisions, one worker',
  prepare: async () => {
    const body = mail(NUM_PARCELS);
    const lines = linesOf(body);
    const [ours, peer] = [await startOurs(), await startPeer()];
    const path = routes.screenBatch.path;
    return {
      numUnits: NUM_PARCELS,
      ours: () => post(ours.url + path, NDJSON, body),
      peers: {
        'JSON.parse alone, no HTTP': () => parseBody(body),
        'Fastify + features + onnxruntime-node': () => post(peer.url + path, NDJSON, body),
      },
      check: async () => {
        const beside = await post(peer.url + path, NDJSON, body);
        checkAnswers(await post(ours.url + path, NDJSON, body), lines, beside.toString('utf8'));
      },
      close: async () => {
        await ours.stop();
        await peer.stop();
      },
    };
  },
};

export const httpMsgpackCase: BenchCase = {
  name: 'http-msgpack',
  unit: 'rows',
  about: 'a batch of msgpack maps over HTTP to msgpack decisions, one worker',
  prepare: async () => {
    const ndjson = mail(NUM_PARCELS);
    const parcels = parcelsOf(ndjson);
    const packr = new Packr({ useRecords: false });
    const body = packr.pack(parcels);
    const ours = await startOurs();
    const path = routes.screenBatch.path;
    return {
      numUnits: NUM_PARCELS,
      ours: () => post(ours.url + path, MSGPACK, body),
      peers: { 'msgpackr unpack alone, no HTTP': () => packr.unpack(body) },
      check: async () => {
        const answers = (unpackMultiple(await post(ours.url + path, MSGPACK, body)) as unknown[]).flat();
        const lines = (await post(ours.url + path, NDJSON, ndjson)).toString('utf8').trimEnd().split('\n');
        answers.forEach((answer, row) => {
          if (JSON.stringify(answer) !== JSON.stringify(JSON.parse(lines[row]))) throw new Error(`row ${row} differs`);
        });
        if (answers.length !== NUM_PARCELS) throw new Error(`expected ${NUM_PARCELS} answers, got ${answers.length}`);
      },
      close: () => ours.stop(),
    };
  },
};

export const httpOneCase: BenchCase = {
  name: 'http-one',
  unit: 'us a request',
  perUnit: 'us',
  installsPeers: true,
  about: 'one parcel a request, one connection',
  prepare: async () => {
    const lines = linesOf(mail(1_000));
    const [ours, peer] = [await startOurs(), await startPeer()];
    let at = 0;
    const next = (): string => lines[at++ % lines.length];
    const path = routes.screen.path;
    return {
      numUnits: 1,
      ours: () => post(ours.url + path, 'application/json', next()),
      peers: { 'Fastify + features + onnxruntime-node': () => post(peer.url + path, 'application/json', next()) },
      check: async () => {
        for (const line of lines.slice(0, 100)) {
          const answer = JSON.parse((await post(ours.url + path, 'application/json', line)).toString('utf8')) as object;
          if (!('action' in answer)) throw new Error(`no decision: ${JSON.stringify(answer)}`);
        }
      },
      close: async () => {
        await ours.stop();
        await peer.stop();
      },
    };
  },
};
