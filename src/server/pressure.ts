/** When the event loop falls behind, new requests are told to come back; those running are left to finish. */
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { PosternError } from '../contract/errors.ts';
import type { Service } from './service.ts';

export async function installPressureRelief(app: FastifyInstance, { config }: Service): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: config.maxEventLoopDelayMs,
    pressureHandler: (_request, _reply, kind, value) => {
      throw new PosternError('BUSY', `the service is behind: ${kind} is ${value}`);
    },
  });
}
