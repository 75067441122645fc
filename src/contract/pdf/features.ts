import { problem, sentence } from '../problems';
import type { Problem } from '../types';
import type { PdfDocument } from './document';
import type { PdfPage } from './pages';
import { type Dict, Name, Ref, type Value } from './values';

/** Form fields of real documents are far fewer. */
const MAX_NODES = 50_000;

/** What a document contains that stands in the way of signing: signatures, XFA, scripts. */
export function findFeatures(doc: PdfDocument, pages: readonly PdfPage[]): readonly Problem[] {
  const catalog = doc.dict(doc.xref.trailer.raw('Root'));
  if (catalog === undefined) return [];
  const form = doc.dict(catalog.raw('AcroForm'));
  const fields = form === undefined ? { signed: false, script: false } : walkFields(doc, form);
  const problems: Problem[] = [];
  if (fields.signed || hasEntry(doc.dict(catalog.raw('Perms')), 'DocMDP')) problems.push(SIGNED);
  if (form !== undefined && doc.resolve(form.raw('XFA')) !== null) problems.push(XFA);
  if (fields.script || hasScript(doc, catalog) || pages.some((page) => pageHasScript(doc, page)))
    problems.push(SCRIPT);
  return problems;
}

const SIGNED = problem(
  'error',
  'pdf-signed',
  sentence('The PDF is already signed. Another signature made by jSign would break the one in it.'),
  sentence('Send the unsigned original, or add the signed PDF to the envelope as an attachment.'),
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

function hasEntry(dict: Dict | undefined, key: string): boolean {
  return dict !== undefined && dict.raw(key) !== null;
}

function walkFields(doc: PdfDocument, form: Dict): { readonly signed: boolean; readonly script: boolean } {
  let signed = false;
  let script = false;
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
    script ||= isScript(doc, field.raw('A')) || actionsHaveScript(doc, field.raw('AA'));
    for (const kid of doc.array(field.raw('Kids')) ?? []) todo.push({ value: kid, type });
  }
  return { signed, script };
}

function hasScript(doc: PdfDocument, catalog: Dict): boolean {
  const names = doc.dict(catalog.raw('Names'));
  const scripts = names === undefined ? undefined : doc.dict(names.raw('JavaScript'));
  return (
    scripts !== undefined ||
    isScript(doc, catalog.raw('OpenAction')) ||
    actionsHaveScript(doc, catalog.raw('AA'))
  );
}

function pageHasScript(doc: PdfDocument, page: PdfPage): boolean {
  if (actionsHaveScript(doc, page.dict.raw('AA'))) return true;
  return (doc.array(page.dict.raw('Annots')) ?? []).some((value) => {
    const annotation = doc.dict(value);
    return (
      annotation !== undefined &&
      (isScript(doc, annotation.raw('A')) || actionsHaveScript(doc, annotation.raw('AA')))
    );
  });
}

function actionsHaveScript(doc: PdfDocument, value: Value): boolean {
  const actions = doc.dict(value);
  return actions !== undefined && [...actions.entries.values()].some((action) => isScript(doc, action));
}

function isScript(doc: PdfDocument, value: Value): boolean {
  const action = doc.dict(value);
  if (action === undefined) return false;
  const kind = doc.get(action, 'S');
  return kind instanceof Name && kind.name === 'JavaScript';
}
