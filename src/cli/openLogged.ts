/** Screening into a decision log: the options that commands share, and the host that answers only what is logged. */
import type { Command } from 'commander';
import { PosternError } from '../contract/errors.ts';
import type { RecordingHost, ScreeningHost } from '../contract/host.ts';
import type { RecordedPart } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import type { PlanFacts } from '../engine/planned/planDesk.ts';
import { LoggedHost } from '../engine/recording/loggedHost.ts';
import { DecisionLog } from '../log/decisionLog.ts';
import { encodeLine } from '../log/entry.ts';
import type { Planned } from './planned.ts';
import { count } from './progress.ts';
import type { LoggedSettings } from './replaying/loggedLines.ts';
import { readVersion } from './version.ts';

export type LogOptions = {
  log?: string | undefined;
  logKeys?: string | undefined;
  keepInput?: boolean | undefined;
};

/** What a screener answers and from what, as the opening note of a log states it. */
export type LoggedSource = LoggedSettings & { readonly tier?: Tier; readonly redacts?: string };

export function withLogOptions(command: Command): Command {
  return command
    .option('--log <folder>', 'answer only what stands in this decision log, which is begun or continued')
    .option('--log-keys <folder>', 'where its day keys are (default: keys in the folder of the log)')
    .option('--keep-input', 'keep the rows in the log too, encrypted, so that decisions can be replayed');
}

/** The screener itself where no log is asked for. `tell` is given what an operator should read. */
export async function openLogged(
  screener: RecordingHost,
  options: LogOptions,
  settings: LoggedSource,
  tell: (text: string) => void,
  planned: Planned | null = null,
): Promise<ScreeningHost> {
  try {
    return await open(screener, options, settings, tell, planned);
  } catch (error) {
    // its threads would keep the process alive
    await screener.close();
    throw error;
  }
}

async function open(
  screener: RecordingHost,
  options: LogOptions,
  settings: LoggedSource,
  tell: (text: string) => void,
  planned: Planned | null = null,
): Promise<ScreeningHost> {
  const { log: folder, logKeys: keyFolder, keepInput = false } = options;
  if (folder === undefined) {
    if (keepInput || keyFolder !== undefined) {
      throw new PosternError('REQUEST_INVALID', '--keep-input and --log-keys say how to log: give --log too');
    }
    return screener;
  }
  const log = await openLog(screener, { ...options, log: folder }, settings, tell, planned?.facts);
  const revise = planned ? { revise: (part: RecordedPart): RecordedPart => planned.revise(part) } : {};
  return new LoggedHost(screener, log, { keepRows: keepInput, ...revise });
}

/** The log, with notes of what decides from here on. */
export async function openLog(
  screener: RecordingHost,
  { log: folder, logKeys: keyFolder }: LogOptions & { log: string },
  settings: LoggedSource,
  tell: (text: string) => void,
  plan: PlanFacts | undefined,
): Promise<DecisionLog> {
  const log = await DecisionLog.open(folder, keyFolder === undefined ? {} : { keyFolder });
  const { numEntries, cutBytes, cutRowBytes } = log.recovered;
  const cut = cutBytes + cutRowBytes > 0 ? `; moved ${count(cutBytes + cutRowBytes)} unfinished bytes to cut/` : '';
  tell(`decision log ${folder}: ${count(numEntries)} entries so far${cut}`);
  const { hash } = await screener.bundle();
  const { tier = 'officer', redacts, explainTop, limits } = settings;
  const facts = { program: readVersion(), bundle: hash, ...(redacts && { redacts }), tier, explainTop, limits };
  const at = Date.now();
  const notes = [{ at, note: 'opened', facts }, ...(plan ? [{ at, note: 'plan', facts: plan }] : [])];
  await log.append({ at, lines: Buffer.from(notes.map(encodeLine).join('')), count: notes.length });
  return log;
}
