/** Python for the peers that are libraries of it. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** This repository, from the compiled file or from its source. */
export const root: string = fileURLToPath(
  new URL(import.meta.url.endsWith('.js') ? '../../../' : '../../', import.meta.url),
);
/** Where the scripts are. */
export const scripts: string = `${root}bench/peers/native/`;

/** The Python with what a list in tools/environments pins; made on first use. */
export function pythonOf(list: 'peers' | 'names'): string {
  const made = execFileSync(`${root}tools/environment.sh`, [list], { stdio: ['ignore', 'pipe', 'inherit'] });
  return made.toString('utf8').trim();
}
