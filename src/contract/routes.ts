/** The routes of the service as data: the server mounts them, the client calls them, the docs list them. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** Names of the parameters that its query may have; none unless given. */
  readonly query?: readonly string[];
};

export const routes = {
  screen: { method: 'POST', path: '/v1/screen', summary: 'Screen one parcel' },
  screenBatch: { method: 'POST', path: '/v1/screen/batch', summary: 'Screen a batch: every row answered, in order' },
  explain: { method: 'POST', path: '/v1/explain', summary: 'Screen one parcel and show what was found' },
  score: {
    method: 'POST',
    path: '/v1/score',
    summary: 'Score rows with the screening model or another of the bundle',
    query: ['model', 'output', 'numRows', 'numColumns', 'dtype', 'order'],
  },
  bundleInfo: { method: 'GET', path: '/v1/bundle', summary: 'The bundle in use' },
  bundleSwap: { method: 'PUT', path: '/v1/bundle', summary: 'Swap the bundle (administrator)' },
  bundlePatch: { method: 'PUT', path: '/v1/bundle/patch', summary: 'Patch the lists of the bundle (administrator)' },
  bundleUnpatch: {
    method: 'DELETE',
    path: '/v1/bundle/patch',
    summary: 'Take the patch off the lists of the bundle (administrator)',
  },
  livez: { method: 'GET', path: '/livez', summary: 'The process is up' },
  readyz: { method: 'GET', path: '/readyz', summary: 'Ready to screen: bundle loaded and self-test passed' },
  metrics: { method: 'GET', path: '/metrics', summary: 'Metrics in Prometheus text' },
} as const;

/** On binary answers of `score`: numbers a row. */
export const NUM_OUTPUTS_HEADER = 'postern-num-outputs';
