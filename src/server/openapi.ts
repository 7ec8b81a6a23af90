/** What the API description says of each route, beside the schemas of the contract. */
import type { FastifySchema } from 'fastify';
import { formats } from '../contract/formats.ts';
import { NUM_OUTPUTS_HEADER, routes } from '../contract/routes.ts';

type RouteName = keyof typeof routes;
type JsonSchema = Readonly<Record<string, unknown>>;
/** Media types to schemas. */
type Content = Readonly<Record<string, { schema: JsonSchema }>>;
type Description = {
  readonly tag: string;
  readonly text?: string;
  readonly query?: JsonSchema;
  readonly body?: Content;
  readonly answer: Content;
  readonly admin?: true;
};

const reference = (name: string): JsonSchema => ({ $ref: `${name}#` });
const json = (schema: JsonSchema): Content => ({ 'application/json': { schema } });
const binary: Content = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const anyCodec = (of: string): Content =>
  Object.fromEntries(
    Object.entries(formats).map(([name, [mediaType]]) => [
      mediaType,
      { schema: name === 'json' ? { type: 'array', items: reference(of) } : { type: 'string' } },
    ]),
  );

const descriptions: Readonly<Record<RouteName, Description>> = {
  screen: {
    tag: 'screening',
    text: 'A parcel that cannot be screened is a problem (422) whose errors[] names the place.',
    body: json(reference('Parcel')),
    answer: json(reference('Decision')),
  },
  screenBatch: {
    tag: 'screening',
    text:
      'Rows by Content-Type, answers by Accept, in the order of the rows. A row that cannot be screened is answered in ' +
      'its place with a row error; the others are not affected. NDJSON and CSV may be of any length.',
    body: anyCodec('Parcel'),
    answer: anyCodec('Answer'),
  },
  explain: { tag: 'screening', body: json(reference('Parcel')), answer: json(reference('Explanation')) },
  score: {
    tag: 'scoring',
    text:
      'Columns are matched by name where names are given. Binary bodies are little-endian floats; their shape, model and ' +
      'output stand in the query, those of JSON in the body. Binary answers are little-endian f64, [row][output], with ' +
      `the number of outputs in the header ${NUM_OUTPUTS_HEADER}.`,
    query: reference('Scoring'),
    body: { ...json(reference('Rows')), ...binary },
    answer: { ...json(reference('Scores')), ...binary },
  },
  bundleInfo: { tag: 'bundle', answer: json(reference('BundleInfo')) },
  bundleSwap: { tag: 'bundle', body: binary, answer: json(reference('BundleInfo')), admin: true },
  bundlePatch: {
    tag: 'bundle',
    text:
      'A patch holds what new versions of lists change of the bundle in use; it takes the place of one before it. ' +
      'Decisions name bundle and patch together, and the next bundle ends it.',
    body: binary,
    answer: json(reference('BundleInfo')),
    admin: true,
  },
  bundleUnpatch: {
    tag: 'bundle',
    text:
      'From the next body on the lists are those of the bundle itself, and decisions name it alone. Where no patch is in ' +
      'force nothing changes.',
    answer: json(reference('BundleInfo')),
    admin: true,
  },
  livez: { tag: 'operation', answer: json({ type: 'object' }) },
  readyz: { tag: 'operation', answer: json({ type: 'object' }) },
  metrics: { tag: 'operation', answer: { 'text/plain': { schema: { type: 'string' } } } },
};

/** The Fastify schema of a route: description only, nothing is validated or serialised by it. */
export function describe(route: RouteName): FastifySchema {
  const { tag, text, query, body, answer, admin } = descriptions[route];
  return {
    summary: routes[route].summary,
    operationId: route,
    tags: [tag],
    ...(text && { description: text }),
    ...(query && { querystring: query }),
    ...(body && { body: { content: body } }),
    response: {
      200: { description: 'The answer', content: answer },
      default: {
        description: 'A problem (RFC 9457)',
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
    ...(admin && { security: [{ key: [] }] }),
  };
}
