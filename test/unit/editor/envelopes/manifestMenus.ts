import fs from 'node:fs';
import path from 'node:path';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group?: string;
}

/** Commands that the manifest puts into the menu of a row of the Envelopes view with this context value. */
export function menuOf(context: string | undefined, inlineOnly = false): readonly string[] {
  const file = path.join(process.cwd(), 'package.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    readonly contributes: { readonly menus: Readonly<Record<string, readonly Entry[]>> };
  };
  const entries = manifest.contributes.menus['view/item/context'] ?? [];
  const found = entries.filter(
    ({ when, group }) =>
      when.startsWith('view == jsign.envelopes && ') &&
      (!inlineOnly || group?.startsWith('inline') === true) &&
      fits(when.slice('view == jsign.envelopes && '.length), context ?? ''),
  );
  return [...new Set(found.map(({ command }) => command))].sort();
}

function fits(clause: string, context: string): boolean {
  const [, pattern] = /^viewItem =~ \/(.*)\/$/.exec(clause) ?? [];
  if (pattern !== undefined) return new RegExp(pattern).test(context);
  const [, word] = /^viewItem == (\S+)$/.exec(clause) ?? [];
  if (word === undefined) throw new Error(`this clause is not understood: ${clause}`);
  return word === context;
}
