/** The JSON Schema of plans, for editors: it completes and explains; what is impossible is told by `postern plan check`. */
import { actions } from '../contract/decision.ts';
import { lanes } from './lanes.ts';

type Schema = { readonly [key: string]: unknown };

const items = (description: string, minimum: number): Schema => ({ type: 'integer', minimum, description });
const lane: Schema = { enum: lanes, description: 'letter: letters and M-bags; parcel: parcels and e-commerce parcels' };
const shifts: Schema = {
  type: 'array',
  minItems: 1,
  items: { type: 'string' },
  description: 'Names of shifts, each of which has the whole; every shift when left out',
};
const part = (description: string): Schema => ({
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: '^\\d{1,3}(\\.\\d{1,3})? ?%$' },
  ],
  description,
});
const object = (required: readonly string[], properties: Schema): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

const shift: Schema = object(['name', 'start', 'hours'], {
  name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,31}$' },
  start: { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'Local time, in quotes: "06:00"' },
  hours: { type: 'number', minimum: 0.25, maximum: 24 },
  days: {
    type: 'array',
    minItems: 1,
    items: { enum: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
    description: 'Days on which it starts; every day when left out',
  },
});

const budget: Schema = object(['lane', 'actions', 'items'], {
  lane,
  shifts,
  actions: {
    type: 'array',
    minItems: 1,
    items: { enum: actions.filter((action) => action !== 'release') },
    description: 'Actions that use the same inspection',
  },
  items: items('Inspections a shift', 0),
  hard: { type: 'boolean', default: false, description: 'Never more than items; hits of hard rules beyond overflow' },
  reserve: part('Of the items, kept for hits of hard rules: a number, or a share such as 5 %'),
  random: part('Of the items, drawn at random from what would not be inspected: a number, or a share such as 10 %'),
  fill: { type: 'boolean', default: true, description: 'Give what is left to the highest ranks among the rest' },
});

const arrivals: Schema = object(['lane', 'items'], {
  lane,
  shifts,
  items: items('Parcels expected a shift', 1),
  profile: {
    type: 'array',
    minItems: 2,
    maxItems: 96,
    items: { type: 'number', minimum: 0 },
    description: 'How they are spread over equal parts of the shift, in any unit',
  },
});

export const planSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Postern capacity plan',
  ...object(['facilities'], {
    facilities: {
      type: 'array',
      minItems: 1,
      items: object(['code', 'timeZone', 'shifts', 'budgets'], {
        code: { type: 'string', pattern: '^[A-Z0-9]{2,6}$', description: 'As destOffice of the parcels' },
        timeZone: { type: 'string', description: 'UTC, an offset such as +05:30, or a zone such as America/New_York' },
        shifts: { type: 'array', minItems: 1, items: shift },
        budgets: { type: 'array', minItems: 1, items: budget },
        arrivals: { type: 'array', items: arrivals, description: 'Learned from earlier shifts when left out' },
      }),
    },
  }),
};
