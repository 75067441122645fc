import { parseAnchors } from '../../contract/anchors';
import { USUAL_SIZES } from '../../contract/fieldSizes';
import type { Field } from '../../contract/types';
import { calledAs } from '../preflight/lacking';
import { type Fixed, type Fixer, say } from './fixer';
import { grownAround, larger } from './growing';
import { freshId, othersOn, pageOf } from './pages';
import { isClear, isInside } from './room';

const KINDS = {
  signature: 'Add a signature field for {0}',
  initials: 'Add a field for the initials of {0}',
  date: 'Add a date field for {0}',
  text: 'Add a text field for {0}',
  textArea: 'Add a text field for {0}',
  checkbox: 'Add a checkbox for {0}',
  dropdown: 'Add a list for {0}',
} as const;

/** A field over an anchor that has none, for whoever has its role. */
export function coverAnchor(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const { box, documentId = '', page = 0 } = problem.where ?? {};
  const anchor = parseAnchors(String(problem.message.args?.[0] ?? '')).anchors[0];
  if (box === undefined || anchor === undefined) return undefined;
  const signer = draft.signers.find(({ role }) => role?.toLowerCase() === anchor.role.toLowerCase());
  const place = { documentId, page };
  const size = pageOf(draft, place);
  if (signer === undefined || size === undefined || !isInside(box, size)) return undefined;
  const others = othersOn(draft, place);
  const usual = larger(box, USUAL_SIZES[anchor.kind], size);
  const room = (usual && grownAround(box, usual, size, others)) ?? (isClear(box, others) ? box : undefined);
  if (room === undefined) return undefined;
  const { choices, kind, label, required, token } = anchor;
  const id = freshId(draft, `${documentId}-${kind}-${page}`);
  const field: Field = {
    id,
    ...place,
    signerId: signer.id,
    kind,
    box: room,
    required,
    anchor: token,
    ...(label !== undefined && { label }),
    ...(choices !== undefined && { choices }),
  };
  return {
    label: say(KINDS[kind], calledAs(signer, draft)),
    draft: { ...draft, fields: [...draft.fields, field] },
    select: [id],
  };
}
