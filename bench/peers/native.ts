/** Libraries in Python, each in a process of its own that is told what to predict and times it itself (native/worker.py). */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** This repository, from the compiled file or from its source. */
const root = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../../../' : '../../', import.meta.url));
const scripts = `${root}bench/peers/native/`;

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

/** The Python with the peers of tools/environments/peers.txt; made on first use. */
export function pythonOfPeers(): string {
  const made = execFileSync(`${root}tools/environment.sh`, ['peers'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return made.toString('utf8').trim();
}

/** Train what is not there yet. @returns The folder of each model, rows and all. */
export function trainModels(python: string, names: readonly string[]): Readonly<Record<string, string>> {
  const folder = `${root}build/bench`;
  execFileSync(python, [`${scripts}models.py`, folder, ...names], { stdio: ['ignore', 'inherit', 'inherit'] });
  return Object.fromEntries(names.map((name) => [name, `${folder}/${name}`]));
}

export function startPeer(python: string, library: string): NativePeer {
  const child = spawn(python, [`${scripts}worker.py`, library], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_WAIT_POLICY: 'passive' },
  });
  const ask = conversation(child, library);
  return {
    library,
    load: async (folder, shape, threads) =>
      ((await ask({ load: folder, shape, threads })) as { version: string }).version,
    measure: async (rows, milliseconds) => (await ask({ rows, milliseconds })) as Timing,
    writeMargins: async (rows, margins) => void (await ask({ rows, margins })),
    close: () => void child.kill(),
  };
}

/** One line out, one line back. */
function conversation({ stdin, stdout }: ChildProcess, library: string): (request: object) => Promise<unknown> {
  if (stdin === null || stdout === null) throw new Error(`${library} has no pipes`);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return async (request) => {
    stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${library} ended`);
    const answer = JSON.parse(value) as { error?: string };
    if (answer.error !== undefined) throw new Error(`${library}: ${answer.error}`);
    return answer;
  };
}
