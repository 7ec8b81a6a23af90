/** Peers are installed from this folder's own manifest when one is first needed: never part of the product. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder of the manifest, from the compiled file or from its source. */
function peersFolder(): string {
  const compiled = import.meta.url.endsWith('.js');
  return fileURLToPath(new URL(compiled ? '../../../bench/peers/' : './', import.meta.url));
}

/** A peer's module by the name of its package. */
export async function importPeer<T>(name: string): Promise<T> {
  const folder = peersFolder();
  if (!existsSync(`${folder}node_modules/${name}`)) {
    process.stderr.write('installing the peers of bench/peers/package.json\n');
    // the install step of onnxruntime-node would fetch a CUDA build
    const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip' };
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const path = createRequire(`${folder}package.json`).resolve(name);
  const loaded = (await import(pathToFileURL(path).href)) as { default: T };
  return loaded.default;
}
