/** The one place where the service's settings come from: options of the command line, then the environment, then defaults. */
import { readFileSync } from 'node:fs';
import { PosternError } from '../contract/errors.ts';
import { defaultLimits, type Limits } from '../contract/limits.ts';
import { hashKey } from './hashKey.ts';

export type ServerConfig = {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** SHA-256 in hex of the officers' keys, which may screen and see all. */
  readonly callerKeys: readonly string[];
  /** The same of carriers, who may screen and see what is asked of them. With neither, whoever reaches the port may all. */
  readonly carrierKeys: readonly string[];
  /** SHA-256 in hex of the keys that may also swap the bundle; with none, nobody may. */
  readonly adminKeys: readonly string[];
  readonly limits: Limits;
  /** Largest bundle that can be put, bytes. */
  readonly bundleBytes: number;
  /** Batches screened at once; one more is told BUSY. */
  readonly maxBatches: number;
  /** A connection on which nothing moves for so long is closed. */
  readonly idleTimeoutMs: number;
  /** A request must have arrived whole within so long; 0 lets streams take the time they need. */
  readonly requestTimeoutMs: number;
  /** How long a shutdown waits for what was accepted. */
  readonly shutdownMs: number;
  /** Contributions that the decision of a parcel that is not released carries; 0 for none. */
  readonly explainTop: number;
  readonly logLevel: string;
  /** File of the key of the blinded list that a bundle for carriers has. */
  readonly listKeyFile: string | undefined;
  readonly decisionLog: DecisionLogConfig;
  readonly capacity: CapacityConfig;
};

/** The capacity plan that decides; without `plan` proposals are answered as they are. */
export type CapacityConfig = {
  readonly plan: string | undefined;
  readonly planKey: string | undefined;
  /** Where selectors continue, and leave what they know. */
  readonly planState: string | undefined;
};

/** Where decisions are logged before they are answered; without `log` they are not. */
export type DecisionLogConfig = {
  readonly log: string | undefined;
  readonly logKeys: string | undefined;
  /** Keep the rows too, encrypted, for replay. */
  readonly keepInput: boolean;
};

export const defaultServerConfig: ServerConfig = {
  host: '127.0.0.1',
  port: 8080,
  callerKeys: [],
  carrierKeys: [],
  adminKeys: [],
  limits: defaultLimits,
  bundleBytes: 256 * 1024 * 1024,
  maxBatches: 8,
  idleTimeoutMs: 120_000,
  requestTimeoutMs: 0,
  shutdownMs: 30_000,
  explainTop: 0,
  logLevel: 'info',
  listKeyFile: undefined,
  decisionLog: { log: undefined, logKeys: undefined, keepInput: false },
  capacity: { plan: undefined, planKey: undefined, planState: undefined },
};

/** Options as the command line gives them: text, or absent. Each may come from the environment as POSTERN_NAME instead. */
export type ServerOptions = {
  host?: string;
  port?: string;
  keyFile?: string;
  carrierKeyFile?: string;
  adminKeyFile?: string;
  maxBatches?: string;
  rowBytes?: string;
  bodyBytes?: string;
  nesting?: string;
  bundleBytes?: string;
  idleTimeoutMs?: string;
  requestTimeoutMs?: string;
  shutdownMs?: string;
  explainTop?: string;
  logLevel?: string;
  listKeyFile?: string;
  log?: string;
  logKeys?: string;
  keepInput?: boolean;
  plan?: string;
  planKey?: string;
  planState?: string;
};

/** @throws PosternError REQUEST_INVALID for a value that cannot be used, or an open address without keys. */
export function readServerConfig(options: ServerOptions, env: Record<string, string | undefined>): ServerConfig {
  const given = (name: string, option: string | undefined): string | undefined => option ?? env[`POSTERN_${name}`];
  const whole = (name: string, option: string | undefined, fallback: number): number =>
    wholeNumber(name, given(name, option), fallback);
  const defaults = defaultServerConfig;
  const config: ServerConfig = {
    ...defaults,
    host: given('HOST', options.host) ?? defaults.host,
    port: whole('PORT', options.port, defaults.port),
    callerKeys: readKeys(given('KEY_FILE', options.keyFile)),
    carrierKeys: readKeys(given('CARRIER_KEY_FILE', options.carrierKeyFile)),
    adminKeys: readKeys(given('ADMIN_KEY_FILE', options.adminKeyFile)),
    limits: {
      ...defaults.limits,
      rowBytes: whole('ROW_BYTES', options.rowBytes, defaults.limits.rowBytes),
      bodyBytes: whole('BODY_BYTES', options.bodyBytes, defaults.limits.bodyBytes),
      nesting: whole('NESTING', options.nesting, defaults.limits.nesting),
    },
    bundleBytes: whole('BUNDLE_BYTES', options.bundleBytes, defaults.bundleBytes),
    maxBatches: whole('MAX_BATCHES', options.maxBatches, defaults.maxBatches),
    idleTimeoutMs: whole('IDLE_TIMEOUT_MS', options.idleTimeoutMs, defaults.idleTimeoutMs),
    requestTimeoutMs: whole('REQUEST_TIMEOUT_MS', options.requestTimeoutMs, defaults.requestTimeoutMs),
    shutdownMs: whole('SHUTDOWN_MS', options.shutdownMs, defaults.shutdownMs),
    explainTop: whole('EXPLAIN_TOP', options.explainTop, defaults.explainTop),
    logLevel: given('LOG_LEVEL', options.logLevel) ?? defaults.logLevel,
    listKeyFile: given('LIST_KEY_FILE', options.listKeyFile),
    decisionLog: {
      log: given('LOG', options.log),
      logKeys: given('LOG_KEYS', options.logKeys),
      keepInput: options.keepInput ?? yesOrNo('KEEP_INPUT', env.POSTERN_KEEP_INPUT),
    },
    capacity: {
      plan: given('PLAN', options.plan),
      planKey: given('PLAN_KEY', options.planKey),
      planState: given('PLAN_STATE', options.planState),
    },
  };
  refuseOpenAddress(config);
  refuseSharedKeys(config);
  refuseStrayPlan(config);
  return config;
}

function refuseStrayPlan({ capacity: { plan, planKey, planState } }: ServerConfig): void {
  if (plan !== undefined || (planKey === undefined && planState === undefined)) return;
  throw new PosternError('REQUEST_INVALID', '--plan-key and --plan-state say how to plan: give --plan too');
}

function yesOrNo(name: string, text: string | undefined): boolean {
  if (text === undefined || text === '0') return false;
  if (text === '1') return true;
  throw new PosternError('REQUEST_INVALID', `${name}: got ${JSON.stringify(text)}, expected 1 or 0`);
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new PosternError('REQUEST_INVALID', `${optionOf(name)}: got ${JSON.stringify(text)}, expected a whole number`);
}

/** Both ways in which it may have been given. */
function optionOf(name: string): string {
  return `--${name.toLowerCase().replaceAll('_', '-')} or POSTERN_${name}`;
}

/** One key a line, or `sha256:` and its hash, so that the file need not hold the key itself. */
function readKeys(path: string | undefined): string[] {
  if (path === undefined) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.map((line) => line.trim()).flatMap((line) => (line === '' ? [] : [keyHash(line, path)]));
}

function keyHash(line: string, path: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(line)) return line.slice('sha256:'.length);
  if (line.length >= 32) return hashKey(line);
  throw new PosternError('REQUEST_INVALID', `${path}: a key has ${line.length} characters, expected at least 32`);
}

/** A key of two kinds would be heard as a carrier's and act as an officer's. */
function refuseSharedKeys({ callerKeys, carrierKeys, adminKeys }: ServerConfig): void {
  if (!carrierKeys.some((key) => callerKeys.includes(key) || adminKeys.includes(key))) return;
  const fault = 'a key of --carrier-key-file stands in --key-file or --admin-key-file too';
  throw new PosternError('REQUEST_INVALID', `${fault}: give carriers keys of their own`);
}

function refuseOpenAddress(config: ServerConfig): void {
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(config.host);
  if (loopback || config.callerKeys.length + config.carrierKeys.length > 0) return;
  throw new PosternError(
    'REQUEST_INVALID',
    `host ${config.host} is reachable by others: give --key-file with the keys that may screen, or stay on 127.0.0.1`,
  );
}
