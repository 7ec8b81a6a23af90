/** `postern replay --log`: every decision whose row was kept, made again and compared byte for byte. */
import type { RecordingHost } from '../../contract/host.ts';
import { PosternError } from '../../contract/errors.ts';
import { DayKeys } from '../../log/dayKeys.ts';
import { HostShelf } from './hostShelf.ts';
import { joinRows } from './joinRows.ts';
import { bundleOf, decisionOf, isSameDecision, type LoggedSettings, selectionOf } from './loggedLines.ts';
import { isSameSelection, PlanReplay } from './planReplay.ts';
import { type Again, screenAgain } from './screenAgain.ts';

export type Replay = {
  readonly identical: number;
  readonly different: number;
  /** Sequences of the first that differ. */
  readonly differing: readonly number[];
  /** Answered with ROW_LOST when they were screened: no decision was made. */
  readonly lost: number;
  /** Made by another bundle. */
  readonly otherBundle: number;
  /** Rows that were not kept, or whose day was erased. */
  readonly notKept: number;
  /** What selectors made of the decisions, where a plan was in force: again the same, another, or not made again. */
  readonly selections: { readonly identical: number; readonly different: number; readonly leftAlone: number };
};

export type ReplayOptions = {
  readonly folder: string;
  readonly keyFolder: string;
  /** Opens a screener with the bundle to replay with; closed here. */
  readonly open: (settings: LoggedSettings) => RecordingHost;
  /** Of the random share, where the plan had one. */
  readonly planKey: Uint8Array | undefined;
  /** Codes of the hard rules of the bundle. */
  readonly hardCodes: ReadonlySet<string>;
  /** The bundle is one for carriers. */
  readonly forCarriers?: boolean;
  readonly onRow?: (numRows: number) => void;
};

const SHOWN = 10;

export async function replayLog(options: ReplayOptions): Promise<Replay> {
  const { folder, keyFolder, open, onRow } = options;
  const hosts = new HostShelf(open);
  const differing: number[] = [];
  const plans = new PlanReplay(options.planKey, options.hardCodes);
  const selections = { identical: 0, different: 0, leftAlone: 0 };
  const counts = { identical: 0, different: 0, lost: 0, otherBundle: 0, notKept: 0 };
  try {
    const { hash } = await hosts.any();
    const pieces = joinRows(folder, new DayKeys(keyFolder), {
      isWanted: (line) => {
        const isOurs = bundleOf(line) === hash;
        if (!isOurs) counts.otherBundle += 1;
        return isOurs;
      },
      onNotKept: () => void (counts.notKept += 1),
    });
    const hostFor = (settings: LoggedSettings): Promise<RecordingHost> => {
      requireSameView(settings, options.forCarriers ?? false);
      return hosts.of(settings);
    };
    let numRows = 0;
    for await (const rows of screenAgain(pieces, hostFor)) {
      for (const again of rows) {
        const verdict = judge(again);
        counts[verdict] += 1;
        const selected = judgeSelection(again, plans);
        if (selected) selections[selected] += 1;
        const differs = verdict === 'different' || selected === 'different';
        if (differs && differing.length < SHOWN) differing.push(again.logged.seq);
      }
      numRows += rows.length;
      onRow?.(numRows);
    }
  } finally {
    await hosts.close();
  }
  return { ...counts, differing, selections };
}

/** Both bundles have one hash, but what was logged of them is not the same. */
function requireSameView({ redacts }: LoggedSettings, forCarriers: boolean): void {
  if ((redacts !== undefined) === forCarriers) return;
  const fault = forCarriers
    ? 'the log holds decisions as officers read them, the bundle is one for carriers: replay with the bundle it was made of'
    : 'the log was written with a bundle for carriers: replay with that one, which `postern bundle redact` makes';
  throw new PosternError('REQUEST_INVALID', fault);
}

function judge({ logged, line }: Again): 'identical' | 'different' | 'lost' {
  if (isSameDecision(logged.line, line)) return 'identical';
  const { error } = decisionOf(logged.line) as { error?: { code: string } };
  return error?.code === 'ROW_LOST' ? 'lost' : 'different';
}

function judgeSelection(again: Again, plans: PlanReplay): keyof Replay['selections'] | undefined {
  const logged = selectionOf(again.logged.line);
  if (logged === undefined) return undefined;
  const now = plans.select(again, logged);
  if (now === undefined) return 'leftAlone';
  return isSameSelection(logged, now) ? 'identical' : 'different';
}
