/** Services and commands in processes of their own, started for a case and ended with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Service = { readonly url: string; stop(): Promise<void> };

/** A compiled file of this project, by its path below dist. */
export function compiled(path: string): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(`${fromSource ? '../dist' : '..'}/${path}`, import.meta.url));
}

/** Start a service that prints its address; the address is the first http URL it prints. */
export async function startService(file: string, args: readonly string[]): Promise<Service> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await firstUrl(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function firstUrl(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    const found = /https?:\/\/[\w.:[\]]+/.exec(text);
    if (found) {
      // keep the pipe flowing: a full one would stop the service
      child.stdout?.resume();
      return found[0];
    }
  }
  throw new Error(`the service ended before it listened: ${text}`);
}

/** Run to the end; standard output as text. `flags` are those of Node. @throws when the exit code is not 0 */
export async function runToEnd(file: string, args: readonly string[], flags: readonly string[] = []): Promise<string> {
  const child = spawn(process.execPath, [...flags, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const chunk of child.stdout) text += String(chunk);
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${file} ended with ${child.exitCode}`);
  return text;
}
