import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_IDS } from '../../src/editor/platform/commandIds';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly media: { readonly image: Readonly<Record<string, string>> };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
}

const root = path.resolve(__dirname, '../../..');
const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'));
const { contributes } = manifest;

describe('manifest', () => {
  it('contributes exactly the commands of the registry, all in the category jSign', () => {
    assert.deepEqual(contributes.commands.map((entry) => entry.command).sort(), [...COMMAND_IDS].sort());
    assert.deepEqual([...new Set(contributes.commands.map((entry) => entry.category))], ['jSign']);
  });

  it('registers each command once in the source', () => {
    for (const id of COMMAND_IDS) {
      const sites = sources.filter((source) =>
        new RegExp(`register\\(\\s*'${id.replace('.', '\\.')}'`).test(source),
      ).length;
      assert.equal(sites, 1, `${id} is registered in ${sites} files`);
    }
  });

  it('shows only known commands in menus and welcome texts', () => {
    const known = new Set<string>(COMMAND_IDS);
    for (const entries of Object.values(contributes.menus)) {
      for (const { command } of entries) assert.ok(known.has(command), command);
    }
    for (const value of Object.values(nls)) {
      for (const [, id] of value.matchAll(/\(command:([\w.]+)\)/g)) assert.ok(known.has(id ?? ''), id);
    }
  });

  it('has a text for each key and a key for each text', () => {
    const used = new Set([...text.matchAll(/%([\w.]+)%/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(nls).sort());
  });

  it('declares exactly the settings that are read, and application scope for what decides where credentials go', () => {
    const read = new Set(
      sources.flatMap((source) =>
        [...source.matchAll(/'(jsign\.\w+)': (?:string|number|boolean|')/g)].map(([, key]) => key),
      ),
    );
    const declared = Object.keys(contributes.configuration.properties);
    for (const key of declared) assert.ok(read.has(key), `${key} is declared but never typed`);
    assert.equal(
      contributes.configuration.properties['jsign.certificateAuthorityFile']?.scope,
      'application',
    );
  });

  it('activates by nothing but start-up, links, its file system and its panels', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onStartupFinished',
      'onUri',
      'onFileSystem:jsign',
      'onWebviewPanel:jsign.details',
      'onWebviewPanel:jsign.composer',
    ]);
  });

  it('builds against the oldest VS Code it runs on', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
  });

  it('names only files that exist', () => {
    const files = [manifest.icon, ...contributes.viewsContainers.activitybar.map((entry) => entry.icon)];
    for (const file of files) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('shows pictures that exist in the walkthrough, and completes its steps by what our code says', () => {
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['account', 'send', 'sign', 'keep'],
    );
    const keys = readFileSync(path.join(root, 'src/editor/platform/contextKeys.ts'), 'utf8');
    for (const { media, completionEvents } of steps) {
      for (const file of Object.values(media.image)) assert.ok(existsSync(path.join(root, file)), file);
      for (const event of completionEvents) {
        const [, kind, name = ''] = /^on(Context|Command):([\w.]+)/.exec(event) ?? [];
        const known = kind === 'Context' ? keys.includes(`'${name}'`) : COMMAND_IDS.some((id) => id === name);
        assert.ok(known, event);
      }
    }
  });
});
