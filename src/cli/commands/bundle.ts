/** `postern bundle`: build, inspect and verify bundles, and make the keys that sign them. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { ModelInfo } from '../../contract/screener.ts';
import { buildBundle } from '../../engine/bundle/buildBundle.ts';
import type { ListEntry } from '../../engine/bundle/bundleLayout.ts';
import { demonstrationKeys } from '../../engine/bundle/demonstrationKey.ts';
import { generateKeys, readPrivateKey } from '../../engine/bundle/keys.ts';
import { type OpenBundle, openBundle } from '../../engine/bundle/openBundle.ts';
import { readManifest } from '../../engine/bundle/readManifest.ts';
import { readLists } from '../../engine/bundle/readLists.ts';
import { readSources } from '../../engine/bundle/readSources.ts';
import { redactBundle } from '../../engine/bundle/redactBundle.ts';
import { nameOfKey } from '../../engine/bundle/verifyBundle.ts';
import { isPatch } from '../../engine/patch/patchLayout.ts';
import { readPatch, verifyPatch } from '../../engine/patch/readPatch.ts';
import { openBlinded } from '../../watchlist/index/blinded/open.ts';
import { readTrustedKeys } from '../trustedKeys.ts';
import { describePatch, mergeCommand, patchCommand } from './bundlePatch.ts';

const OWNER_ONLY = 0o600;

const WHAT_IS_LEFT = `
What decides must be in the file. No word for officers is, but a carrier who takes the file apart can still learn:
  - the conditions of all rules in numbers: which fields, findings and features they ask for, thresholds, words, patterns
  - what each rule does: action, weight, whether it is hard, lowers or asks for data; the bands, and the waivers
  - the trees of the model and the reference tables; and, with them, score, rank and findings of any parcel
  - of a blinded list (--blinded): how many parties it has, and how many names and identifiers each; whoever has its key
    too can try names and numbers, as said in src/watchlist/blinded/README.md
A rule whose condition is itself a secret does not belong into such a bundle. Serve carriers over HTTP with a key of their
own (postern serve --carrier-key-file) where nothing of this may be given away: there only answers leave.`;

export function bundleCommand(): Command {
  const command = new Command('bundle');
  command
    .command('build')
    .description('Compile a folder of sources to one signed file; the same sources and key give the same bytes')
    .argument(
      '<folder>',
      'bundle.json, model.*, rules/, policy.json, reference/ and, where there are any, models/, lists/',
    )
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .requiredOption('--out <file>', 'the bundle to write')
    .option('--list <file...>', 'lists beside those of the folder, as postern watchlist import writes them')
    .option('--frequencies <file>', 'words of names counted in own mail, in place of lists/frequencies.csv')
    .action(build);
  command
    .command('inspect')
    .description('Show what a bundle or a patch holds, without trusting it')
    .argument('<file>', 'the bundle or the patch')
    .option('--json', 'print the manifest as JSON')
    .action(inspect);
  command
    .command('verify')
    .description('Check signature, hashes and contents; exit code 1 when anything is wrong')
    .argument('<file>', 'the bundle, or a patch: whether it fits a bundle is seen when it is used')
    .option('--trust <key.pem...>', 'public keys that may have signed it (default: the demonstration key)')
    .action(verify);
  command.addCommand(patchCommand());
  command.addCommand(mergeCommand());
  command
    .command('redact')
    .description(
      'Make a bundle for carriers: the same actions and requests, without codes, texts, sources, lists and readable conditions',
    )
    .argument('<file>', 'the bundle')
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .requiredOption('--out <file>', 'the bundle to write')
    .option('--trust <key.pem...>', 'public keys that may have signed it (default: the demonstration key)')
    .option('--blinded <file>', 'what postern watchlist blind made of lists; screening then needs its key')
    .addHelpText('after', WHAT_IS_LEFT)
    .action(redact);
  command
    .command('keygen')
    .description('Make a signing key: NAME.private.pem and NAME.public.pem')
    .argument('<name>', 'path without ending; its last part is the name of the key')
    .action(keygen);
  return command;
}

type BuildOptions = { key: string; out: string; list?: string[]; frequencies?: string };

async function build(folder: string, options: BuildOptions): Promise<void> {
  const { key, out } = options;
  const lists = await readLists(folder, options.list, options.frequencies);
  const sources = { ...readSources(folder), ...(lists && { lists }) };
  const bytes = buildBundle(sources, readPrivateKey(readFileSync(key, 'utf8')));
  writeFileSync(out, bytes);
  const bundle = openBundle(bytes, { trustedKeys: {}, check: false });
  process.stdout.write(`${out}: ${bytes.length} bytes, ${bundle.hash}\n`);
}

function inspect(file: string, { json }: { json?: true }): void {
  const bytes = readFileSync(file);
  if (isPatch(bytes)) {
    process.stdout.write(json ? `${JSON.stringify(readPatch(bytes).manifest, undefined, 2)}\n` : describePatch(bytes));
    return;
  }
  const bundle = openBundle(bytes, { trustedKeys: demonstrationKeys, check: false });
  process.stdout.write(json ? `${JSON.stringify(bundle.manifest, undefined, 2)}\n` : describe(bundle, bytes.length));
}

function verify(file: string, { trust }: { trust?: string[] }): void {
  const trustedKeys = trust ? readTrustedKeys(trust) : demonstrationKeys;
  const bytes = readFileSync(file);
  if (isPatch(bytes)) {
    const patch = readPatch(bytes);
    verifyPatch(bytes, patch, trustedKeys);
    const by = nameOfKey(patch.keyId, trustedKeys);
    process.stdout.write(`${file}: intact, signed by ${by}, ${patch.hash}, of bundle ${patch.manifest.base}\n`);
    return;
  }
  const { hash, keyId } = openBundle(bytes, { trustedKeys, check: true, lookThrough: true });
  process.stdout.write(`${file}: intact, signed by ${nameOfKey(keyId, trustedKeys)}, ${hash}\n`);
}

type RedactOptions = { key: string; out: string; trust?: string[]; blinded?: string };

function redact(file: string, { key, out, trust, blinded }: RedactOptions): void {
  const trustedKeys = trust ? readTrustedKeys(trust) : demonstrationKeys;
  const list = blinded === undefined ? null : readFileSync(blinded);
  const bytes = redactBundle(readFileSync(file), trustedKeys, readPrivateKey(readFileSync(key, 'utf8')), list);
  writeFileSync(out, bytes);
  const { lists } = openBundle(bytes, { trustedKeys, check: false });
  const part = lists?.base.index.parts.blinded ?? null;
  const { manifest } = readManifest(bytes);
  process.stdout.write(`${out}: ${bytes.length} bytes, for carriers; answers as ${manifest.redacts} does\n`);
  const numLeft = readManifest(readFileSync(file)).manifest.lists.length;
  if (part !== null) process.stdout.write(`a blinded list of ${openBlinded(part).numEntries} entries goes along\n`);
  else if (numLeft > 0) process.stdout.write(`${numLeft} lists stay behind: what they alone tell, it does not know\n`);
}

function keygen(name: string): void {
  const { publicKey, privateKey } = generateKeys();
  // never over an existing key: what it signed could not be remade
  const exclusive = { flag: 'wx' };
  writeFileSync(`${name}.private.pem`, privateKey, { ...exclusive, mode: OWNER_ONLY });
  chmodSync(`${name}.private.pem`, OWNER_ONLY);
  writeFileSync(`${name}.public.pem`, publicKey, exclusive);
  process.stdout.write(`${name}.private.pem signs; keep it. ${name}.public.pem verifies; give it out.\n`);
}

function describe({ info, manifest, keyId, ruleSet, lists }: OpenBundle, numBytes: number): string {
  const trained = info.synthetic ? ' (model trained on synthetic data)' : '';
  const width = Math.max(...manifest.sections.map(({ name }) => name.length));
  const lines = [
    `${info.name} ${info.version}${trained}`,
    `hash        ${info.hash}${manifest.redacts === undefined ? '' : ', of what this one for carriers was made of'}`,
    `created     ${info.createdAt}`,
    `signed by   ${info.signedBy}, key id ${keyId}; not verified here: use postern bundle verify`,
    `model       ${info.numTrees} trees on ${info.numFeatures} features`,
    ...info.models.map(describeModel),
    `rules       ${info.numRules}`,
    ...ruleSet.map((rule) => `  ${(rule.action ?? '-').padEnd(5)} ${rule.code}`),
    ...(manifest.lists.length > 0
      ? ['lists', ...describeLists(manifest.lists)]
      : [`lists       ${lists === null ? 'none' : 'blinded'}`]),
    ...(manifest.frequencies === undefined ? [] : [`words       counted in own mail, ${manifest.frequencies}`]),
    `sections    ${numBytes} bytes in all`,
    ...manifest.sections.map(
      ({ name, bytes, sha256 }) => `  ${name.padEnd(width)} ${String(bytes).padStart(9)}  ${sha256}`,
    ),
    `provenance  ${JSON.stringify(manifest.provenance, undefined, 2)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function describeLists(lists: readonly ListEntry[]): string[] {
  return lists.map(({ name, version, publishedAt, entries }) => {
    const published = publishedAt === null ? '' : `, published ${publishedAt}`;
    return `  ${name}: ${entries} entries${published}, version ${version}`;
  });
}

function describeModel({ name, source, numTrees, features, numOutputs }: ModelInfo): string {
  const outputs = numOutputs === 1 ? '' : `, ${numOutputs} outputs`;
  return `  ${name}: ${source}, ${numTrees} trees on ${features.length} features of its own${outputs}`;
}
