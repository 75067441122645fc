import { type Size, USUAL_SIZES } from '../../contract/fieldSizes';
import type { Box, Field } from '../../contract/types';
import type { Draft } from '../draft';
import { calledAs } from '../preflight/lacking';
import { shareArea } from '../preflight/overlaps';
import { coverAnchor } from './anchors';
import { type Fixed, type Fixer, fieldOf, say, withField, without } from './fixer';
import { grow } from './growing';
import { othersOn, pageOf } from './pages';
import { placeSignature } from './placing';
import { freePlace } from './room';

/** Fixes of where fields stand and whose they are. */
export const FIELD_FIXERS: Readonly<Record<string, Fixer>> = {
  'signer-without-field': placeSignature,
  'field-of-nobody': giveAway,
  'field-without-page': bringBack,
  'field-without-size': (problem, draft) => grow(fieldOf(problem, draft), draft),
  'field-too-small': (problem, draft) => grow(fieldOf(problem, draft), draft),
  'signature-too-small': (problem, draft) => grow(fieldOf(problem, draft), draft),
  'field-off-page': moveInside,
  'fields-overlap': separate,
  'anchor-left-over': coverAnchor,
};

/** A field that was moved no longer stands where its anchor does. */
function movedTo(field: Field, place: Partial<Pick<Field, 'box' | 'page' | 'documentId'>>): Field {
  return { ...without(field, 'anchor'), ...place };
}

function giveAway(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  const [only, ...more] = draft.signers;
  // While nobody signs, it is the signer that is missing.
  if (field === undefined || only === undefined || draft.signers.some(({ id }) => id === field.signerId))
    return undefined;
  if (more.length === 0) {
    return {
      label: say('Give it to {0}', calledAs(only, draft)),
      draft: withField(draft, { ...field, signerId: only.id }),
      select: [field.id],
    };
  }
  return { label: say('Remove the field'), draft: removed(draft, field) };
}

function removed(draft: Draft, field: Field): Draft {
  return { ...draft, fields: draft.fields.filter(({ id }) => id !== field.id) };
}

/** A field without a page is of no use, unless it is all that its signer has to sign: then it gets a page. */
function bringBack(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field === undefined || pageOf(draft, field) !== undefined) return undefined;
  const isOnly =
    field.kind === 'signature' &&
    draft.signers.some(({ id }) => id === field.signerId) &&
    !draft.fields.some(
      ({ id, kind, signerId }) => id !== field.id && kind === 'signature' && signerId === field.signerId,
    );
  if (!isOnly) return { label: say('Remove the field'), draft: removed(draft, field) };
  const documents = [
    ...draft.documents.filter(({ id }) => id === field.documentId),
    ...draft.documents.filter(({ id }) => id !== field.documentId),
  ];
  for (const { id: documentId, pages } of documents) {
    const place = { documentId, page: pages.length };
    const page = pages.at(-1);
    const box =
      page &&
      freePlace(page, othersOn(draft, { ...field, ...place }), sized(field.box, USUAL_SIZES.signature));
    if (!box) continue;
    return {
      label: say('Move it to the last page'),
      draft: withField(draft, movedTo(field, { ...place, box })),
      select: [field.id],
    };
  }
  return undefined;
}

/** The box with another size where its own makes no sense. */
function sized(box: Box, usual: Size): Box {
  const fits = box.width > 0 && box.height > 0 && box.width < Infinity && box.height < Infinity;
  return fits ? box : { ...box, ...usual };
}

function moveInside(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  const page = field && pageOf(draft, field);
  if (field === undefined || page === undefined) return undefined;
  const { box } = field;
  const wanted = {
    ...box,
    width: Math.min(box.width, page.width),
    height: Math.min(box.height, page.height),
  };
  const place = freePlace(page, othersOn(draft, field), wanted);
  if (place === undefined) return undefined;
  return {
    label: say('Move it onto the page'),
    draft: withField(draft, movedTo(field, { box: place })),
    select: [field.id],
  };
}

/** The field that lies over another one goes; where it is tied to its anchor, the other one. */
function separate(...[problem, draft]: Parameters<Fixer>): Fixed | undefined {
  const field = fieldOf(problem, draft);
  if (field === undefined) return undefined;
  const at = draft.fields.indexOf(field);
  const under = draft.fields
    .slice(0, at)
    .filter(
      (other) =>
        other.documentId === field.documentId && other.page === field.page && shareArea(other.box, field.box),
    );
  if (under.length === 0) return undefined;
  const moving = field.anchor === undefined ? [field] : under;
  if (moving.some(({ anchor }) => anchor !== undefined)) return undefined;
  let separated = draft;
  for (const one of moving) {
    const page = pageOf(separated, one);
    const box = page && freePlace(page, othersOn(separated, one), one.box);
    if (!box) return undefined;
    separated = withField(separated, movedTo(one, { box }));
  }
  return {
    label: say('Move it to a free place'),
    draft: separated,
    select: moving.map(({ id }) => id),
  };
}
