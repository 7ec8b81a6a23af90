/** Everything of a parcel that is compared with lists. */
import { addressAttribute } from './addressAttribute.ts';
import type { Attribute } from './attribute.ts';
import { exactAttributes } from './exactAttributes.ts';
import { nameAttribute } from './nameAttribute.ts';
import { phraseAttributes } from './phraseAttributes.ts';

export const attributes = [
  nameAttribute,
  addressAttribute,
  ...exactAttributes,
  ...phraseAttributes,
] as readonly Attribute[];
