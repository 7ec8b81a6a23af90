/** Everything of a parcel that is compared with lists. */
import { addressFamily } from './addressFamily.ts';
import type { Family } from './family.ts';
import { identifierFamily } from './identifierFamily.ts';
import { nameFamily } from './nameFamily.ts';
import { phraseFamily } from './phraseFamily.ts';

export const families: readonly Family[] = [nameFamily, addressFamily, identifierFamily, phraseFamily];
