import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { FIXABLE } from '../../../../src/delivery/fixes';

const ROOT = process.cwd();
const read = (...parts: string[]) => readFileSync(path.join(ROOT, ...parts), 'utf8');
const sources = (...parts: string[]) =>
  readdirSync(path.join(ROOT, ...parts))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(...parts, name));

describe('delivery: the table of what is checked', () => {
  const table = read('docs', 'preflight.md');
  const named = new Set([...table.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map((match) => match[1]));
  const written = new Set(
    sources('src', 'delivery', 'preflight').flatMap((text) =>
      [...text.matchAll(/'(?:error|warning|info)',\s*'([a-z-]+)'/g)].map((match) => match[1]),
    ),
  );

  it('has every problem that the preflight knows, and none that it does not', () => {
    assert.ok(written.size > 40);
    assert.deepEqual(
      [...written].filter((code) => !named.has(code)),
      [],
      'not in docs/preflight.md',
    );
    assert.deepEqual(
      [...named].filter((code) => !written.has(code)),
      [],
      'not in src/delivery/preflight',
    );
  });

  it('has every problem that may have a fix, and a test for each', () => {
    const examples = ['fixes', 'fieldFixes', 'serviceErrors'].map((name) =>
      read('test', 'unit', 'delivery', 'preflight', `${name}.test.ts`),
    );
    for (const code of FIXABLE) {
      assert.ok(named.has(code), code);
      assert.ok(
        examples.some((text) => text.includes(`'${code}'`)),
        `no example of the fix of ${code}`,
      );
    }
  });

  it('names a test for each documented error that can be known here, and the test is there', () => {
    const tests = read('test', 'unit', 'delivery', 'preflight', 'serviceErrors.test.ts');
    const rows = [...table.matchAll(/^\| `([A-Z_]+)` .*\| (`[A-Z_]+`|none) +\|$/gm)];
    assert.ok(rows.length >= 10);
    for (const [, code = '', test = ''] of rows) {
      if (test === 'none') continue;
      assert.equal(test, `\`${code}\``);
      assert.ok(tests.includes(`it('${code}: `), code);
    }
  });
});
