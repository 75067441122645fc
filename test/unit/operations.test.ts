import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_IDS } from '../../src/editor/platform/commandIds';
import { OPERATIONS } from '../../src/jsign/operations';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const root = path.resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
const tables = tablesOf(read('docs/operations.md'));

/** The tables of a Markdown text by the heading above each: rows of cells, without the head. */
function tablesOf(markdown: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, string[][]>();
  let heading = '';
  for (const line of markdown.split('\n')) {
    if (line.startsWith('#')) heading = line.replace(/^#+\s*/, '');
    else if (line.startsWith('|')) {
      const cells = line.split('|').slice(1, -1);
      const rows = found.get(heading) ?? [];
      if (!cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell))) rows.push(cells.map((cell) => cell.trim()));
      found.set(heading, rows);
    }
  }
  return new Map([...found].map(([name, [, ...rows]]) => [name, rows]));
}

function table(heading: string): readonly (readonly string[])[] {
  const rows = tables.get(heading);
  assert.ok(rows && rows.length > 0, `docs/operations.md has no table under "${heading}"`);
  return rows;
}

/** Everything between backquotes. */
const quoted = (cell = ''): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? '');

describe('docs/operations.md', () => {
  it('names each of the 29 operations once, by its method and path', () => {
    const named = table('Operations').map(([, operation]) => quoted(operation)[0]);
    const real = Object.values(OPERATIONS).map(
      ({ route }) => `${route.method} ${route.path.replace('/api/v2.0', '')}`,
    );
    assert.equal(real.length, 29);
    assert.deepEqual([...named].sort(), [...real].sort());
  });

  it('gives each operation a command of the manifest and a view that exists', () => {
    const views = new Set(Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id)));
    for (const [name, , command, view] of table('Operations')) {
      const ids = quoted(command);
      assert.ok(ids.length > 0, `${name ?? ''} has no command`);
      for (const id of ids) assert.ok((COMMAND_IDS as readonly string[]).includes(id), id);
      for (const id of quoted(view)) assert.ok(views.has(id) || id === 'jsign.details', id);
      assert.ok(quoted(view).length > 0, `${name ?? ''} is in no view`);
    }
  });

  it('gives each operation a test of the ui or the host ring that is there', () => {
    for (const [name, , , , test] of table('Operations')) {
      const [file, title] = quoted(test);
      assert.match(file ?? '', /^test\/(?:ui|host)\/[\w/]+\.test\.ts$/, name);
      assert.ok(existsSync(path.join(root, file ?? '')), file);
      assert.ok(
        title !== undefined && read(file ?? '').includes(`'${title}'`),
        `${file ?? ''} has no "${title ?? ''}"`,
      );
    }
  });

  it('names every command with its title, and no other', () => {
    const named = table('Commands').map(([id, title]) => `${quoted(id)[0] ?? ''} ${title ?? ''}`);
    const real = contributes.commands.map(
      ({ command, title }) => `${command} ${nls[title.replaceAll('%', '')] ?? title}`,
    );
    assert.deepEqual([...named].sort(), [...real].sort());
    assert.deepEqual(
      table('Commands')
        .map(([id]) => quoted(id)[0])
        .sort(),
      [...COMMAND_IDS].sort(),
    );
  });

  it('names every menu entry, and no other', () => {
    const named = table('Menus').flatMap(([menu, ids]) =>
      quoted(ids).map((id) => `${quoted(menu)[0] ?? ''} ${id}`),
    );
    // What the palette leaves out is no entry.
    const real = Object.entries(contributes.menus).flatMap(([menu, entries]) =>
      menu === 'commandPalette' ? [] : entries.map(({ command }) => `${menu} ${command}`),
    );
    assert.deepEqual([...new Set(named)].sort(), [...new Set(real)].sort());
  });

  it('names every setting, and no other', () => {
    const named = table('Settings').map(([key]) => quoted(key)[0]);
    assert.deepEqual([...named].sort(), Object.keys(contributes.configuration.properties).sort());
    const typed = read('src/editor/platform/settings.ts').matchAll(/^ {2}'(jsign\.\w+)',$/gm);
    assert.deepEqual([...named].sort(), [...typed].map(([, key]) => key).sort());
  });
});
