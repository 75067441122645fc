import { button, h, icon } from '../../dom';
import { filled } from '../../viewer/strings';
import { counted, hasErrors, inOrder, readTheSame, type Severity } from '../problems';
import type { ShownProblem } from '../protocol';
import type { StringKey } from '../strings';
import type { ComposerContext } from './context';
import { shortcut } from './head';

const LOOKS: Readonly<
  Record<Severity, readonly [icon: string, tone: string, one: StringKey, many: StringKey]>
> = {
  error: ['error', 'bad', 'oneError', 'errors'],
  warning: ['warning', 'attention', 'oneWarning', 'warnings'],
  info: ['info', 'normal', 'oneNote', 'notes'],
};
const WORDS: Readonly<Record<Severity, StringKey>> = { error: 'error', warning: 'warning', info: 'note' };

export interface ProblemsPorts {
  readonly goTo: (problem: ShownProblem) => void;
  readonly review: () => void;
}

/** What keeps the envelope from being sent or should be looked at: the first as a line, all as a list, and the way to the review. */
export class ProblemList {
  readonly root: HTMLElement;
  private readonly summary: HTMLButtonElement;
  private readonly first = h('div', { class: 'problem-first' });
  private readonly blocked = h('p', { class: 'blocked', role: 'alert' });
  private readonly list = h('ul', { class: 'problem-list', id: 'problem-list' });
  private readonly review: HTMLButtonElement;
  private problems: readonly ShownProblem[] = [];
  private isOpen = false;
  private known = false;

  constructor(
    private readonly context: ComposerContext,
    private readonly ports: ProblemsPorts,
  ) {
    const { strings } = context;
    this.summary = h('button', {
      type: 'button',
      class: 'plain problem-summary',
      'aria-controls': 'problem-list',
      'data-key': 'problems',
    });
    this.summary.addEventListener('click', () => this.unfold(!this.isOpen));
    this.review = button({ kind: 'primary', key: 'review', label: strings.review, run: ports.review });
    this.review.title = `${strings.reviewHint} (${shortcut('Enter')})`;
    this.root = h(
      'section',
      { class: 'problems', 'aria-label': strings.problems },
      h('div', { class: 'problem-bar' }, this.summary, this.first, this.review),
      this.blocked,
      this.list,
    );
    this.draw();
  }

  get hasErrors(): boolean {
    return hasErrors(this.problems);
  }

  show(problems: readonly ShownProblem[]): void {
    const ordered = inOrder(problems);
    const same = this.known && readTheSame(ordered, this.problems);
    const before = this.problems.length;
    this.problems = ordered;
    // Their keys are new ones, but nobody loses their place in a list that reads the same.
    if (same) return;
    const announced = this.known && before !== ordered.length;
    this.known = true;
    this.draw();
    if (announced)
      this.context.announce(ordered.length === 0 ? this.context.strings.noProblems : this.counts());
  }

  /** Opens the list and says what keeps it from being sent. */
  explain(): void {
    const { strings } = this.context;
    const errors = this.problems.filter(({ severity }) => severity === 'error').length;
    this.blocked.textContent = filled(errors === 1 ? strings.blockedByOne : strings.blockedBy, errors);
    this.blocked.hidden = false;
    this.unfold(true);
    this.focus();
  }

  focus(): void {
    const first = this.isOpen ? this.list.querySelector<HTMLElement>('.problem-text') : undefined;
    const line = this.first.querySelector<HTMLElement>('.problem-text');
    (first ?? line ?? this.review).focus();
  }

  private draw(): void {
    const focused = document.activeElement;
    const at =
      focused instanceof HTMLElement && this.root.contains(focused) ? focused.dataset['at'] : undefined;
    const { strings } = this.context;
    this.root.classList.toggle('none', this.problems.length === 0);
    this.summary.replaceChildren(
      h('span', { class: 'codicon codicon-chevron-right twist', 'aria-hidden': 'true' }),
      ...(this.problems.length === 0
        ? [h('span', {}, this.known ? strings.noProblems : strings.checking)]
        : this.marks()),
    );
    this.summary.disabled = this.problems.length === 0;
    const [first] = this.problems;
    this.first.replaceChildren(...(first ? [this.line(first, 0, 'first')] : []));
    this.list.replaceChildren(
      ...this.problems.map((problem, index) =>
        h('li', { class: 'problem' }, this.line(problem, index, String(index))),
      ),
    );
    if (!this.hasErrors) this.blocked.hidden = true;
    this.unfold(this.isOpen && this.problems.length > 0);
    if (at !== undefined) this.refocus(at);
  }

  /** The problem that was looked at is gone: to the one that is now in its place. */
  private refocus(at: string): void {
    const lines = [...this.list.querySelectorAll<HTMLElement>('.problem-text')];
    const line = this.isOpen && at !== 'first' ? lines[Math.min(Number(at), lines.length - 1)] : undefined;
    if (line) line.focus();
    else this.focus();
  }

  private marks(): readonly HTMLElement[] {
    return counted(this.problems).map(({ severity, count }) => {
      const [symbol, tone] = LOOKS[severity];
      return h('span', { class: 'problem-count' }, icon(symbol, tone), this.words(severity, count));
    });
  }

  private counts(): string {
    return counted(this.problems)
      .map(({ severity, count }) => this.words(severity, count))
      .join(', ');
  }

  private words(severity: Severity, count: number): string {
    const { strings } = this.context;
    const [, , one, many] = LOOKS[severity];
    return count === 1 ? strings[one] : filled(strings[many], count);
  }

  /** One problem: a button that leads to its place, and one that mends it. */
  private line(problem: ShownProblem, index: number, at: string): HTMLElement {
    const { strings } = this.context;
    // A list that reads the same is not drawn anew, but what it is about may be different.
    const now = () => this.problems[index] ?? problem;
    const [symbol, tone] = LOOKS[problem.severity];
    const text = h(
      'button',
      { type: 'button', class: 'plain problem-text', 'data-at': at, title: problem.advice },
      icon(symbol, tone),
      h('span', { class: 'unseen' }, strings[WORDS[problem.severity]], ': '),
      h('span', { class: 'problem-words' }, problem.text),
      problem.advice === undefined ? undefined : h('span', { class: 'hint' }, ' ', problem.advice),
    );
    text.addEventListener('click', () => this.ports.goTo(now()));
    const { fix } = problem;
    if (fix === undefined) return h('span', { class: 'problem-line' }, text);
    const mend = button({
      kind: 'link',
      key: `fix-${at}`,
      label: fix,
      spoken: `${fix}: ${problem.text}`,
      icon: 'lightbulb-autofix',
      run: () => this.context.say({ type: 'fix', key: now().key }),
    });
    mend.dataset['at'] = at;
    return h('span', { class: 'problem-line' }, text, mend);
  }

  private unfold(open: boolean): void {
    this.isOpen = open;
    this.list.hidden = !open;
    this.first.hidden = open;
    this.summary.setAttribute('aria-expanded', String(open));
    if (!open) this.blocked.hidden = true;
  }
}
