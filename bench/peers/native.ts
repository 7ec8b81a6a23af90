/** Libraries in Python, each in a process of its own that is told what to predict and times it itself (native/worker.py). */
import { execFileSync } from 'node:child_process';
import { startConversation } from './conversation.ts';
import { root, scripts } from './python.ts';

/** Milliseconds a call. */
export type Timing = { readonly best: number; readonly median: number };

export type NativePeer = {
  readonly library: string;
  /** Make the model in a folder the one that is predicted with. @returns The library's version. */
  load(folder: string, shape: string, threads: number): Promise<string>;
  /** Predict the first rows again and again for about that long. */
  measure(numRows: number, milliseconds: number): Promise<Timing>;
  /** Margins of the first rows, as the library gives them, to a file of f64. */
  writeMargins(numRows: number, file: string): Promise<void>;
  close(): void;
};

/** Train what is not there yet. @returns The folder of each model, rows and all. */
export function trainModels(python: string, names: readonly string[]): Readonly<Record<string, string>> {
  const folder = `${root}build/bench`;
  execFileSync(python, [`${scripts}models.py`, folder, ...names], { stdio: ['ignore', 'inherit', 'inherit'] });
  return Object.fromEntries(names.map((name) => [name, `${folder}/${name}`]));
}

export function startPeer(python: string, library: string): NativePeer {
  const { ask, close } = startConversation(python, [`${scripts}worker.py`, library], library);
  return {
    library,
    load: async (folder, shape, threads) =>
      ((await ask({ load: folder, shape, threads })) as { version: string }).version,
    measure: async (rows, milliseconds) => (await ask({ rows, milliseconds })) as Timing,
    writeMargins: async (rows, margins) => void (await ask({ rows, margins })),
    close,
  };
}
