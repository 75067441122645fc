import { h } from '../dom';

/** A section under its heading. */
export function section(title: string, key: string, ...children: readonly HTMLElement[]): HTMLElement {
  const id = `heading-${key}`;
  return h(
    'section',
    { 'aria-labelledby': id, class: `section ${key}` },
    h('h2', { id }, title),
    ...children,
  );
}
