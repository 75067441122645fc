import { joinDescription, splitDescription, type SplitDescription } from '../../../delivery/description';
import { referenceIn } from '../../../delivery/reference';
import type { EnvelopeOperations } from '../../../jsign/api';
import type { EnvelopeDetails } from '../../../jsign/types';
import { Cancelled } from '../../platform/actions';
import { shown } from '../../platform/foreignText';
import type { PickItem } from '../../platform/prompts';
import type { Translate } from '../../platform/translate';
import type { EnvelopeRef } from '../api';
import { carryOut } from './carryOut';
import { askCategories, knownCategories, sameCategories } from './categories';
import { fromOneLine, LINE_BREAK, toOneLine } from './description';
import { openFor, type Opened } from './opened';
import type { ActionsPorts } from './ports';

/** Characters; the service states no limit, and longer names are cut by what shows them. */
const MOST_NAME = 255;
const MOST_DESCRIPTION = 2000;

interface Edited {
  readonly name: string;
  /** The person's own text, without the line that holds the reference. */
  readonly own: string;
  readonly categories: readonly string[];
}
/** Only what differs, as the service wants it (API reference, section 4.13). */
type Change = Parameters<EnvelopeOperations['updateMetadata']>[1];
type Choice = 'name' | 'description' | 'categories' | 'save';

/** Changes name, description and categories in a small loop: whatever was changed is saved at once at the end. */
export class EditDetails {
  private readonly t: Translate;

  constructor(private readonly ports: ActionsPorts) {
    this.t = ports.translate;
  }

  /** @throws Cancelled, UserError or JsignError */
  async edit(ref: EnvelopeRef): Promise<void> {
    const opened = await openFor(this.ports, ref, 'edit');
    const { details } = opened;
    const split = splitDescription(details.description);
    const edited = await this.loop(opened, split);
    const change = changeOf(details, split, edited);
    if (Object.keys(change).length === 0) return;
    await carryOut(this.ports, opened, {
      action: 'edit',
      doing: { text: 'Saving the details of "{0}" (can no longer be stopped)', args: [opened.name] },
      run: (client) => client.envelopes.updateMetadata(ref.envelopeId, change),
      isDone: (after) => shows(after, change),
      replyIsProof: true,
      words: {
        refused: { text: 'The details of "{0}" were not saved.', args: [opened.name] },
        unconfirmed: { text: 'jSign does not confirm the new details of "{0}".', args: [opened.name] },
        unknown: { text: 'We do not know whether the details of "{0}" were saved.', args: [opened.name] },
      },
    });
  }

  private async loop(opened: Opened, split: SplitDescription): Promise<Edited> {
    const { details } = opened;
    let edited: Edited = { name: details.name, own: split.own, categories: details.categories };
    for (;;) {
      const changes = Object.keys(changeOf(details, split, edited)).length;
      const chosen = await this.ports.prompts.pick<Choice>({
        title: this.title(opened),
        placeholder: this.t({ text: 'What to change' }),
        items: this.rows(edited, changes),
      });
      if (chosen.kind !== 'value') {
        if (changes === 0) throw new Cancelled();
        const after = await this.leave(opened);
        if (after === 'save') return edited;
        if (after === 'discard') throw new Cancelled();
        continue;
      }
      if (chosen.value === 'save') return edited;
      edited = (await this.ask(chosen.value, opened, split, edited)) ?? edited;
    }
  }

  private rows(edited: Edited, changes: number): readonly PickItem<Choice>[] {
    const { t } = this;
    const nothing = t({ text: 'none' });
    return [
      { label: t({ text: 'Name' }), description: shown(edited.name), icon: 'edit', value: 'name' },
      {
        label: t({ text: 'Description' }),
        description: shown(edited.own) || nothing,
        icon: 'note',
        value: 'description',
      },
      {
        label: t({ text: 'Categories' }),
        description: shown(edited.categories.join(', ')) || nothing,
        icon: 'tag',
        value: 'categories',
      },
      {
        label: t({ text: 'Save' }),
        description:
          changes === 0
            ? t({ text: 'nothing is changed yet' })
            : changes === 1
              ? t({ text: '1 change' })
              : t({ text: '{0} changes', args: [changes] }),
        icon: 'check',
        value: 'save',
      },
    ];
  }

  private ask(
    what: Exclude<Choice, 'save'>,
    opened: Opened,
    split: SplitDescription,
    edited: Edited,
  ): Promise<Edited | undefined> {
    switch (what) {
      case 'name':
        return this.askName(opened, edited);
      case 'description':
        return this.askDescription(opened, split, edited);
      case 'categories':
        return this.askCategories(opened, edited);
    }
  }

  private async askName(opened: Opened, edited: Edited): Promise<Edited | undefined> {
    const given = await this.ports.prompts.input({
      title: this.title(opened),
      prompt: this.t({ text: 'Name of the envelope' }),
      value: edited.name,
      canGoBack: true,
      validate: (text) => {
        const { length } = Array.from(text.trim());
        if (length === 0) return this.t({ text: 'An envelope needs a name.' });
        return this.tooLong(length, MOST_NAME);
      },
    });
    return given.kind === 'value' ? { ...edited, name: given.value.trim() } : undefined;
  }

  private async askDescription(
    opened: Opened,
    { own, reference }: SplitDescription,
    edited: Edited,
  ): Promise<Edited | undefined> {
    const { t } = this;
    const before = toOneLine(edited.own);
    const breaks =
      before === edited.own ? [] : [t({ text: '{0} stands for a line break.', args: [LINE_BREAK] })];
    const kept =
      reference === undefined
        ? []
        : [
            t({
              text: 'The line "Ref jsign-…" stays below it: by it an envelope is found again when an answer was lost.',
            }),
          ];
    const given = await this.ports.prompts.input({
      title: this.title(opened),
      prompt: [t({ text: 'Description.' }), ...breaks, ...kept].join(' '),
      value: before,
      canGoBack: true,
      validate: (text) => {
        const foreign = referenceIn(text);
        if (
          foreign !== undefined &&
          foreign !== referenceIn(reference ?? '') &&
          foreign !== referenceIn(own)
        ) {
          return t({ text: 'Leave out "Ref jsign-…": it would mark this as another envelope.' });
        }
        return this.tooLong(Array.from(text).length, MOST_DESCRIPTION);
      },
    });
    if (given.kind !== 'value') return undefined;
    // Untouched, it stays as it is to the last blank.
    return given.value === before ? edited : { ...edited, own: fromOneLine(given.value) };
  }

  private async askCategories(opened: Opened, edited: Edited): Promise<Edited | undefined> {
    const { details, store } = opened;
    const categories = await askCategories(
      this.ports.prompts,
      this.t,
      this.title(opened),
      knownCategories(details.categories, store.seen()),
      edited.categories,
      details.categories.length === 0,
    );
    return categories && { ...edited, categories };
  }

  private tooLong(length: number, most: number): string | undefined {
    if (length <= most) return undefined;
    return this.t({ text: 'This has {0} characters. Shorten it to {1}.', args: [length, most] });
  }

  /** Escape with something changed: nothing is thrown away without a word. */
  private async leave({ name }: Opened): Promise<string | undefined> {
    return this.ports.prompts.confirm({
      message: this.t({ text: 'Save the changes to "{0}"?', args: [name] }),
      buttons: [
        { id: 'save', label: this.t({ text: 'Save' }) },
        { id: 'discard', label: this.t({ text: 'Discard Changes' }) },
      ],
    });
  }

  private title({ name }: Opened): string {
    return this.t({ text: 'Edit the details of "{0}"', args: [name] });
  }
}

function changeOf(details: EnvelopeDetails, split: SplitDescription, edited: Edited): Change {
  return {
    ...(edited.name === details.name ? {} : { name: edited.name }),
    ...(edited.own === split.own
      ? {}
      : { description: joinDescription({ own: edited.own, reference: split.reference }) }),
    ...(sameCategories(edited.categories, details.categories) ? {} : { categories: edited.categories }),
  };
}

function shows(after: EnvelopeDetails, { name, description, categories }: Change): boolean {
  return (
    (name === undefined || after.name === name) &&
    (description === undefined || after.description.replaceAll('\r\n', '\n') === description) &&
    (categories === undefined || sameCategories(after.categories, categories))
  );
}
