/** The bundle in use, its swap and its patch: running batches end with the old one, the next begin with the new one. */
import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import type { BundleInfo } from '../../contract/screener.ts';
import { requireAdministrator, tierOf } from '../access.ts';
import { readBody } from '../bodies.ts';
import { requireMediaType } from '../negotiate.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

export function bundleRoutes(app: FastifyInstance, { host, config }: Service): void {
  app.route({
    method: routes.bundleInfo.method,
    url: routes.bundleInfo.path,
    schema: describe('bundleInfo'),
    handler: (request): Promise<BundleInfo> => host.bundle({ tier: tierOf(request, config) }),
  });
  app.route({
    method: routes.bundleSwap.method,
    url: routes.bundleSwap.path,
    schema: describe('bundleSwap'),
    // before the body is read
    onRequest: async (request) => requireAdministrator(request, config),
    handler: async (request): Promise<BundleInfo> => {
      requireMediaType(request.headers['content-type'], ['application/octet-stream']);
      const bytes = await readBody(request, config.bundleBytes);
      const swapped = await host.swapBundle(bytes);
      request.log.info({ bundle: swapped.hash, signedBy: swapped.signedBy }, 'bundle swapped');
      return swapped;
    },
  });
  app.route({
    method: routes.bundlePatch.method,
    url: routes.bundlePatch.path,
    schema: describe('bundlePatch'),
    onRequest: async (request) => requireAdministrator(request, config),
    handler: async (request): Promise<BundleInfo> => {
      requireMediaType(request.headers['content-type'], ['application/octet-stream']);
      const patched = await host.patchBundle(await readBody(request, config.bundleBytes));
      const { hash, patch } = patched;
      request.log.info({ bundle: hash, patch: patch?.hash, signedBy: patch?.signedBy }, 'lists patched');
      return patched;
    },
  });
  app.route({
    method: routes.bundleUnpatch.method,
    url: routes.bundleUnpatch.path,
    schema: describe('bundleUnpatch'),
    onRequest: async (request) => requireAdministrator(request, config),
    handler: async (request): Promise<BundleInfo> => {
      const bundle = await host.unpatchBundle();
      request.log.info({ bundle: bundle.hash }, 'patch taken off');
      return bundle;
    },
  });
}
