import { button, h, icon } from '../../dom';
import { filled } from '../../viewer/strings';
import { setName } from '../model/options';
import type { ComposerContext } from './context';
import { textInput, type BoundText } from './inputs';

/** `undefined` while it is being saved; otherwise why it is not, or empty where it is. */
export type SaveState = string | undefined;

/** What stands above everything: the name, whose account and where it goes, whether it is saved, undo and redo. */
export class Head {
  readonly root: HTMLElement;
  private readonly title: BoundText;
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly tools: HTMLElement;
  private readonly saved = h('span', { class: 'saved' });

  constructor(
    private readonly context: ComposerContext,
    ports: { readonly undo: () => void; readonly redo: () => void; readonly help: () => void },
  ) {
    const { strings, editor, facts, say } = context;
    this.title = textInput({
      label: strings.envelopeName,
      clean: (text) => text.trim(),
      change: (name) => editor.apply(setName(name), strings.didName, { merge: 'name' }),
      done: () => editor.endMerge(),
      attributes: { class: 'title', placeholder: strings.envelopeName, 'data-key': 'title' },
    });
    this.undo = button({ kind: 'icon', key: 'undo', label: strings.undo, icon: 'discard', run: ports.undo });
    this.redo = button({ kind: 'icon', key: 'redo', label: strings.redo, icon: 'redo', run: ports.redo });
    const environment = h(
      'span',
      { class: `environment${facts.isProduction ? ' production' : ''}` },
      facts.isProduction ? icon('broadcast') : undefined,
      facts.environment,
    );
    this.tools = h(
      'div',
      { class: 'tools', role: 'group', 'aria-label': strings.tools },
      this.undo,
      this.redo,
      button({
        kind: 'icon',
        key: 'saveAsTemplate',
        label: strings.saveAsTemplate,
        icon: 'save-as',
        run: () => say({ type: 'saveAsTemplate' }),
      }),
      button({ kind: 'icon', key: 'help', label: strings.help, icon: 'question', run: ports.help }),
    );
    this.root = h(
      'header',
      { class: `head${facts.isProduction ? ' production' : ''}` },
      h('h1', { class: 'unseen' }, document.title),
      this.title.element,
      h('p', { class: 'account' }, environment, h('bdi', { class: 'account-email' }, facts.accountEmail)),
      this.saved,
      this.tools,
    );
  }

  /** What can be worked in it. */
  get controls(): readonly HTMLElement[] {
    return [this.title.element, this.tools];
  }

  show(): void {
    const { editor, strings } = this.context;
    this.title.show(editor.composition.name);
    const { undoLabel, redoLabel } = editor;
    relabel(
      this.undo,
      undoLabel === undefined ? strings.undo : filled(strings.undoStep, undoLabel),
      shortcut('Z'),
    );
    relabel(
      this.redo,
      redoLabel === undefined ? strings.redo : filled(strings.redoStep, redoLabel),
      shortcut('Y'),
    );
    // Not `disabled`: a button that was just pressed would lose the focus.
    this.undo.setAttribute('aria-disabled', String(undoLabel === undefined));
    this.redo.setAttribute('aria-disabled', String(redoLabel === undefined));
  }

  showSaved(state: SaveState): void {
    const { strings } = this.context;
    const text = state === undefined ? strings.saving : state === '' ? strings.saved : strings.notSavedShort;
    if (this.saved.textContent !== text) this.saved.replaceChildren(text);
    this.saved.classList.toggle('bad', state !== undefined && state !== '');
  }

  focusTitle(): void {
    this.title.element.focus();
    this.title.element.select();
  }
}

function relabel(element: HTMLElement, label: string, keys: string): void {
  const title = `${label} (${keys})`;
  if (element.title === title) return;
  element.title = title;
  element.setAttribute('aria-label', label);
}

/** `Ctrl+Z`, or `⌘Z` on a Mac. */
export function shortcut(key: string): string {
  const isMac = navigator.userAgent.includes('Mac');
  return isMac ? `⌘${key === 'Y' ? '⇧Z' : key}` : `Ctrl+${key}`;
}
