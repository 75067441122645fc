/** Edits of fields. Ids that do not exist are ignored; what changes nothing gives the same object; boxes stay on their page. */
export { addField, addFields, newField, removeFields, type NewField } from './adding';
export { alignFields, distributeFields, type AlignEdge, type DistributeAxis } from './arrange';
export {
  copyFields,
  duplicateFields,
  duplicateToAllPages,
  pasteFields,
  type Copied,
  type CopyResult,
} from './copies';
export { moveFields, moveToPage, resizeField } from './moving';
export { mayHave, setFields, type FieldPatch, type FieldProperty } from './properties';
export { inReadingOrder } from './readingOrder';
export { freeBox } from './room';
export { DEFAULT_SIZES, MIN_SIZE } from './sizes';
