import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PROJECT, runCommand } from '../workbench';
import { useSession, vsixUnderTest } from './session';
import { readZip } from './zip';

describe('The package', () => {
  const entries = readZip(readFileSync(vsixUnderTest()));
  const names = entries.map(({ name }) => name);

  it('holds what runs, and its papers', () => {
    for (const name of ['package.json', 'dist/extension.js', 'LICENSE.txt', 'readme.md']) {
      assert.ok(names.includes(`extension/${name}`), `${name} is missing among ${names.join(', ')}`);
    }
  });

  it('holds no sources, tests, tools or secrets', () => {
    const papers = /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/;
    const top = /^extension\/(package(\.nls(\.[\w-]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i;
    const inner =
      /^extension\/((dist|media|docs\/images)\/[\w./-]+\.(js|css|ttf|wasm|svg|png|pdf|md|txt|json)|l10n\/[\w.-]+\.json)$/;
    const viewer =
      /^extension\/dist\/pages\/(pdf\.worker\.min\.mjs|cmaps\/([\w-]+\.bcmap|LICENSE)|fonts\/(\w+\.pfb|LICENSE_\w+)|wasm\/LICENSE_\w+)$/;
    const wanted = [papers, top, inner, viewer];
    const tools = /meta\.json$|\.(map|ts)$/;
    const strangers = names.filter(
      (name) => !wanted.some((pattern) => pattern.test(name)) || tools.test(name),
    );
    assert.deepEqual(strangers, []);
  });

  it('does not tell where it was built', () => {
    for (const { name, content } of entries) {
      assert.ok(!content().includes(`${PROJECT}/`), `${name} names the folder it was built in`);
    }
  });

  describe('installed in VS Code', () => {
    const session = useSession();

    it('runs by itself', async () => {
      // The list is sorted by time and draws what is on screen only: a high window shows all of it.
      await session.page.setViewportSize({ width: 1280, height: 3000 });
      await runCommand(session.page, 'Developer: Show Running Extensions');
      const row = session.page.locator('.runtime-extensions-editor .monaco-list-row', {
        hasText: 'jSign for VS Code',
      });
      await row.filter({ hasText: /Activation: \d+ms/ }).waitFor();
    });
  });
});
