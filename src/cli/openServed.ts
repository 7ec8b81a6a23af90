/** The screener of a service: logging where a log is configured, deciding by a plan where one is. */
import { readFileSync } from 'node:fs';
import { commitmentOf } from '../capacity/draw.ts';
import { parsePlan } from '../capacity/parsePlan.ts';
import { isWithoutMail } from '../capacity/shiftReport.ts';
import { PosternError } from '../contract/errors.ts';
import type { RecordingHost, ScreeningHost } from '../contract/host.ts';
import { readDefaultBundle } from '../engine/defaultBundle.ts';
import { hardCodesOf } from '../engine/planned/hardCodes.ts';
import { PlanDesk, type PlanFacts } from '../engine/planned/planDesk.ts';
import { PlannedHost } from '../engine/planned/plannedHost.ts';
import { readStates } from '../engine/planned/stateFile.ts';
import { StateKeeper } from '../engine/planned/stateKeeper.ts';
import { LoggedHost } from '../engine/recording/loggedHost.ts';
import type { ServerConfig } from '../server/config.ts';
import { openLog, openLogged, type LoggedSource } from './openLogged.ts';
import { readKey, readPlanText } from './planFile.ts';
import type { ScreenerOptions } from './screener.ts';

export type Tell = { info(text: string): void; error(error: unknown, text: string): void };

type Settings = Pick<ServerConfig, 'decisionLog' | 'capacity'> & LoggedSource;

/** Closed with what is returned, or here when that fails. */
export async function openServed(
  host: RecordingHost,
  config: Settings,
  { bundle, tier }: Pick<ScreenerOptions, 'bundle' | 'tier'>,
  tell: Tell,
): Promise<ScreeningHost> {
  const { plan } = config.capacity;
  if (plan === undefined) return openLogged(host, config.decisionLog, config, tell.info);
  try {
    if (tier === 'carrier') {
      throw new PosternError('REQUEST_INVALID', 'a carrier is no facility: leave out --plan or --tier carrier');
    }
    return await openPlannedHost(host, plan, config, bundle, tell);
  } catch (error) {
    // its threads would keep the process alive
    await host.close();
    throw error;
  }
}

async function openPlannedHost(
  host: RecordingHost,
  plan: string,
  { capacity: { planKey, planState }, ...config }: Settings,
  bundle: string | undefined,
  tell: Tell,
): Promise<ScreeningHost> {
  const { codes } = hardCodesOf(bundle === undefined ? readDefaultBundle() : readFileSync(bundle));
  // with a patch in force, decisions name it too
  const current = { hash: (await host.bundle()).hash, codes };
  const text = readPlanText(plan);
  const key = planKey === undefined ? undefined : readKey(planKey);
  const states = planState === undefined ? {} : readStates(planState);
  const desk = new PlanDesk(parsePlan(text, plan), key, {
    states,
    now: Date.now,
    onShift: (report) => {
      if (isWithoutMail(report)) return;
      const { facility, shift, budgets, late } = report;
      const told = budgets.map(
        ({ lane, actions, planned, inspected, overflow }) =>
          `${lane} ${actions.join('+')} ${inspected} of ${planned}${overflow > 0 ? `, overflow ${overflow}` : ''}`,
      );
      tell.info(`shift ${shift} at ${facility} ended: ${told.join('; ')}${late > 0 ? `; late ${late}` : ''}`);
      const { numOutOfTime, numUntold } = desk;
      tell.info(`since the start: ${numOutOfTime} rows out of time, ${numUntold} that told no arrival`);
    },
  });
  const commitment = key === undefined ? null : commitmentOf(key);
  const facts = (): PlanFacts => ({ plan: text, states: desk.states(), commitment });
  const keeper =
    planState === undefined
      ? null
      : new StateKeeper({
          path: planState,
          states: () => desk.states(),
          onError: (error) => tell.error(error, 'the state of the capacity plan could not be written'),
        });
  // a file that cannot be written is told at the start, not after the first decision
  await keeper?.now();
  if (keeper?.hasFailed) throw new PosternError('REQUEST_INVALID', `--plan-state: ${planState} cannot be written`);
  const { log: folder, keepInput: keepRows } = config.decisionLog;
  const log =
    folder === undefined
      ? null
      : await openLog(host, { ...config.decisionLog, log: folder }, config, tell.info, facts());
  const inner =
    log === null
      ? await openLogged(host, config.decisionLog, config, tell.info)
      : new LoggedHost(host, log, { keepRows });
  tell.info(`capacity plan ${plan}: ${[...desk.facilities].join(', ')}`);
  return new PlannedHost({ host, inner, log, keepRows, desk, facts, bundle: current, keeper, limits: config.limits });
}
