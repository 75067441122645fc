import type { Draft } from '../draft';
import { asRead } from '../spelling';
import { type Fixed, type Fixer, say } from './fixer';

/** Fixes of the documents' names; what is in a file is not for us to change. */
export const DOCUMENT_FIXERS: Readonly<Record<string, Fixer>> = {
  'document-without-name': nameIt,
  'same-document-name': numberNames,
};

/** After the file it comes from. */
function nameIt(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const at = indexOf(problem, draft);
  const document = draft.documents[at];
  if (document?.name.trim() !== '') return undefined;
  const name = numbered(baseName(document.origin.uri) || 'document.pdf', namesOf(draft));
  return { label: say('Call it {0}', name), draft: renamed(draft, new Map([[at, name]])) };
}

/** The first keeps its name; the others become `name, 2.pdf`. */
function numberNames(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const name = draft.documents[indexOf(problem, draft)]?.name ?? '';
  const group = [...draft.documents.keys()].filter(
    (at) => asRead(draft.documents[at]?.name ?? '') === asRead(name),
  );
  if (name.trim() === '' || group.length < 2) return undefined;
  const taken = namesOf(draft);
  const names = new Map<number, string>();
  for (const at of group.slice(1)) {
    const next = numbered(draft.documents[at]?.name.trim() ?? '', taken);
    taken.add(asRead(next));
    names.set(at, next);
  }
  const [first = ''] = names.values();
  return { label: say('Rename it to {0}', first), draft: renamed(draft, names) };
}

function indexOf({ where }: Parameters<Fixer>[0], { documents }: Draft): number {
  return documents.findLastIndex(({ id }) => id === where?.documentId);
}

function namesOf({ documents }: Draft): Set<string> {
  return new Set(documents.map(({ name }) => asRead(name)));
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, suffix = ''] = /^(.+?)(\.[^./\\]+)$/s.exec(name) ?? [];
  let free = name;
  for (let count = 2; taken.has(asRead(free)); count += 1) free = `${stem}, ${count}${suffix}`;
  return free;
}

function renamed(draft: Draft, names: ReadonlyMap<number, string>): Draft {
  return {
    ...draft,
    documents: draft.documents.map((document, at) => ({ ...document, name: names.get(at) ?? document.name })),
  };
}

/** The last part of an address, as people read it. */
function baseName(uri: string): string {
  const last =
    uri
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(last).trim();
  } catch {
    return last.trim();
  }
}
