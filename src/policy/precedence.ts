/**
 * Who is heard before whom: the one place where it is stated. `decide` (decider.ts) does what this table says, the
 * tests hold the two together, and README.md of this folder prints it.
 */
export type Precedence = { readonly who: string; readonly what: string };

export const precedence: readonly Precedence[] = [
  { who: 'Row error', what: 'There is no decision, and nothing below is heard.' },
  {
    who: 'Hard rules',
    what: 'Raise to their action. Where one hits, nothing lowers, and no shortage of capacity releases.',
  },
  {
    who: 'Rules that lower',
    what: 'Cap all that is below this line at their action; of several, the lowest cap. Only rules with the explicit right `lowers`. One with validity dates does not act on a parcel without a day.',
  },
  { who: 'Rules that raise', what: 'Raise to their action; of several, the most intrusive.' },
  {
    who: 'Data path',
    what: "Rules of kind `data`: asks for missing or vague advance data. Raise like any rule, unless a waiver covers the origin on the parcel's day.",
  },
  { who: 'Band', what: 'Of the rank, which is the score and the weights of all rules that hit: raises to its action.' },
  { who: 'Nobody', what: 'The parcel is released.' },
];

/** The table as Markdown. */
export function precedenceTable(): string {
  const rows = precedence.map(({ who, what }, i) => `| ${i + 1} | ${who} | ${what} |`);
  return ['| | who | what |', '|---|---|---|', ...rows].join('\n');
}
