/** `postern serve`: the HTTP service around a pool. */
import { Command } from 'commander';
import { buildServer } from '../../server/app.ts';
import { readServerConfig, type ServerOptions } from '../../server/config.ts';
import { closeOnSignal, listen } from '../../server/listen.ts';
import { createLogger, logWorkerErrors } from '../../server/logger.ts';
import { withLogOptions } from '../openLogged.ts';
import { openServed } from '../openServed.ts';
import { keepYoungGenerationSmall } from '../youngGeneration.ts';
import { openScreener, type ScreenerOptions, sourceOf, tierOption, withScreenerOptions } from '../screener.ts';

/** Bodies that may be under way besides batches before the screener itself says BUSY. */
const SPARE_BODIES = 8;
/**
 * Tasks of a service are small: the first rows of a body are screened while its last still arrive, and no copy holds
 * the event loop for long (p99 with 1 MiB and 4 MiB on a busy machine: 24 and 60 ms).
 */
const SLOT_BYTES = 1 << 20;

export function serveCommand(): Command {
  const command = new Command('serve')
    .option('--host <address>', 'address to bind; others than loopback need --key-file (default: 127.0.0.1)')
    .option('--port <n>', 'port to bind; 0 lets the system choose (default: 8080)')
    .option(
      '--key-file <file>',
      'keys that may screen, one a line of at least 32 characters, as they are or as sha256:HEX (default: none needed)',
    )
    .option(
      '--carrier-key-file <file>',
      'keys of carriers: they see actions and what is asked of them, no scores, rules or lists (default: none)',
    )
    .option('--admin-key-file <file>', 'keys that may also swap the bundle, in the same form (default: nobody may)')
    .option('--max-batches <n>', 'batches at once before BUSY (default: 8)')
    .option('--row-bytes <n>', 'longest row, bytes (default: 262144)')
    .option('--body-bytes <n>', 'largest body that is not NDJSON or CSV, bytes (default: 67108864)')
    .option('--nesting <n>', 'deepest nesting of a row, 1 to 64 (default: 32)')
    .option('--bundle-bytes <n>', 'largest bundle that can be put, bytes (default: 268435456)')
    .option('--idle-timeout-ms <n>', 'a connection on which nothing moves for so long is closed (default: 120000)')
    .option('--request-timeout-ms <n>', 'a request must have arrived within so long; 0 has no limit (default: 0)')
    .option('--shutdown-ms <n>', 'how long a shutdown waits for what was accepted (default: 30000)')
    .option(
      '--explain-top <n>',
      'show what moved the score most of parcels that are not released, 0 to 20 (default: 0)',
    )
    .addOption(tierOption())
    .option('--plan <file>', 'decide by what facilities can inspect, in the order in which parcels are answered')
    .option('--plan-key <file>', 'key of the random share, from: postern plan key new')
    .option('--plan-state <file>', 'where selectors continue, and where they leave what they know')
    .option('--log-level <level>', 'fatal, error, warn, info, debug or silent (default: info)')
    .addHelpText(
      'after',
      '\nWith --log every screening is logged; /v1/explain and scoring decide nothing and are not.' +
        '\nHTTP options may come from the environment instead: POSTERN_PORT, POSTERN_KEY_FILE and so on; so may the file' +
        '\nwith the key of a blinded list, POSTERN_LIST_KEY_FILE. A service without it refuses a bundle that has one.' +
        '\nOn Node 22.15 and later it starts anew with --max-semi-space-size=1, unless NODE_OPTIONS sets that: V8 then' +
        '\ncollects the memory that a large body arrives in without stopping for the whole heap.',
    );
  return withScreenerOptions(withLogOptions(command)).action(serve);
}

async function serve(options: ScreenerOptions & ServerOptions): Promise<void> {
  keepYoungGenerationSmall();
  const config = readServerConfig(options, process.env);
  const logger = createLogger(config.logLevel);
  const asksForRoom = (options.bundleBytes ?? process.env.POSTERN_BUNDLE_BYTES) !== undefined;
  const { listKeyFile } = config;
  const host = openScreener(
    { ...options, ...(listKeyFile !== undefined && { listKeyFile }) },
    {
      limits: config.limits,
      maxBodies: config.maxBatches + SPARE_BODIES,
      explainTop: config.explainTop,
      slotBytes: Math.max(SLOT_BYTES, 2 * config.limits.rowBytes),
      onWorkerError: logWorkerErrors(logger),
      // room in memory for what may be put; unless asked for, room for bundles like the one at hand
      ...(asksForRoom && { bundleBytes: config.bundleBytes }),
    },
  );
  const screener = await openServed(host, { ...config, ...sourceOf(options) }, options, {
    info: (text) => logger.info(text),
    error: (error, text) => logger.error({ err: error }, text),
  });
  const app = await buildServer(screener, config, logger);
  closeOnSignal(app, screener, config);
  await listen(app, config);
}
