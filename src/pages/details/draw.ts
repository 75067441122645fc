import type { EnvelopeActionName } from '../actions';
import { button, h, icon } from '../dom';
import type { Banner, DetailsContent, DetailsView } from '../view';
import type { Part } from './canvas';
import { phrase, type PageContext } from './context';
import { fold } from './folds';
import { overflowMenu, type MenuEntry } from './menu';
import { documents, facts, progress, signers, timeline } from './sections';

/** The details as a whole, part by part. */
export function detailsParts(context: PageContext, view: DetailsView): readonly Part[] {
  const { banner: news, content, phase, title, message, busy } = view;
  const offered = content && { canSign: content.canSign, actions: content.actions };
  const parts: Part[] = [{ key: 'header', shows: { title, offered }, draw: () => header(context, view) }];
  if (news) parts.push({ key: 'banner', shows: news, draw: () => banner(news) });
  if (message !== '') {
    parts.push({
      key: 'problem',
      shows: { phase, message, canSign: content?.canSign },
      draw: () => problem(context, view),
    });
  }
  if (content) parts.push(...contentParts(context, content, busy));
  else if (phase === 'loading') {
    parts.push({ key: 'skeleton', shows: '', draw: () => skeleton(context) });
  }
  return parts;
}

function contentParts(context: PageContext, content: DetailsContent, busy: boolean): readonly Part[] {
  const { timeline: events, timelineProblem: problemOfTimeline } = content;
  const { signers: people, steps } = content;
  return [
    { key: 'status', shows: content.status, draw: () => status(context, content) },
    ...(people.length === 0
      ? []
      : [{ key: 'progress', shows: { people, steps }, draw: () => progress(context, content) }]),
    {
      key: 'documents',
      shows: content.documents,
      draw: () => documents(context, content.documents),
    },
    { key: 'signers', shows: people, draw: () => signers(context, people) },
    {
      key: 'timeline',
      shows: { events, problemOfTimeline, busy: events.length === 0 && busy },
      draw: () => timeline(context, events, problemOfTimeline, busy),
    },
    ...content.sections.map((name) => ({
      key: name,
      shows: context.isOpen(name) ? (context.section(name) ?? 'open') : 'folded',
      draw: () => fold(context, name),
    })),
    { key: 'facts', shows: content.facts, draw: () => facts(context, content.facts) },
  ];
}

/** Entries that belong together; a line stands between the groups. */
const GROUPS: readonly (readonly EnvelopeActionName[])[] = [
  ['remindAll', 'extend', 'decline'],
  ['edit', 'attach', 'download', 'copyLink'],
  ['sendAgain', 'cancel', 'deleteFiles'],
];

function header(context: PageContext, view: DetailsView): HTMLElement {
  const { strings } = context;
  const title = h('h1', { dir: 'auto', tabindex: -1, 'data-key': 'title' }, view.title);
  const { content } = view;
  if (!content) return h('header', { class: 'header' }, title);
  const sign = button({
    label: strings.sign,
    key: 'sign',
    kind: 'primary',
    run: () => context.say({ type: 'sign', email: undefined }),
  });
  const own: readonly MenuEntry[] = [
    { key: 'id', label: strings.copyEnvelopeId, run: () => context.copy('envelopeId') },
    { key: 'refresh', label: strings.refresh, run: () => context.say({ type: 'refresh' }) },
    { key: 'log', label: strings.openLog, run: () => context.say({ type: 'openLog' }) },
  ];
  const groups = GROUPS.map((group) =>
    group
      .filter((action) => content.actions.includes(action))
      .map((action) => ({ key: action, label: strings[action], run: () => context.act(action) })),
  );
  return h(
    'header',
    { class: 'header' },
    title,
    h(
      'div',
      { class: 'header-actions' },
      content.canSign ? sign : undefined,
      overflowMenu(strings.more, [...groups, own]),
    ),
  );
}

function banner({ tone, text }: Banner): HTMLElement {
  const symbol = { good: 'pass-filled', bad: 'warning', normal: 'info' }[tone];
  return h(
    'p',
    { class: `banner ${tone}`, 'data-key': 'banner', tabindex: -1 },
    icon(symbol, tone),
    h('span', {}, text),
  );
}

function problem(context: PageContext, view: DetailsView): HTMLElement {
  const { strings } = context;
  const retry = button({
    label: strings.retry,
    key: 'retry',
    kind: view.content?.canSign === true ? 'secondary' : 'primary',
    run: () => context.say({ type: 'refresh' }),
  });
  const log = button({ label: strings.openLog, key: 'log', run: () => context.say({ type: 'openLog' }) });
  const signIn = button({
    label: strings.signIn,
    key: 'sign-in',
    kind: 'primary',
    run: () => context.say({ type: 'signIn' }),
  });
  const buttons = view.phase === 'signedOut' ? [signIn] : view.phase === 'gone' ? [retry] : [retry, log];
  return h(
    'div',
    { class: 'problem' },
    h(
      'p',
      {},
      icon(view.phase === 'failed' ? 'error' : 'info', view.phase === 'failed' ? 'bad' : 'normal'),
      h('span', {}, view.message),
    ),
    h('div', { class: 'problem-actions' }, ...buttons),
  );
}

function status(context: PageContext, { status: line }: DetailsContent): HTMLElement {
  const [word, ...rest] = line.phrases;
  return h(
    'p',
    { class: 'status' },
    icon(line.icon, line.tone),
    word && h('strong', { class: 'status-word' }, phrase(context, word)),
    ...rest.map((each) => h('span', { class: 'status-fact' }, phrase(context, each))),
  );
}

/** The shape of what comes, so that nothing jumps when it is there. */
function skeleton(context: PageContext): HTMLElement {
  const bar = (width: string) => h('span', { class: `bone ${width}` });
  const block = () => h('div', { class: 'bone-block' }, bar('short'), bar('wide'), bar('middle'));
  return h(
    'div',
    { class: 'skeleton', role: 'img', 'aria-label': context.strings.loading },
    bar('middle'),
    bar('strip'),
    block(),
    block(),
    block(),
  );
}
