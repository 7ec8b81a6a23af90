/** Bars of one batch size: a panel a model, ours on top, peers by speed, each with how many times slower it is. */
import { perSecond } from '../native/table.ts';
import type { NativeCase, NativeResults } from '../native/results.ts';
import { element, picture, text } from './svg.ts';

const BATCH = 10_000;
const WIDTH = 860;
const LABEL_WIDTH = 220;
const FIGURE_WIDTH = 150;
const BAR_HEIGHT = 14;
const LINE_HEIGHT = 19;
const HEAD_HEIGHT = 46;
const MARGIN = 16;

type Bar = {
  readonly name: string;
  readonly rate: number;
  /** How many times slower than ours on the same model; empty for ours. */
  readonly note: string;
  readonly look: 'own' | 'peer' | 'faster';
};

export function nativeChart({ cases }: NativeResults): string {
  const elements: string[] = [];
  let top = MARGIN;
  for (const one of cases.filter(({ batch }) => batch === BATCH)) {
    const bars = barsOf(one);
    elements.push(...panel(one, bars, top));
    top += HEAD_HEIGHT + bars.length * LINE_HEIGHT + MARGIN;
  }
  return picture(WIDTH, top, `Rows scored a second in batches of ${BATCH.toLocaleString('en-GB')}`, elements);
}

function barsOf({ ours, peers, ratio }: NativeCase): Bar[] {
  const beside = Object.entries(peers).map(([name, rate]): Bar => {
    const times = ratio[name];
    return { name, rate, note: ` (1/${times.toFixed(1)})`, look: times >= 1 ? 'peer' : 'faster' };
  });
  beside.sort((a, b) => b.rate - a.rate);
  return [{ name: 'Postern, one thread', rate: ours, note: '', look: 'own' }, ...beside];
}

function panel({ model, about }: NativeCase, bars: readonly Bar[], top: number): string[] {
  const most = Math.max(...bars.map(({ rate }) => rate));
  const room = WIDTH - LABEL_WIDTH - FIGURE_WIDTH - 2 * MARGIN;
  const head = [
    text(MARGIN, top + 14, `${model}: ${about}`, { class: 'head' }),
    text(MARGIN, top + 31, `rows a second, batches of ${BATCH.toLocaleString('en-GB')}`, { class: 'soft' }),
  ];
  const lines = bars.flatMap(({ name, rate, note, look }, i) => {
    const y = top + HEAD_HEIGHT + i * LINE_HEIGHT;
    const width = Math.max(1, (room * rate) / most);
    return [
      text(MARGIN + LABEL_WIDTH - 8, y + 11, name, { 'text-anchor': 'end' }),
      element('rect', { x: MARGIN + LABEL_WIDTH, y, width: width.toFixed(1), height: BAR_HEIGHT, class: look }),
      text(MARGIN + LABEL_WIDTH + width + 6, y + 11, perSecond(rate) + note),
    ];
  });
  const x = MARGIN + LABEL_WIDTH;
  const bottom = top + HEAD_HEIGHT + bars.length * LINE_HEIGHT;
  return [...head, element('line', { x1: x, x2: x, y1: top + HEAD_HEIGHT - 3, y2: bottom, class: 'axis' }), ...lines];
}
