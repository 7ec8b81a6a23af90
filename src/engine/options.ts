/** What a caller may set, and what is set otherwise. Filled once; no default stands anywhere else. */
import { defaultLimits, type Limits } from '../contract/limits.ts';
import { type Tier, tiers } from '../contract/tier.ts';
import { BlindKeys, parseBlindKey } from '../watchlist/blinded/blindKey.ts';
import { demonstrationKeys } from './bundle/demonstrationKey.ts';
import type { TrustedKeys } from './bundle/trustedKeys.ts';
import { readDefaultBundle } from './defaultBundle.ts';

export type EngineOptions = {
  /** The bundle's bytes; the shipped default bundle, trained on synthetic mail, unless given. */
  bundle?: Uint8Array;
  /** A patch of the bundle's lists, in force from the start; none unless given. */
  patch?: Uint8Array;
  /** Public keys whose bundles are accepted, by name; the demonstration key unless given. */
  trustedKeys?: TrustedKeys;
  limits?: Partial<Limits>;
  /** Bytes of input one task screens at most. */
  slotBytes?: number;
  /** Room for a bundle in memory; two are reserved. */
  bundleBytes?: number;
  /** Bodies that may be screened at once before BUSY. */
  maxBodies?: number;
  /**
   * Who reads the answers; officers, who see all, unless given. For carriers answers hold the action and what is asked
   * of them, and neither explaining nor scoring is allowed.
   */
  tier?: Tier;
  /** How many features the reasons of a parcel that is not released name, 0 to 20; none unless given. */
  explainTop?: number;
  /**
   * The secret by which the blinded list of a bundle for carriers is matched, 64 hexadecimal digits. Only such bundles
   * need it; it is in no bundle, log or message.
   */
  listKey?: string;
  /** Told of each attempt at a task that failed: a thread that ended, or a fault of Postern. Must not throw. */
  onWorkerError?: OnWorkerError;
};

/** The first attempt is made again; after the second the rows of the task are answered with ROW_LOST. */
export type OnWorkerError = (error: unknown, attempt: 1 | 2) => void;

export type FilledOptions = Required<Omit<EngineOptions, 'limits' | 'patch' | 'listKey'>> & {
  limits: Limits;
  patch: Uint8Array | undefined;
  listKeys: BlindKeys | null;
};

const SLOT_BYTES = 4 << 20;
const MIN_BUNDLE_BYTES = 16 << 20;
/** By how much the next bundle may be larger, and at most as much as this one. */
const MOST_GROWTH_BYTES = 64 << 20;
const MAX_BODIES = 16;
/** The core keeps one bit a level. */
const MAX_NESTING = 64;
/** As many as one reads, and as asides have room for. */
export const MAX_EXPLAIN_TOP = 20;

export function fillOptions(options: EngineOptions): FilledOptions {
  const bundle = options.bundle ?? readDefaultBundle();
  const limits = { ...defaultLimits, ...options.limits };
  const slotBytes = options.slotBytes ?? Math.max(SLOT_BYTES, 2 * limits.rowBytes);
  if (slotBytes < 2 * limits.rowBytes) {
    throw new RangeError(
      `expected slotBytes of at least twice limits.rowBytes (${2 * limits.rowBytes}), got ${slotBytes}`,
    );
  }
  if (!(limits.nesting >= 1 && limits.nesting <= MAX_NESTING)) {
    throw new RangeError(`expected limits.nesting from 1 to ${MAX_NESTING}, got ${limits.nesting}`);
  }
  const explainTop = options.explainTop ?? 0;
  if (!(Number.isInteger(explainTop) && explainTop >= 0 && explainTop <= MAX_EXPLAIN_TOP)) {
    throw new RangeError(`expected explainTop to be an integer from 0 to ${MAX_EXPLAIN_TOP}, got ${explainTop}`);
  }
  const tier = options.tier ?? 'officer';
  if (!tiers.includes(tier)) throw new RangeError(`expected tier to be ${tiers.join(' or ')}, got ${String(tier)}`);
  return {
    bundle,
    patch: options.patch,
    tier,
    trustedKeys: options.trustedKeys ?? demonstrationKeys,
    limits,
    slotBytes,
    bundleBytes:
      options.bundleBytes ?? Math.max(MIN_BUNDLE_BYTES, bundle.length + Math.min(bundle.length, MOST_GROWTH_BYTES)),
    maxBodies: options.maxBodies ?? MAX_BODIES,
    explainTop,
    listKeys: options.listKey === undefined ? null : new BlindKeys(parseBlindKey(options.listKey)),
    onWorkerError: options.onWorkerError ?? (() => undefined),
  };
}
