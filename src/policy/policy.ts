/**
 * The policy of a bundle: which ranks or probabilities ask for which action, which asks for data a waiver suspends,
 * and whom it covers. How it is heard beside the rules stands in precedence.ts.
 */
import { isObject } from '../base/isObject.ts';
import { type Action, actions } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import { type Calibration, isProbability, parseCalibration, rankAt } from './calibration.ts';
import { parseWaivers, type Waiver } from './waivers.ts';

export type Band = {
  /** Lowest rank or probability of the band, inclusive; it ends where the next one starts. */
  readonly from: number;
  readonly action: Exclude<Action, 'release'>;
  readonly code: string;
  /** For officers. */
  readonly text: string;
  /** What a carrier may read; null: nothing. */
  readonly carrierText: string | null;
};

/** As its JSON is: what a bundle carries. */
export type Policy = {
  /** What bands start at. A rank is the score and the weights of the rules that hit. */
  readonly bandsBy: 'rank' | 'probability';
  readonly bands: readonly Band[];
  readonly calibration: Calibration | null;
  /** Codes of the rules of kind `data` whose asks a waiver suspends. */
  readonly waivable: readonly string[];
  readonly waivers: readonly Waiver[];
};

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const MAX_TEXT_BYTES = 200;
/** Texts go into answers of every format: no control characters. */
const CONTROL = /\p{Cc}/u;
const POLICY_KEYS = ['bandsBy', 'bands', 'waivable', 'waivers', 'calibration'];
const BAND_KEYS = ['from', 'action', 'code', 'text', 'carrierText'];
const MAX_BANDS = actions.length - 1;

/** What lies beside policy.json in a bundle's sources. */
export type PolicyParts = {
  readonly calibration?: Calibration | null;
  readonly waivers?: readonly Waiver[];
};

/**
 * Reads a policy from JSON. Bands rise: each starts higher and asks for more than the one before.
 * @throws PosternError BUNDLE_INVALID that names the file, the place and the fault.
 */
export function parsePolicy(value: unknown, file: string, parts: PolicyParts = {}): Policy {
  if (!isObject(value)) throw invalid(file, 'expected an object with bands');
  refuseStrangers(value, POLICY_KEYS, file);
  const { bandsBy = 'rank' } = value;
  if (bandsBy !== 'rank' && bandsBy !== 'probability') {
    throw invalid(file, `bandsBy: expected rank or probability, got ${JSON.stringify(bandsBy)}`);
  }
  const policy: Policy = {
    bandsBy,
    bands: parseBands(value.bands, file),
    waivable: parseCodes(value.waivable ?? [], `${file}: waivable`),
    calibration: eitherOf(
      value.calibration === undefined
        ? null
        : parseNullable(value.calibration, (v) => parseCalibration(v, `${file}: calibration`)),
      parts.calibration ?? null,
      () => invalid(file, 'calibration: expected here or in calibration.json, got both'),
    ),
    waivers:
      eitherOf(
        value.waivers === undefined ? null : parseWaivers(value.waivers, `${file}: waivers`),
        parts.waivers ?? null,
        () => invalid(file, 'waivers: expected here or in waivers.csv, got both'),
      ) ?? [],
  };
  checkReach(policy, file);
  if (policy.waivers.length > 0 && policy.waivable.length === 0) {
    const fault = `${policy.waivers.length} origins are waived, but no ask is waivable`;
    throw invalid(file, `${fault}; name the rules of kind data that a waiver suspends, or drop the waivers`);
  }
  return policy;
}

/** Lowest rank of each band. */
export function bandRanks({ bandsBy, bands, calibration }: Policy): number[] {
  if (bandsBy === 'rank' || calibration === null) return bands.map((band) => band.from);
  return bands.map((band) => rankAt(calibration, band.from) ?? Infinity);
}

/** Bands of probability need a calibration that reaches each of them, and tells them apart. */
function checkReach(policy: Policy, file: string): void {
  const { bandsBy, bands, calibration } = policy;
  if (bandsBy === 'rank') return;
  if (calibration === null) {
    throw invalid(file, 'bandsBy: probability needs a calibration; make one with postern calibrate, or state ranks');
  }
  const { steps } = calibration;
  const ranks = bandRanks(policy);
  bands.forEach(({ from, code }, i) => {
    const place = `${file}: band ${i + 1} (${code})`;
    if (!isProbability(from)) throw invalid(place, `from: expected a probability between 0 and 1, got ${from}`);
    if (ranks[i] === Infinity) {
      const highest = steps[steps.length - 1][1];
      throw invalid(place, `from: ${from} is never reached; the highest probability of the calibration is ${highest}`);
    }
    if (i > 0 && ranks[i] === ranks[i - 1]) {
      const fault = `${from} and the ${bands[i - 1].from} of the band before fall into one step of the calibration`;
      throw invalid(place, `from: ${fault}, so that band is never reached; state them further apart`);
    }
  });
}

function parseBands(value: unknown, file: string): Band[] {
  if (!Array.isArray(value)) throw invalid(file, 'bands: expected a list');
  if (value.length > MAX_BANDS) throw invalid(file, `bands: expected at most ${MAX_BANDS}`);
  const bands = value.map((entry: unknown, i) => parseBand(entry, `${file}: band ${i + 1}`));
  for (let i = 1; i < bands.length; i++) {
    const [lower, upper] = [bands[i - 1], bands[i]];
    const place = `${file}: band ${i + 1} (${upper.code})`;
    if (!(upper.from > lower.from)) throw invalid(place, `from: expected more than ${lower.from}, got ${upper.from}`);
    if (actions.indexOf(upper.action) <= actions.indexOf(lower.action)) {
      throw invalid(place, `action: expected more than ${lower.action}, got ${upper.action}`);
    }
    if (bands.slice(0, i).some((band) => band.code === upper.code)) {
      throw invalid(place, 'code: expected one of its own; an earlier band has it');
    }
  }
  return bands;
}

function parseBand(entry: unknown, place: string): Band {
  if (!isObject(entry)) throw invalid(place, 'expected an object');
  refuseStrangers(entry, BAND_KEYS, place);
  const { from, code, text, carrierText = null } = entry;
  if (typeof from !== 'number' || !Number.isFinite(from)) throw invalid(place, 'from: expected a finite number');
  if (typeof code !== 'string' || !CODE.test(code)) {
    throw invalid(place, 'code: expected 2 to 64 capital letters, digits or _, starting with a letter');
  }
  const action = actions.find((known) => known === entry.action);
  if (action === undefined || action === 'release') {
    throw invalid(place, `action: expected one of ${actions.slice(1).join(', ')}`);
  }
  return {
    from,
    action,
    code,
    text: parseText(text, `${place}: text`),
    carrierText: parseNullable(carrierText, (v) => parseText(v, `${place}: carrierText`)),
  };
}

function parseText(text: unknown, place: string): string {
  if (typeof text === 'string' && text !== '' && Buffer.byteLength(text) <= MAX_TEXT_BYTES && !CONTROL.test(text))
    return text;
  throw invalid(place, `expected 1 to ${MAX_TEXT_BYTES} bytes of UTF-8 without control characters`);
}

function parseCodes(value: unknown, place: string): string[] {
  if (!Array.isArray(value)) throw invalid(place, 'expected a list of rule codes');
  return value.map((code: unknown, i) => {
    if (typeof code !== 'string' || !CODE.test(code)) {
      throw invalid(place, `expected codes of rules, got ${JSON.stringify(code)} at place ${i + 1}`);
    }
    if (value.indexOf(code) < i) throw invalid(place, `${code} stands twice`);
    return code;
  });
}

function parseNullable<T>(value: unknown, parse: (value: unknown) => T): T | null {
  return value === null ? null : parse(value);
}

function eitherOf<T>(here: T | null, there: T | null, both: () => PosternError): T | null {
  if (here !== null && there !== null) throw both();
  return here ?? there;
}

function refuseStrangers(value: object, keys: readonly string[], place: string): void {
  const stranger = Object.keys(value).find((key) => !keys.includes(key));
  if (stranger !== undefined) throw invalid(place, `unknown key ${stranger}; expected ${keys.join(', ')}`);
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
