import type { Edit } from './editor';
import { movedWithin } from './change';

/** To a place in the list, from 0. */
export function moveDocument(id: string, toIndex: number): Edit {
  return (composition) => {
    const from = composition.documents.findIndex((document) => document.id === id);
    const documents = movedWithin(composition.documents, from, toIndex);
    return documents === composition.documents ? composition : { ...composition, documents };
  };
}

/** With the fields on it. */
export function removeDocument(id: string): Edit {
  return (composition) => {
    const documents = composition.documents.filter((document) => document.id !== id);
    if (documents.length === composition.documents.length) return composition;
    const fields = composition.fields.filter(({ documentId }) => documentId !== id);
    return { ...composition, documents, fields };
  };
}
