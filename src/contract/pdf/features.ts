import { problem, sentence } from '../problems';
import type { Problem } from '../types';
import type { PdfDocument } from './document';
import type { PdfPage } from './pages';
import { type Dict, Name, Ref, type Value } from './values';

/** Form fields of real documents are far fewer. */
const MAX_NODES = 50_000;
/** Actions that follow one another, at most. */
const MAX_FOLLOWING = 50;

/** What a document contains that stands in the way of signing, or that whoever sends it should know of. */
export function findFeatures(doc: PdfDocument, pages: readonly PdfPage[]): readonly Problem[] {
  const catalog = doc.dict(doc.xref.trailer.raw('Root'));
  if (catalog === undefined) return [];
  const form = doc.dict(catalog.raw('AcroForm'));
  const actions = new Actions(doc);
  const signed = form !== undefined && walkFields(doc, form, actions);
  const certified = doc.dict(catalog.raw('Perms'))?.raw('DocMDP') ?? null;
  const problems: Problem[] = [];
  if (certified !== null) problems.push(CERTIFIED);
  else if (signed) problems.push(SIGNED);
  if (form !== undefined && doc.resolve(form.raw('XFA')) !== null) problems.push(XFA);
  const names = doc.dict(catalog.raw('Names'));
  actions.look(catalog.raw('OpenAction'));
  actions.lookAtAll(catalog.raw('AA'));
  for (const page of pages) lookAtPage(doc, page, actions);
  if (actions.has('JavaScript') || doc.dict(names?.raw('JavaScript') ?? null) !== undefined)
    problems.push(SCRIPT);
  if (actions.has('Launch')) problems.push(LAUNCH);
  if (doc.dict(catalog.raw('Collection')) !== undefined) problems.push(PORTFOLIO);
  else if (doc.dict(names?.raw('EmbeddedFiles') ?? null) !== undefined) problems.push(ATTACHMENTS);
  return problems;
}

const SIGNED = problem(
  'error',
  'pdf-signed',
  sentence('The PDF is already signed. Another signature made by jSign would break the one in it.'),
  sentence('Send the unsigned original, or add the signed PDF to the envelope as an attachment.'),
);
const CERTIFIED = problem(
  'error',
  'pdf-certified',
  sentence('The PDF is certified by its author. Signatures made by jSign would break that.'),
  sentence('Ask its author for a copy that is not certified, or print it to a new PDF and send that.'),
);
const XFA = problem(
  'error',
  'pdf-xfa',
  sentence('The PDF is an XFA form, which most viewers and signing services cannot show.'),
  sentence('Open it in the program it was made for, print it to a new PDF, and send that.'),
);
const SCRIPT = problem(
  'warning',
  'pdf-javascript',
  sentence('The PDF contains JavaScript, which can change what signers see.'),
  sentence('If it is not needed, print the document to a new PDF and send that.'),
);

const LAUNCH = problem(
  'warning',
  'pdf-launch',
  sentence('The PDF contains an action that starts a program or opens another file.'),
  sentence('If it is not needed, print the document to a new PDF and send that.'),
);
const PORTFOLIO = problem(
  'warning',
  'pdf-portfolio',
  sentence(
    'The PDF is a portfolio: what is to be read is in files inside it, and signers see a cover sheet.',
  ),
  sentence('Take the documents out and send them as documents of one envelope.'),
);
const ATTACHMENTS = problem(
  'info',
  'pdf-attachments',
  sentence('Other files are attached inside the PDF. Signers do not see them on its pages.'),
  sentence('If they belong to what is signed, send them as documents of the envelope.'),
);

/** Looks at all form fields; tells whether one is a signature that somebody has made. */
function walkFields(doc: PdfDocument, form: Dict, actions: Actions): boolean {
  let signed = false;
  const seen = new Set<number>();
  const todo: { readonly value: Value; readonly type: string }[] = (doc.array(form.raw('Fields')) ?? []).map(
    (value) => ({ value, type: '' }),
  );
  for (
    let item = todo.pop(), count = 0;
    item !== undefined && count < MAX_NODES;
    item = todo.pop(), count++
  ) {
    if (item.value instanceof Ref) {
      if (seen.has(item.value.num)) continue;
      seen.add(item.value.num);
    }
    const field = doc.dict(item.value);
    if (field === undefined) continue;
    const own = doc.get(field, 'FT');
    const type = own instanceof Name ? own.name : item.type;
    const value = type === 'Sig' ? doc.dict(field.raw('V')) : undefined;
    if (value !== undefined && (value.raw('ByteRange') !== null || value.raw('Contents') !== null))
      signed = true;
    actions.look(field.raw('A'));
    actions.lookAtAll(field.raw('AA'));
    for (const kid of doc.array(field.raw('Kids')) ?? []) todo.push({ value: kid, type });
  }
  return signed;
}

function lookAtPage(doc: PdfDocument, page: PdfPage, actions: Actions): void {
  actions.lookAtAll(page.dict.raw('AA'));
  for (const value of doc.array(page.dict.raw('Annots')) ?? []) {
    const annotation = doc.dict(value);
    if (annotation === undefined) continue;
    actions.look(annotation.raw('A'));
    actions.lookAtAll(annotation.raw('AA'));
  }
}

/** What the actions of a document do (ISO 32000-1, 12.6). */
class Actions {
  readonly #kinds = new Set<string>();

  constructor(private readonly doc: PdfDocument) {}

  has(kind: string): boolean {
    return this.#kinds.has(kind);
  }

  /** An action, and those that follow it. */
  look(value: Value): void {
    const todo: Value[] = [value];
    for (let count = 0; count < MAX_FOLLOWING; count++) {
      const action = this.doc.dict(todo.pop() ?? null);
      if (action === undefined) {
        if (todo.length === 0) return;
        continue;
      }
      const kind = this.doc.get(action, 'S');
      if (kind instanceof Name) this.#kinds.add(kind.name);
      const next = action.raw('Next');
      todo.push(...(this.doc.array(next)?.slice(0, MAX_FOLLOWING) ?? [next]));
    }
  }

  /** The actions of a dictionary, one for each event. */
  lookAtAll(value: Value): void {
    for (const action of this.doc.dict(value)?.entries.values() ?? []) this.look(action);
  }
}
