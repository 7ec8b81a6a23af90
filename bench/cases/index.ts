/** Every case, in the order of the parcel's way and then of the ways in. */
import type { BenchCase } from '../case.ts';
import { contributionsCase, explainedBatchCase } from './contributions.ts';
import { firstScoreCases } from './firstScore.ts';
import { httpBatchCase, httpMsgpackCase, httpOneCase } from './http.ts';
import { kernelCases } from './kernel.ts';
import { largeImportCases, largeOpenCase, largeScoreCase, swapsCase } from './largeModel.ts';
import { poolCase } from './pool.ts';
import { eventLoopCase, memoryCase, startupCase } from './process.ts';
import { recordsCase } from './records.ts';
import { ruleCases } from './rules.ts';
import { singleCase } from './single.ts';
import { featuresCase, scanCase } from './stages.ts';
import { threadsCase } from './threads.ts';
import { vectorsCase } from './vectors.ts';
import { lookUpCases } from './watchlist/lookUps.ts';
import { nameCases } from './watchlist/names.ts';
import { phrasesCase } from './watchlist/phrases.ts';
import { listQualityCases } from './watchlist/quality.ts';
import { rescreenCase } from './watchlist/rescreen.ts';
import { listScreeningCases } from './watchlist/screening.ts';
import { listSizeCases } from './watchlist/sizes.ts';

export const benchCases: readonly BenchCase[] = [
  scanCase,
  featuresCase,
  vectorsCase,
  ...kernelCases,
  recordsCase,
  threadsCase,
  explainedBatchCase,
  contributionsCase,
  poolCase,
  singleCase,
  ...ruleCases,
  ...listScreeningCases,
  rescreenCase,
  ...listSizeCases,
  ...lookUpCases,
  phrasesCase,
  ...nameCases,
  ...listQualityCases,
  httpOneCase,
  httpBatchCase,
  httpMsgpackCase,
  memoryCase,
  startupCase,
  ...firstScoreCases,
  eventLoopCase,
  ...largeImportCases,
  largeOpenCase,
  largeScoreCase,
  swapsCase,
];
