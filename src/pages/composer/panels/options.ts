import { h } from '../../dom';
import { filled } from '../../viewer/strings';
import { setCategories, setDescription, setOptions, type OptionsPatch } from '../model/options';
import { Categories } from './categories';
import type { ComposerContext } from './context';
import { BoundNumber, Check, labelled, textArea, type BoundText } from './inputs';
import { Section } from './section';

/** Days that an envelope may be open, and that reminders may begin before its end (API reference, section 12). */
const MOST_DAYS = 365;
/** Offered where reminders are switched on. */
const USUAL_REMINDER = 3;
const DAY = 86_400_000;

/** What is said of the envelope as a whole. */
export class Options {
  readonly section: Section;
  private readonly description: BoundText<HTMLTextAreaElement>;
  private readonly categories: Categories;
  private readonly expires: BoundNumber;
  private readonly until = h('span', { class: 'hint', id: 'expires-until', role: 'status' });
  private readonly reminders: Check;
  private readonly reminderDays: BoundNumber;
  private readonly reminderRow: HTMLElement;
  private readonly emails: Check;
  private readonly flags: readonly (readonly [keyof OptionsPatch, Check])[];

  constructor(private readonly context: ComposerContext) {
    const { strings, editor } = context;
    const done = () => editor.endMerge();
    this.section = new Section({ key: 'options', title: strings.options });
    this.description = textArea({
      label: strings.description,
      change: (text) => editor.apply(setDescription(text), strings.didOptions, { merge: 'description' }),
      done,
      attributes: { 'data-key': 'description', rows: 3 },
    });
    this.categories = new Categories(context, (categories) =>
      editor.apply(setCategories(categories), strings.didOptions),
    );
    this.expires = new BoundNumber({
      label: strings.expiresInDays,
      least: 1,
      most: MOST_DAYS,
      whole: true,
      change: (expiresInDays) => this.set({ expiresInDays }, 'expires'),
      done,
      attributes: { 'data-key': 'expires', 'aria-describedby': 'expires-until' },
    });
    this.reminders = new Check({
      label: strings.reminders,
      key: 'reminders',
      change: (on) => this.set({ reminderDays: on ? this.usualReminder() : undefined }),
    });
    this.reminderDays = new BoundNumber({
      label: strings.reminderDays,
      least: 1,
      most: MOST_DAYS,
      whole: true,
      change: (reminderDays) => this.set({ reminderDays }, 'reminder'),
      done,
      attributes: { 'data-key': 'reminderDays' },
    });
    this.reminderRow = h(
      'div',
      { class: 'under-check number-line' },
      this.reminderDays.element,
      h('span', { 'aria-hidden': 'true' }, strings.daysBefore),
    );
    this.emails = new Check({
      label: strings.sendEmails,
      detail: strings.sendEmailsDetail,
      key: 'emails',
      change: (sendEmails) => this.set({ sendEmails }),
    });
    const flag = (name: 'qrCode' | 'captureLocation' | 'removeAfterSigning', detail: string) =>
      [
        name,
        new Check({
          label: strings[name],
          detail,
          key: name,
          change: (on) => this.set({ [name]: on ? true : undefined }),
        }),
      ] as const;
    this.flags = [
      flag('qrCode', strings.qrCodeDetail),
      flag('captureLocation', strings.captureLocationDetail),
      flag('removeAfterSigning', strings.removeAfterSigningDetail),
    ];
    this.section.body.append(
      labelled(strings.description, this.description.element),
      this.categories.root,
      labelled(
        strings.expiresInDays,
        h('div', { class: 'number-line' }, this.expires.element, this.until),
        this.expires.element,
      ),
      this.reminders.root,
      this.reminderRow,
      this.emails.root,
      ...this.flags.map(([, check]) => check.root),
    );
  }

  show(): void {
    const { composition } = this.context.editor;
    const { options } = composition;
    this.description.show(composition.description);
    this.categories.show(composition.categories);
    this.expires.show(options.expiresInDays);
    this.showUntil(options.expiresInDays);
    this.reminders.show(options.reminderDays !== undefined);
    this.reminderDays.show(options.reminderDays);
    this.reminderRow.hidden = options.reminderDays === undefined;
    this.emails.show(options.sendEmails);
    for (const [name, check] of this.flags) check.show(options[name] === true);
  }

  focus(option: 'expiresInDays' | 'reminderDays'): void {
    this.section.fold(true);
    const reminders = this.reminderRow.hidden ? this.reminders.element : this.reminderDays.element;
    const element = option === 'expiresInDays' ? this.expires.element : reminders;
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
  }

  private showUntil(days: number): void {
    const { strings, facts } = this.context;
    const date = new Intl.DateTimeFormat(facts.locale, { day: 'numeric', month: 'long', year: 'numeric' });
    const text = filled(
      days === 1 ? strings.oneDayUntil : strings.daysUntil,
      date.format(Date.now() + days * DAY),
    );
    if (this.until.textContent !== text) this.until.textContent = text;
  }

  private usualReminder(): number {
    const { expiresInDays } = this.context.editor.composition.options;
    return Math.max(1, Math.min(USUAL_REMINDER, expiresInDays - 1));
  }

  private set(patch: OptionsPatch, merge?: string): void {
    const { editor, strings } = this.context;
    editor.apply(setOptions(patch), strings.didOptions, merge === undefined ? {} : { merge });
  }
}
