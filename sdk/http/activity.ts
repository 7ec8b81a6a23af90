/** Knows what is under way, so that closing can wait for it. */
export type Activity = {
  /** Begin something; call what is returned when it ends. */
  begin(): () => void;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
};

export function createActivity(): Activity {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    begin() {
      running += 1;
      return () => {
        running -= 1;
        if (running === 0) for (const resolve of waiting.splice(0)) resolve();
      };
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve))),
  };
}
