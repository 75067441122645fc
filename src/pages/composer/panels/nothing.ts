import { button, h, icon } from '../../dom';
import type { ComposerContext } from './context';

/** Stands where the pages will, while there are no documents. */
export function nothingYet({ strings, say }: ComposerContext): HTMLElement {
  return h(
    'div',
    { class: 'nothing' },
    h('span', { class: 'nothing-icon' }, icon('file-pdf', 'muted')),
    h('p', { class: 'nothing-text' }, strings.noDocuments),
    h('p', { class: 'hint' }, strings.noDocumentsHint),
    button({
      kind: 'secondary',
      key: 'addFirstFiles',
      label: strings.addFiles,
      run: () => say({ type: 'addFiles' }),
    }),
  );
}
