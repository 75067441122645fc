import { button, h } from '../../dom';
import type { ComposerStrings, StringKey } from '../strings';
import { shortcut } from './head';

type Line = readonly [keys: readonly string[], words: StringKey];

function lines(): readonly (readonly [StringKey, readonly Line[]])[] {
  return [
    [
      'helpAnywhere',
      [
        [['F6', 'Shift+F6'], 'helpPanes'],
        [[shortcut('Z'), shortcut('Y')], 'helpUndo'],
        [[shortcut('Enter')], 'helpReview'],
        [['Enter'], 'helpNextSigner'],
        [['Alt+↑', 'Alt+↓'], 'helpReorder'],
        [['?'], 'helpHelp'],
      ],
    ],
    [
      'helpOnPages',
      [
        [['S', 'I', 'D', 'T', 'A', 'C', 'L'], 'helpPlace'],
        [['1', '…', '9'], 'helpWhose'],
        [['Tab', 'Shift+Tab'], 'helpNextField'],
        [['←', '→', '↑', '↓'], 'helpMove'],
        [['Shift+←', '…'], 'helpMoveFar'],
        [['Alt+←', '…'], 'helpResize'],
        [['Enter'], 'helpProperties'],
        [['Delete'], 'helpRemove'],
        [[shortcut('C'), shortcut('X'), shortcut('V')], 'helpCopy'],
        [[shortcut('D')], 'helpDuplicate'],
        [[shortcut('A')], 'helpSelectAll'],
        [['PageUp', 'PageDown'], 'helpPage'],
        [['+', '-', '0'], 'helpZoom'],
        [['Escape'], 'helpEscape'],
      ],
    ],
  ];
}

/** The keys, in a dialog that keeps the focus until it is closed. */
export class Help {
  readonly root: HTMLDialogElement;

  constructor(strings: ComposerStrings) {
    const close = button({
      kind: 'icon',
      key: 'closeHelp',
      label: strings.close,
      icon: 'close',
      run: () => this.root.close(),
    });
    this.root = h(
      'dialog',
      { class: 'help', 'aria-labelledby': 'help-title' },
      h('div', { class: 'help-head' }, h('h2', { id: 'help-title' }, strings.help), close),
      ...lines().map(([title, rows]) =>
        h(
          'section',
          { class: 'help-part' },
          h('h3', {}, strings[title]),
          h(
            'dl',
            { class: 'help-keys' },
            ...rows.map(([keys, words]) =>
              h(
                'div',
                { class: 'help-line' },
                h('dt', {}, ...keys.map((key) => (key === '…' ? h('span', {}, key) : h('kbd', {}, key)))),
                h('dd', {}, strings[words]),
              ),
            ),
          ),
        ),
      ),
    );
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }
}
