/** What a score is made of, as lines of text: a feature a line, with a bar to either side of a middle line. */
import type { Contribution, Contributions } from '../contract/decision.ts';
import { colours as pc } from './colours.ts';
import { featureText } from '../contract/featureText.ts';

const MOST_LINES = 12;
const NAME_WIDTH = 26;
const VALUE_WIDTH = 22;
/** Of either side. */
const BAR_WIDTH = 16;
const SIGNED_WIDTH = 9;

/** Nothing where there is nothing to show; else a heading, the lines, and an empty line. */
export function describeContributions(contributions: Contributions | null): string[] {
  if (contributions === null) return [pc.dim('contributions: this bundle’s model cannot be explained'), ''];
  const { base, source, features } = contributions;
  const shown = features.slice(0, MOST_LINES);
  const rest = features.slice(MOST_LINES).reduce((sum, { contribution }) => sum + contribution, 0);
  const largest = Math.abs(features[0]?.contribution ?? 0);
  const numLeft = features.length - shown.length;
  return [
    pc.dim(`contributions to the score, compared with the ${source}`),
    `  ${'base'.padEnd(NAME_WIDTH + VALUE_WIDTH + 1)} ${signed(base)}`,
    ...shown.map((feature) => describeFeature(feature, largest)),
    ...(numLeft > 0 ? [`  ${`${numLeft} others`.padEnd(NAME_WIDTH + VALUE_WIDTH + 1)} ${signed(rest)}`] : []),
    '',
  ];
}

function describeFeature(feature: Contribution, largest: number): string {
  const { name, contribution } = feature;
  return `  ${name.padEnd(NAME_WIDTH)} ${featureText(feature).padEnd(VALUE_WIDTH)} ${signed(contribution)}  ${barOf(contribution, largest)}`.trimEnd();
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`.padStart(SIGNED_WIDTH);
}

/** Parts that lower the score to the left, parts that raise it to the right; at least one mark. */
function barOf(contribution: number, largest: number): string {
  const length = Math.max(1, Math.round((Math.abs(contribution) / largest) * BAR_WIDTH));
  if (contribution < 0) return `${pc.green('■'.repeat(length).padStart(BAR_WIDTH))}│`;
  return `${' '.repeat(BAR_WIDTH)}│${pc.red('■'.repeat(length))}`;
}
