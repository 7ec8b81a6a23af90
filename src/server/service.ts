/** What every part of the service is given. */
import type { FastifyInstance } from 'fastify';
import type { ScreeningHost } from '../contract/host.ts';
import type { ServerConfig } from './config.ts';
import type { Gate } from './gate.ts';
import type { Metrics } from './metrics.ts';

export type Service = {
  readonly host: ScreeningHost;
  readonly config: ServerConfig;
  readonly gate: Gate;
  readonly metrics: Metrics;
};

/** One part of the service: mounts its hooks or routes. */
export type Part = (app: FastifyInstance, service: Service) => void | Promise<void>;
