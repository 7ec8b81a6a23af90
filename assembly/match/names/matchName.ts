// A name against all listed ones.
//
//   tokens ─ like words ──── joins ─ words ─── reach ─ names of words ─ can be alike ─ links ─ pairs ─ score ─ hits
//   tokens   slots, similar  joins   prepare   reach   visit, joined    candidate      links   align   score   ../hits
//
// All up to joins is done once, what follows for persons and for others, as their words weigh differently.

import {
  NAMES_HEAD_EPOCH, NAMES_HEAD_IDENTITY, NAMES_IDENTITY, NAMES_KINDS, NAMES_NUM_WORDS, NAMES_OTHERS,
  NAMES_OTHERS_BYTES, NAMES_STAMPS,
} from '../../generated/lists';
import { visitJoined } from './joined';
import { findJoins } from './joins';
import { putOthers } from './others';
import { prepareWords } from './prepare';
import { LINK_EPOCH, NUM_WORDS } from './query';
import { findReach } from './reach';
import { forgetSlots } from './slots';
import { tokenise } from './tokens';
import { visitWords } from './visit';

const IS_PERSON: u32 = 1;
const IS_UNKNOWN: u32 = 0;
const IS_PARTY: u32 = 3;
const PERSONS: u32 = 1 << 1;
const ALL: u32 = 15;
const PARTIES: u32 = 7;

/**
 * Listed names that are alike enough, one an entry, best first: u32 entry, u32 detail (which of its names, then the
 * attribute in the low byte), f64 calibrated score.
 *
 * @param names part `names` of an index
 * @param text in the core's form (src/watchlist/text/coreText.ts); where it is all ASCII, as it was written
 * @param kind 0 unknown, 1 a person, 2 an organisation, 3 either of them; unknown ones are compared with all, parties
 *   with all but things (ships, aircraft, goods), and all with unknown ones
 * @param scratch of the size that the part's header says; whatever was in it
 * @param out room for `most` hits and one more
 */
export function matchName(
  names: usize, text: usize, length: u32, kind: u32, scratch: usize, out: usize, most: u32,
): u32 {
  if (most == 0) return 0;
  claim(names, scratch);
  const listed = load<u32>(names, NAMES_KINDS) & kindsFor(kind);
  let count: u32 = 0;
  const persons = listed & PERSONS;
  const others = listed & ~PERSONS;
  const isTurned = readTokens(names, text, length, persons != 0, scratch);
  if (persons) count = matchAs(names, true, persons, scratch, out, count, most);
  if (others && isTurned) {
    putOthers(scratch, false);
    readTokens(names, text, length, false, scratch);
  }
  if (others) count = matchAs(names, false, others, scratch, out, count, most);
  putOthers(scratch, false);
  return count;
}

/** Bits of the listed kinds that it may be alike. */
function kindsFor(kind: u32): u32 {
  if (kind == IS_UNKNOWN) return ALL;
  return kind == IS_PARTY ? PARTIES : (<u32>1 << kind) | 1;
}

/** What another index left behind is void. */
function claim(names: usize, scratch: usize): void {
  const identity = load<u64>(names, NAMES_IDENTITY);
  if (load<u64>(scratch, NAMES_HEAD_IDENTITY) == identity) return;
  store<u64>(scratch, identity, NAMES_HEAD_IDENTITY);
  store<u32>(scratch, 0, NAMES_HEAD_EPOCH);
  forgetSlots(scratch);
  memory.fill(scratch + NAMES_OTHERS, 0, NAMES_OTHERS_BYTES);
  memory.fill(scratch + NAMES_STAMPS, 0, <usize>load<u32>(names, NAMES_NUM_WORDS) << 2);
}

/** What of a name is the same for persons and others. Returns whether it is not: `family, given` was turned. */
function readTokens(names: usize, text: usize, length: u32, isPerson: bool, scratch: usize): bool {
  const isTurned = tokenise(names, scratch, text, length, isPerson);
  findJoins(names, scratch);
  putOthers(scratch, true);
  return isTurned;
}

function matchAs(
  names: usize, isPerson: bool, kinds: u32, scratch: usize, out: usize, count: u32, most: u32,
): u32 {
  prepareWords(names, scratch, isPerson);
  if (load<u32>(scratch, NUM_WORDS) == 0) return count;
  findReach(names, scratch);
  store<u32>(scratch, 0, LINK_EPOCH);
  count = visitJoined(names, scratch, kinds, out, count, most);
  return visitWords(names, scratch, kinds, out, count, most);
}
