/** Listed addresses as others write them: typing errors, parts dropped, moved, abbreviated, spelt out or added. */
import type { Random } from '../../../src/base/random.ts';

const spellings: readonly (readonly [RegExp, string])[] = [
  [/\bSt(?:reet)?\b\.?/g, 'Street'],
  [/\bAve(?:nida|nue)?\b\.?/g, 'Av.'],
  [/\bCalle\b/g, 'Cl'],
  [/\bP\.?\s?O\.? Box\b/gi, 'POBox '],
  [/\bP\.?\s?O\.? Box\b/gi, 'P O BOX'],
  [/\bNo\.?\s*(?=\d)/g, '#'],
  [/\s*#\s*/g, ' No. '],
  [/\bFloor\b/g, 'Fl.'],
  [/, Mexico$/, ', MX'],
  [/, Colombia$/, ', CO'],
  [/, Iran$/, ', IR'],
  [/, [^,]*$/, ', DE'],
  [/ St(?:reet)?\b/g, 'street'],
  [/-/g, ' - '],
  [/\s(?=\d)/g, '  0'],
  [/(\d{5})\b/g, '$1-1234'],
];
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789 ,éшß号';

/** At most four changes; `other` lends a part now and then. */
export function mutateAddress(text: string, other: string, random: Random): string {
  let mutated = text;
  for (let left = random.below(5); left > 0; left--) mutated = mutateOnce(mutated, other, random);
  return mutated;
}

function mutateOnce(text: string, other: string, random: Random): string {
  const parts = text.split(', ');
  const at = random.below(text.length + 1);
  const mutations: (() => string)[] = [
    () => text.slice(0, at) + text.slice(at + 1),
    () => text.slice(0, at) + random.pick([...letters]) + text.slice(at),
    () => text.slice(0, at) + random.pick([...letters]) + text.slice(at + 1),
    () =>
      text.slice(0, at) +
      text
        .slice(at, at + 2)
        .split('')
        .reverse()
        .join('') +
      text.slice(at + 2),
    () => parts.filter((_, i) => i !== at % parts.length).join(', '),
    () => [...parts.slice(at % parts.length), ...parts.slice(0, at % parts.length)].join(', '),
    () => parts.toReversed().join(' , '),
    () => parts.join(' '),
    () => text.toUpperCase(),
    () => `${random.pick(other.split(', '))}, ${text}`,
    () => `${text}, ${random.pick(other.split(', '))}`,
    () => text.replace(...(random.pick(spellings) as [RegExp, string])),
    () => text.replace(...(random.pick(spellings) as [RegExp, string])),
    () => `Apt ${random.between(1, 30)}, ${text}`,
  ];
  return random.pick(mutations)();
}
