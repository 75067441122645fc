import { USUAL_SIZES } from './fieldSizes';
import { bottom, movedInside, overlaps, right } from './geometry';
import { problem, sentence, shortToken } from './problems';
import type { Box, Field, FoundAnchor, PdfInspection, Problem } from './types';

/** A signer as far as anchors care. */
export interface RoleHolder {
  /** Of the signer in the draft. */
  readonly id: string;
  readonly name: string;
}

/** Points between a field and what it gives way to. */
const GAP = 3;

/** The roles of a document's anchors, in the order in which they first stand there. */
export function rolesOf(inspection: Pick<PdfInspection, 'anchors'>): readonly string[] {
  const roles = new Map<string, string>();
  for (const { role } of inspection.anchors) if (!roles.has(sameRole(role))) roles.set(sameRole(role), role);
  return [...roles.values()];
}

/**
 * Makes fields of a document's anchors. A field covers its token, stands on its lower left corner and grows upwards and to
 * the right, inside the page and not over other fields.
 * @param signersByRole whose field it is; roles are compared without regard to case
 * @returns fields in reading order, with ids that are the same each time, and what is wrong: a role that nobody has, a signer
 *          without a signature in this document (see {@link signersWithoutSignature} for several documents)
 */
export function fieldsFromAnchors(
  inspection: PdfInspection,
  documentId: string,
  signersByRole: ReadonlyMap<string, RoleHolder>,
): { readonly fields: readonly Field[]; readonly problems: readonly Problem[] } {
  const holders = new Map([...signersByRole].map(([role, holder]) => [sameRole(role), holder]));
  const fields: Field[] = [];
  const problems: Problem[] = [];
  const ordered = inspection.anchors
    .map((anchor, index) => ({ anchor, index }))
    .sort(
      (a, b) =>
        a.anchor.page - b.anchor.page ||
        bottom(a.anchor.box) - bottom(b.anchor.box) ||
        a.anchor.box.x - b.anchor.box.x ||
        a.index - b.index,
    )
    .map(({ anchor }) => anchor);
  const missing = new Set<string>();
  ordered.forEach((anchor, index) => {
    const holder = holders.get(sameRole(anchor.role));
    if (holder === undefined) {
      if (!missing.has(sameRole(anchor.role))) problems.push(nobodyHas(anchor, documentId));
      missing.add(sameRole(anchor.role));
      return;
    }
    const others = ordered
      .filter((other) => other !== anchor && other.page === anchor.page)
      .map((other) => other.box);
    const placed = fields.filter((field) => field.page === anchor.page).map((field) => field.box);
    const page = inspection.pages[anchor.page - 1];
    const frame = page === undefined ? anchor.box : { x: 0, y: 0, width: page.width, height: page.height };
    const box = fieldBox(anchor, frame, [...others, ...placed]);
    fields.push(fieldOf(anchor, `${documentId}-anchor-${index + 1}`, documentId, holder.id, box));
  });
  if (inspection.anchors.length > 0) {
    problems.push(...signersWithoutSignature(fields, [...signersByRole.values()], documentId));
  }
  return { fields, problems };
}

/** One problem for each signer to whom no signature field belongs. */
export function signersWithoutSignature(
  fields: readonly Field[],
  signers: readonly RoleHolder[],
  documentId?: string,
): readonly Problem[] {
  const unique = [...new Map(signers.map((signer) => [signer.id, signer])).values()];
  return unique
    .filter((signer) => !fields.some((field) => field.signerId === signer.id && field.kind === 'signature'))
    .map((signer) =>
      problem(
        'error',
        'signer-without-signature',
        sentence('{0} has no signature field.', signer.name),
        sentence('Add a signature field for them, or send it to them as an observer.'),
        { signerId: signer.id, ...(documentId !== undefined && { documentId }) },
      ),
    );
}

function sameRole(role: string): string {
  return role.toLowerCase();
}

function fieldOf(anchor: FoundAnchor, id: string, documentId: string, signerId: string, box: Box): Field {
  return {
    id,
    documentId,
    signerId,
    kind: anchor.kind,
    page: anchor.page,
    box,
    required: anchor.required,
    anchor: anchor.token,
    ...(anchor.label !== undefined && { label: anchor.label }),
    ...(anchor.choices !== undefined && { choices: anchor.choices }),
  };
}

/** Grows a token's box to the size that its kind wants, then gives way to what is already there. */
function fieldBox(anchor: FoundAnchor, frame: Box, obstacles: readonly Box[]): Box {
  const token = anchor.box;
  const wanted = USUAL_SIZES[anchor.kind];
  const width = Math.min(frame.width, Math.max(token.width, wanted.width));
  const height = Math.min(frame.height, Math.max(token.height, wanted.height));
  let box = movedInside({ x: token.x, y: bottom(token) - height, width, height }, frame);
  for (const other of obstacles) box = givenWay(box, token, other);
  return box;
}

/** Shrinks the box away from an obstacle, on the side that costs the least area, never to less than the token. */
function givenWay(box: Box, token: Box, other: Box): Box {
  if (!overlaps(box, other) || overlaps(token, other)) return box;
  const options: Box[] = [];
  if (other.x >= right(token)) options.push({ ...box, width: Math.max(other.x - GAP, right(token)) - box.x });
  if (right(other) <= token.x) {
    const x = Math.min(right(other) + GAP, token.x);
    options.push({ ...box, x, width: right(box) - x });
  }
  if (bottom(other) <= token.y) {
    const y = Math.min(bottom(other) + GAP, token.y);
    options.push({ ...box, y, height: bottom(box) - y });
  }
  if (other.y >= bottom(token))
    options.push({ ...box, height: Math.max(other.y - GAP, bottom(token)) - box.y });
  return options.reduce(
    (best, next) => (next.width * next.height > best.width * best.height ? next : best),
    options[0] ?? box,
  );
}

function nobodyHas(anchor: FoundAnchor, documentId: string): Problem {
  return problem(
    'error',
    'anchor-without-signer',
    sentence(
      'Nobody has the role "{0}" that {1} on page {2} asks for.',
      anchor.role,
      shortToken(anchor.token),
      anchor.page,
    ),
    sentence('Add a signer with this role, or remove the anchor from the document.'),
    { documentId, page: anchor.page, box: anchor.box },
  );
}
