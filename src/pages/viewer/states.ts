import { button, h, icon } from '../dom';
import type { ViewerStrings } from './strings';

/** What stands in place of the pages while there is nothing to see. */
export function loadingView(strings: ViewerStrings | undefined): HTMLElement {
  return h(
    'div',
    { class: 'waiting', 'aria-busy': 'true' },
    h('span', { class: 'unseen' }, strings?.loading),
    h('div', { class: 'bone-page', 'aria-hidden': 'true' }),
  );
}

export interface ProblemText {
  readonly text: string;
  readonly advice: string;
}

/** Nothing can be shown: why, and a way to try again. */
export function problemView(strings: ViewerStrings, problem: ProblemText, retry: () => void): HTMLElement {
  return h(
    'div',
    { class: 'state', role: 'alert' },
    h('span', { class: 'state-icon' }, icon('warning')),
    h('p', { class: 'state-text' }, problem.text),
    problem.advice === '' ? undefined : h('p', { class: 'quiet' }, problem.advice),
    h(
      'div',
      { class: 'state-actions' },
      button({ kind: 'secondary', key: 'retry', label: strings.retry, run: retry }),
    ),
  );
}

/** The same above pages that stay: they are what was read before. */
export function problemBar(strings: ViewerStrings, problem: ProblemText, retry: () => void): HTMLElement {
  return h(
    'div',
    { class: 'notice', role: 'alert' },
    icon('warning'),
    h(
      'span',
      { class: 'notice-text' },
      [problem.text, problem.advice].filter((part) => part !== '').join(' '),
    ),
    button({ kind: 'link', key: 'retry', label: strings.retry, run: retry }),
  );
}

/** Asks for the password of an encrypted document. What is typed goes to pdf.js and nowhere else. */
export function passwordView(
  strings: ViewerStrings,
  again: boolean,
  answer: (password: string) => void,
): HTMLElement {
  const input = h('input', {
    type: 'password',
    class: 'password',
    id: 'password',
    autocomplete: 'off',
    'aria-describedby': again ? 'password-problem' : undefined,
    'aria-invalid': again ? 'true' : undefined,
  });
  const form = h(
    'form',
    { class: 'state' },
    h('span', { class: 'state-icon' }, icon('lock')),
    h('p', { class: 'state-text' }, strings.encrypted),
    h('p', { class: 'quiet' }, strings.encryptedAdvice),
    h(
      'div',
      { class: 'password-row' },
      h('label', { class: 'unseen', for: 'password' }, strings.password),
      input,
      h('button', { type: 'submit', class: 'button primary' }, strings.unlock),
    ),
    again
      ? h('p', { class: 'password-problem', id: 'password-problem', role: 'alert' }, strings.wrongPassword)
      : undefined,
  );
  input.placeholder = strings.password;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = input;
    if (value === '') return;
    input.value = '';
    answer(value);
  });
  return form;
}
