/** Tags of MISP: Traffic Light Protocol as handling, whoever is the strictest; everything else as programmes. */
import { isObject } from '../../../base/isObject.ts';
import { type Handling, handlings, strictest } from '../../entry.ts';
import type { JsonObject } from '../../json/jsonLines.ts';

/** `tlp:amber`, `TLP: RED`, `iep:traffic-light-protocol="RED"`: the colour is what letters follow. */
const TLP = /(?:^|[^a-z])(?:tlp|traffic[ _-]?light[ _-]?protocol)(.*)$/s;
/** What is tagged by something that is not known here may not go further than amber. */
const UNKNOWN: Handling = 'amber+strict';
const colours: ReadonlyMap<string, Handling> = new Map([
  ...handlings.map((handling) => [handling.replace('+', ''), handling] as const),
  ['white', 'clear'],
]);

export type Marked = {
  readonly handling: Handling;
  /** Tags of the protocol of which no colour can be read, or which are no tags. */
  readonly numUnknown: number;
};

/** @param before handling of what this is a part of: a part is handled no less strictly */
export function handlingOf(tagged: JsonObject, before: Handling = 'clear'): Marked {
  let [handling, numUnknown] = [before, 0];
  for (const name of tagsOf(tagged)) {
    const colour = name === null ? UNKNOWN : colourOf(name);
    if (colour === null) continue;
    if (name === null || colour === 'unknown') numUnknown++;
    handling = strictest(handling, colour === 'unknown' ? UNKNOWN : colour);
  }
  return { handling, numUnknown };
}

export function programmesOf(event: JsonObject): string[] {
  return tagsOf(event).filter((name): name is string => name !== null && colourOf(name) === null);
}

/** @returns null: the tag is of something else */
function colourOf(tag: string): Handling | 'unknown' | null {
  const [, rest] = TLP.exec(tag.normalize('NFKC').toLowerCase()) ?? [];
  return rest === undefined ? null : (colours.get(rest.replaceAll(/[^a-z]/g, '')) ?? 'unknown');
}

/** Names; null for what is no tag. Exports of other versions wrap a tag, or give its name alone. */
function tagsOf({ Tag, EventTag, AttributeTag }: JsonObject): (string | null)[] {
  return [Tag, EventTag, AttributeTag]
    .flatMap((tags): unknown[] => (Array.isArray(tags) ? tags : tags === undefined || tags === null ? [] : [tags]))
    .map((tag) => {
      const inner = isObject(tag) && isObject(tag.Tag) ? tag.Tag : tag;
      const name = isObject(inner) ? inner.name : inner;
      return typeof name === 'string' ? name : null;
    });
}
