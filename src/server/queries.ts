/** Parameters that a route does not know are refused: a misspelt one would do nothing, and nobody would notice. */
import type { FastifyRequest } from 'fastify';
import { PosternError } from '../contract/errors.ts';
import { type Route, routes } from '../contract/routes.ts';

const SHOWN = 40;

const known: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(routes).map((route: Route) => [`${route.method} ${route.path}`, route.query ?? []]),
);

/** @throws REQUEST_INVALID naming the parameter; what is no route of the table is left alone */
export function refuseUnknownQuery({ method, routeOptions: { url }, query }: FastifyRequest): void {
  const names = known.get(`${method === 'HEAD' ? 'GET' : method} ${url}`);
  if (names !== undefined) refuseOthers(query, names, names.length > 0 ? names.join(', ') : 'none at this address');
}

/** @throws REQUEST_INVALID for the first parameter that is not one of these */
export function refuseOthers(query: unknown, names: readonly string[], expected: string): void {
  const strange = Object.keys(query as Record<string, unknown>).find((name) => !names.includes(name));
  if (strange === undefined) return;
  const name = JSON.stringify(strange.slice(0, SHOWN));
  throw new PosternError('REQUEST_INVALID', `got the query parameter ${name}, expected ${expected}`);
}
