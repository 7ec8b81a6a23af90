/** `postern bundle patch` and `merge`: new versions of lists, as a small file for a bundle in use or as a new bundle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { demonstrationKeys } from '../../engine/bundle/demonstrationKey.ts';
import { readPrivateKey } from '../../engine/bundle/keys.ts';
import { openBundle } from '../../engine/bundle/openBundle.ts';
import { readCounted, readListEntries } from '../../engine/bundle/readLists.ts';
import type { TrustedKeys } from '../../engine/bundle/trustedKeys.ts';
import { nameOfKey } from '../../engine/bundle/verifyBundle.ts';
import { buildPatch } from '../../engine/patch/buildPatch.ts';
import { mergeBundle } from '../../engine/patch/mergeBundle.ts';
import { patchedHash } from '../../engine/patch/patchLayout.ts';
import { readPatch, verifyPatch } from '../../engine/patch/readPatch.ts';
import { count } from '../progress.ts';
import { readTrustedKeys } from '../trustedKeys.ts';

type Options = { list: string[]; frequencies?: string; key: string; out: string; trust?: string[] };
type PatchOptions = Options & { allowNewLists?: true; allowMassRemoval?: true };
type MergeOptions = Options & { patch?: string };

export function patchCommand(): Command {
  return withListOptions(new Command('patch'))
    .description('Say in a small signed file what new versions of lists change of a bundle, without the rest of it')
    .argument('<bundle>', 'the bundle in use, which was made with lists')
    .option('--allow-new-lists', 'lists may come that the bundle does not have')
    .option('--allow-mass-removal', 'a list may be empty, or lose more than nine tenths of its entries')
    .addHelpText(
      'after',
      '\nLists that are not given stay as they are in the bundle. A patch is of a bundle, not of another patch: make the' +
        '\nnext one of the same bundle, and merge now and then. Use it with --patch, or PUT it to /v1/bundle/patch.',
    )
    .action(patch);
}

export function mergeCommand(): Command {
  return withListOptions(new Command('merge'))
    .description('Make a bundle anew with other versions of its lists, everything else as it is')
    .argument('<bundle>', 'the bundle that was patched')
    .option('--patch <file>', 'the patch in force: the lists must be of the versions that it names')
    .addHelpText('after', '\nAn index does not hold the texts of entries, so all lists in force are given again.')
    .action(merge);
}

function withListOptions(command: Command): Command {
  return command
    .requiredOption('--list <file...>', 'lists as postern watchlist import writes them')
    .option(
      '--frequencies <file>',
      'words of names counted in own mail, if the bundle was built with them: the same file',
    )
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .requiredOption('--out <file>', 'the file to write')
    .option('--trust <key.pem...>', 'public keys that may have signed the bundle (default: the demonstration key)');
}

async function patch(file: string, options: PatchOptions): Promise<void> {
  const { list, frequencies, key, out, trust, allowNewLists, allowMassRemoval } = options;
  const allowed = { newLists: allowNewLists === true, massRemoval: allowMassRemoval === true };
  const base = openBundle(readFileSync(file), { trustedKeys: trustedBy(trust), check: true });
  const bytes = buildPatch(
    base,
    { ...(await readListEntries(list)), counted: readCounted(frequencies), allowed },
    readPrivateKey(readFileSync(key, 'utf8')),
  );
  writeFileSync(out, bytes);
  const { hash, manifest } = readPatch(bytes);
  const { came, changed, went, same } = manifest.counts;
  process.stdout.write(
    `${out}: ${bytes.length} bytes, ${hash}\n` +
      `${count(came)} entries came, ${count(changed)} changed, ${count(went)} went, ${count(same)} as before\n` +
      `with bundle ${base.hash} decisions name ${patchedHash(base.hash, hash)}\n`,
  );
}

async function merge(
  file: string,
  { list, frequencies, key, out, trust, patch: patchFile }: MergeOptions,
): Promise<void> {
  const trustedKeys = trustedBy(trust);
  const given = await readListEntries(list);
  const patchBytes = patchFile === undefined ? undefined : readFileSync(patchFile);
  const inForce = patchBytes && readPatch(patchBytes);
  if (patchBytes && inForce) verifyPatch(patchBytes, inForce, trustedKeys);
  const bytes = mergeBundle(
    {
      base: readFileSync(file),
      trustedKeys,
      ...given,
      counted: readCounted(frequencies),
      ...(inForce && { patch: inForce }),
    },
    readPrivateKey(readFileSync(key, 'utf8')),
  );
  writeFileSync(out, bytes);
  const { hash } = openBundle(bytes, { trustedKeys: {}, check: false });
  process.stdout.write(`${out}: ${bytes.length} bytes, ${hash}, ${count(given.entries.length)} entries\n`);
}

/** What a patch says of itself, for `postern bundle inspect`. */
export function describePatch(bytes: Uint8Array): string {
  const { hash, manifest, keyId, index } = readPatch(bytes);
  const { base, lists, changed, counts } = manifest;
  const signedBy = nameOfKey(keyId, demonstrationKeys) ?? `key ${keyId}`;
  const lines = [
    'patch of the lists of a bundle',
    `hash        ${hash}`,
    `bundle      ${base}; together decisions name ${patchedHash(base, hash)}`,
    `signed by   ${signedBy}, key id ${keyId}; not verified here: use postern bundle verify`,
    `entries     ${count(counts.came)} came, ${count(counts.changed)} changed, ${count(counts.went)} went, ${count(counts.same)} as before`,
    'lists       in force with it',
    ...lists.map(
      ({ name, version, entries }) =>
        `  ${changed.includes(name) ? 'new' : '   '} ${name}: ${count(entries)} entries, version ${version}`,
    ),
    `size        ${bytes.length} bytes, ${index.length} of them the index, ${manifest.index.sha256}`,
  ];
  return `${lines.join('\n')}\n`;
}

function trustedBy(trust: readonly string[] | undefined): TrustedKeys {
  return trust ? readTrustedKeys(trust) : demonstrationKeys;
}
