import type { EnvelopeSummary } from '../../../jsign/types';
import { shown } from '../../platform/foreignText';
import type { PickItem, Prompts } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';

/** Every category in use, those of this envelope first, each once whatever its letter case. */
export function knownCategories(own: readonly string[], seen: readonly EnvelopeSummary[]): readonly string[] {
  const others = seen.flatMap(({ categories }) => categories).sort((one, other) => one.localeCompare(other));
  return unique([...own, ...others]);
}

/** What was typed, separated by commas. */
export function typedCategories(text: string): readonly string[] {
  return unique(text.split(','));
}

/** The same names, in whatever order. */
export function sameCategories(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}

function unique(names: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const name of names.map((each) => each.trim())) {
    if (name !== '' && !byKey.has(name.toLowerCase())) byKey.set(name.toLowerCase(), name);
  }
  return [...byKey.values()];
}

/** What the row for new ones holds; no category has this value, since none is empty. */
const NEW = '';

/**
 * Asks for the categories: those in use to tick, new ones to type. Gives `undefined` when the person goes back.
 *
 * @param given those that are ticked now
 * @param mayBeEmpty true where the envelope has none: nothing is sent then, so nothing is refused
 */
export async function askCategories(
  prompts: Prompts,
  t: Translate,
  title: string,
  known: readonly string[],
  given: readonly string[],
  mayBeEmpty: boolean,
): Promise<readonly string[] | undefined> {
  let refused = false;
  for (;;) {
    const offered = unique([...given, ...known]);
    const chosen = await prompts.pickMany<string>({
      title,
      placeholder: placeholder(t, mayBeEmpty, refused),
      canGoBack: true,
      items: [
        { label: t({ text: 'New categories…' }), icon: 'add', value: NEW },
        ...offered.map((name): PickItem<string> => ({
          label: shown(name),
          icon: 'tag',
          value: name,
          picked: given.includes(name),
        })),
      ],
    });
    if (chosen.kind !== 'value') return undefined;
    const ticked = chosen.value.filter((name) => name !== NEW);
    const added = chosen.value.includes(NEW) ? await askNew(prompts, t, title) : [];
    if (added === undefined) {
      given = ticked;
      continue;
    }
    const all = unique([...ticked, ...added]);
    if (all.length > 0 || mayBeEmpty) return all;
    refused = true;
  }
}

function placeholder(t: Translate, mayBeEmpty: boolean, refused: boolean): string {
  if (refused) return t({ text: 'Tick one at least: jSign does not take an empty list' });
  return mayBeEmpty
    ? t({ text: 'Categories of the envelope' })
    : t({ text: 'One at least: once an envelope has categories, jSign does not take an empty list' });
}

async function askNew(prompts: Prompts, t: Translate, title: string): Promise<readonly string[] | undefined> {
  const typed = await prompts.input({
    title,
    prompt: t({ text: 'New categories, separated by commas' }),
    canGoBack: true,
    validate: (text) =>
      typedCategories(text).length === 0 ? t({ text: 'Type at least one category.' }) : undefined,
  });
  return typed.kind === 'value' ? typedCategories(typed.value) : undefined;
}
