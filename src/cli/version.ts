/** The version of what is installed, as its package says it. */
import { readFileSync } from 'node:fs';

export function readVersion(): string {
  // compiled files lie one folder deeper, in dist/
  const up = import.meta.url.endsWith('.ts') ? '../..' : '../../..';
  const text = readFileSync(new URL(`${up}/package.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
