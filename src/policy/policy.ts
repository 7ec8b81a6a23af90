/**
 * The policy of a bundle: which scores ask for which action. Rules are heard beside it; the more intrusive of the
 * two wins. A score is a raw margin; a parcel below the first band is released unless a rule speaks.
 */
import { type Action, actions } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';

type Band = {
  /** Lowest margin of the band, inclusive; it ends where the next one starts. */
  readonly from: number;
  readonly action: Exclude<Action, 'release'>;
  readonly code: string;
  readonly text: string;
};

export type Policy = { readonly bands: readonly Band[] };

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const MAX_TEXT_BYTES = 200;
/** Texts go into answers of every format: no control characters. */
const CONTROL = /\p{Cc}/u;
const BAND_KEYS = ['from', 'action', 'code', 'text'];
const MAX_BANDS = actions.length - 1;

/**
 * Reads a policy from JSON. Bands rise: each starts higher and asks for more than the one before.
 * @throws PosternError BUNDLE_INVALID that names the file, the band and the fault.
 */
export function parsePolicy(value: unknown, file: string): Policy {
  if (!isObject(value)) throw invalid(file, 'expected an object with bands');
  refuseStrangers(value, ['bands'], file);
  if (!Array.isArray(value.bands)) throw invalid(file, 'bands: expected a list');
  if (value.bands.length > MAX_BANDS) throw invalid(file, `bands: expected at most ${MAX_BANDS}`);
  const bands = value.bands.map((entry: unknown, i) => parseBand(entry, `${file}: band ${i + 1}`));
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
  return { bands };
}

function parseBand(entry: unknown, place: string): Band {
  if (!isObject(entry)) throw invalid(place, 'expected an object');
  refuseStrangers(entry, BAND_KEYS, place);
  const { from, code, text } = entry;
  if (typeof from !== 'number' || !Number.isFinite(from)) throw invalid(place, 'from: expected a finite number');
  if (typeof code !== 'string' || !CODE.test(code)) {
    throw invalid(place, 'code: expected 2 to 64 capital letters, digits or _, starting with a letter');
  }
  if (typeof text !== 'string' || text === '' || Buffer.byteLength(text) > MAX_TEXT_BYTES || CONTROL.test(text)) {
    throw invalid(place, `text: expected 1 to ${MAX_TEXT_BYTES} bytes of UTF-8 without control characters`);
  }
  const action = actions.find((known) => known === entry.action);
  if (action === undefined || action === 'release') {
    throw invalid(place, `action: expected one of ${actions.slice(1).join(', ')}`);
  }
  return { from, action, code, text };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseStrangers(value: object, keys: readonly string[], place: string): void {
  const stranger = Object.keys(value).find((key) => !keys.includes(key));
  if (stranger !== undefined) throw invalid(place, `unknown key ${stranger}; expected ${keys.join(', ')}`);
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
