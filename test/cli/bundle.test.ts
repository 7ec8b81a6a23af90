import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { bundleCommand } from '../../src/cli/commands/bundle.ts';
import { listEntry, LIST, name, phone } from '../oracle/testLists.ts';
import { openBundle } from '../../src/engine/bundle/openBundle.ts';
import { type ListHeader, writeListFile } from '../../src/watchlist/listFile.ts';
import { lightgbmText } from '../oracle/lightgbmText.ts';
import { randomFeatureForest } from '../oracle/testBundle.ts';

const bundles = fileURLToPath(new URL('../../bundles/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'postern-bundle-'));
const sources = join(folder, 'sources');
const file = join(folder, 'test.postern');
const demoKey = join(bundles, 'demo-key.private.pem');
cpSync(join(bundles, 'default'), sources, { recursive: true });
rmSync(join(sources, 'provenance.json'), { force: true });
const forest = randomFeatureForest(7, 5, 8);
writeFileSync(join(sources, 'model.txt'), lightgbmText(forest));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints. */
async function run(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await bundleCommand().parseAsync(args, { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return lines.join('');
}

test('build makes the same file twice, and verify accepts it', async () => {
  const built = await run('build', sources, '--key', demoKey, '--out', file);
  const first = readFileSync(file);
  await run('build', sources, '--key', demoKey, '--out', file);
  expect(Buffer.compare(readFileSync(file), first)).toBe(0);
  const hash = /[0-9a-f]{32}/.exec(built)?.[0];
  expect(hash).toBeDefined();
  expect(await run('verify', file)).toBe(`${file}: intact, signed by postern-demo, ${hash}\n`);
});

test('inspect says what a bundle holds and that its model is synthetic', async () => {
  await run('build', sources, '--key', demoKey, '--out', file);
  const text = await run('inspect', file);
  expect(text).toContain('default 0.1.0 (model trained on synthetic data)');
  expect(text).toContain(`5 trees on ${forest.featureNames.length} features`);
  expect(text).toContain('hold  PRECURSOR_CAS');
  expect(text).toContain('not verified here');
  expect(JSON.parse(await run('inspect', file, '--json'))).toMatchObject({ name: 'default', synthetic: true });
});

test('what the training script notes beside the model goes into the manifest', async () => {
  const path = join(sources, 'provenance.json');
  writeFileSync(path, '{"seeds":[1,2],"recall":{"1%":0.5}}');
  await run('build', sources, '--key', demoKey, '--out', file);
  rmSync(path);
  const { provenance } = JSON.parse(await run('inspect', file, '--json')) as { provenance: Record<string, unknown> };
  expect(provenance.model).toEqual({ seeds: [1, 2], recall: { '1%': 0.5 } });
});

test('a key made by keygen signs, is trusted when named, and is not overwritten', async () => {
  const name = join(folder, 'ours');
  await run('keygen', name);
  expect(statSync(`${name}.private.pem`).mode & 0o777).toBe(0o600);
  await run('build', sources, '--key', `${name}.private.pem`, '--out', file);
  expect(await run('verify', file, '--trust', `${name}.public.pem`)).toContain('signed by ours,');
  await expect(run('verify', file)).rejects.toThrow('which is not trusted (trusted: postern-demo)');
  await expect(run('keygen', name)).rejects.toThrow('EEXIST');
});

test('sources that are not whole are refused by the name of the file', async () => {
  const build = (): Promise<string> => run('build', sources, '--key', demoKey, '--out', file);
  const broken: readonly [name: string, text: string, message: RegExp][] = [
    ['bundle.json', '{"name":"x","version":"1","createdAt":"yesterday"}', /bundle\.json: createdAt: expected/],
    ['bundle.json', '{', /bundle\.json: not JSON/],
    ['policy.json', '{"bands":[{}]}', /policy\.json: band 1: from: expected/],
    ['model.txt', 'x', /LightGBM/],
    ['model.txt', lightgbmText({ ...forest, featureNames: forest.featureNames.map((_, i) => `f${i}`) }), /Retrain/],
  ];
  for (const [name, text, message] of broken) {
    const path = join(sources, name);
    const good = readFileSync(path);
    writeFileSync(path, text);
    await expect(build()).rejects.toThrow(message);
    rmSync(path);
    await expect(build()).rejects.toThrow(`${name}: cannot be read`);
    writeFileSync(path, good);
  }
});

test('a rule pack at fault is refused by file, line and column, and a bundle needs one', async () => {
  const build = (): Promise<string> => run('build', sources, '--key', demoKey, '--out', file);
  const path = join(sources, 'rules/payment.yaml');
  const good = readFileSync(path, 'utf8');
  writeFileSync(path, good.replace('listWalletHits)', 'listWaletHits)'));
  await expect(build()).rejects.toThrow(/^payment\.yaml:14:\d+: WALLET_LISTED: when: .*listWaletHits/);
  writeFileSync(path, good);
  const [rules, moved] = [join(sources, 'rules'), join(sources, 'set aside')];
  renameSync(rules, moved);
  await expect(build()).rejects.toThrow('rules/: there is no such file or folder; give a rule pack');
  renameSync(moved, rules);
});

test('models/ holds models of any library by name, with what their files do not say in bundle.json', async () => {
  const models = join(sources, 'models');
  const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
  const about = readFileSync(join(sources, 'bundle.json'), 'utf8');
  mkdirSync(models);
  try {
    cpSync(join(fixtures, 'lightgbm/data_frame/model.txt'), join(models, 'frame.txt'));
    cpSync(join(fixtures, 'xgboost/3.4-multiclass/model.ubj'), join(models, 'classes.v2.ubj'));
    cpSync(join(fixtures, 'catboost/one_hot/model.json'), join(models, 'texts.json'));
    cpSync(join(fixtures, 'onnx/sklearn_pipeline/model.onnx'), join(models, 'odds.onnx'));
    writeFileSync(join(models, '.DS_Store'), 'not meant');
    const options = { 'classes.v2': { missing: -999 } };
    writeFileSync(join(sources, 'bundle.json'), JSON.stringify({ ...JSON.parse(about), importOptions: options }));
    await run('build', sources, '--key', demoKey, '--out', file);
    const text = await run('inspect', file);
    expect(text).toContain('  classes.v2: xgboost, 6 trees on 6 features of its own, 3 outputs\n');
    expect(text).toContain('  frame: lightgbm, 10 trees on 5 features of its own\n');
    const { models: names } = JSON.parse(await run('inspect', file, '--json')) as { models: string[] };
    expect(names).toEqual(['classes.v2', 'frame', 'odds', 'texts']);
    const { notes } =
      openBundle(readFileSync(file), { trustedKeys: {}, check: false }).models.get('classes.v2')?.schema ?? {};
    expect(String(notes)).not.toContain('NaN alone is missing');

    const build = (): Promise<string> => run('build', sources, '--key', demoKey, '--out', file);
    writeFileSync(
      join(sources, 'bundle.json'),
      JSON.stringify({ ...JSON.parse(about), importOptions: { frame: { missing: 0 } } }),
    );
    await expect(build()).rejects.toThrow(
      'frame.txt: "missing" is no option of importing LightGBM models; its options: frameCategories',
    );
    writeFileSync(
      join(sources, 'bundle.json'),
      JSON.stringify({ ...JSON.parse(about), importOptions: { fame: { missing: 0 } } }),
    );
    await expect(build()).rejects.toThrow('bundle.json: importOptions: there is no model "fame"');
    writeFileSync(join(sources, 'bundle.json'), about);
    writeFileSync(join(models, 'frame.json'), '{}');
    await expect(build()).rejects.toThrow('models/: two files are named frame');
    rmSync(join(models, 'frame.txt'));
    await expect(build()).rejects.toThrow('frame.json: Got JSON that is no XGBoost or CatBoost model; accepted are');
  } finally {
    rmSync(models, { recursive: true });
    writeFileSync(join(sources, 'bundle.json'), about);
  }
});

test('the model that screens may be of any library, but there is one', async () => {
  const second = join(sources, 'model.json');
  writeFileSync(second, '{}');
  const build = run('build', sources, '--key', demoKey, '--out', file);
  await expect(build).rejects.toThrow('expected one of model.json, model.txt, got them all');
  rmSync(second);
});

test('a signing key that is none is refused', async () => {
  const key = join(bundles, 'demo-key.public.pem');
  await expect(run('build', sources, '--key', key, '--out', file)).rejects.toThrow('not an Ed25519 private key');
});

/** A list file of synthetic entries, under a name of its own. */
async function writeList(path: string, list: string): Promise<ListHeader> {
  async function* entries() {
    yield { ...listEntry('1', [name('Nobody Atall'), phone('+990000001')]), list };
    yield { ...listEntry('2', [name('Nobody Else')]), list };
  }
  const counts = { entries: 2, indicators: 3, refused: 0, left: {}, danglingReferences: 0 };
  const rest = { format: 'postern-list/1', source: 'made up', publishedAt: '2026-05-01', files: [], counts } as const;
  return writeListFile(path, entries(), (version) => ({ ...rest, list, version }));
}

test('lists of the folder and of the command line go into the bundle, which says which', async () => {
  const lists = join(sources, 'lists');
  const { version } = await writeList(join(lists, 'ours.ndjson'), LIST);
  await writeList(join(folder, 'theirs.ndjson'), 'theirs');
  await run('build', sources, '--key', demoKey, '--out', file, '--list', join(folder, 'theirs.ndjson'));
  const text = await run('inspect', file);
  expect(text).toContain(`  ${LIST}: 2 entries, published 2026-05-01, version ${version}`);
  expect(text).toContain('  theirs: 2 entries,');
  const { lists: told } = JSON.parse(await run('inspect', file, '--json')) as { lists: { name: string }[] };
  expect(told.map((list) => list.name)).toEqual([LIST, 'theirs']);
  expect(openBundle(readFileSync(file), { trustedKeys: {}, check: false }).lists?.base.entries?.numEntries).toBe(4);

  const redacted = join(folder, 'carrier.postern');
  await run('redact', file, '--key', demoKey, '--out', redacted);
  const bytes = readFileSync(redacted);
  for (const word of ['Nobody', LIST, 'theirs']) expect([word, bytes.includes(word)]).toEqual([word, false]);
  expect(await run('inspect', redacted)).toContain('lists       none');
  rmSync(join(lists, 'ours.ndjson'));
});

test('lists that are not whole, given twice or no lists are refused by file and line', async () => {
  const lists = join(sources, 'lists');
  const build = (...files: string[]): Promise<string> =>
    run('build', sources, '--key', demoKey, '--out', file, ...(files.length > 0 ? ['--list', ...files] : []));
  const path = join(folder, 'twice.ndjson');
  await writeList(path, 'twice');
  await expect(build(path, path)).rejects.toThrow('another file has the list "twice" too');
  await expect(build(join(folder, 'nothing.ndjson'))).rejects.toThrow('there is no such file');
  const whole = readFileSync(path, 'utf8');
  writeFileSync(path, whole.replace('"Nobody Else"', '7'));
  await expect(build(path)).rejects.toThrow(`${path}:3: expected an indicator at /indicators/0`);
  writeFileSync(path, whole.replace('Nobody Else', 'Nobody Near'));
  await expect(build(path)).rejects.toThrow('the entries are not those of version');
  writeFileSync(path, 'a,b\n1,2\n');
  await expect(build(path)).rejects.toThrow('make one with: postern watchlist import');
  writeFileSync(join(lists, 'strange.csv'), '');
  await expect(build()).rejects.toThrow(
    'lists/strange.csv: expected list files (.ndjson), corroboration.json and frequencies.csv',
  );
  rmSync(join(lists, 'strange.csv'));
  const table = join(lists, 'corroboration.json');
  const good = readFileSync(table, 'utf8');
  await writeList(path, 'twice');
  writeFileSync(table, good.replace('"name": 0.9', '"name": 1.5'));
  await expect(build(path)).rejects.toThrow('lists/corroboration.json: strengths: name: expected a number from 0 to 1');
  writeFileSync(table, good);
});
