/** What other rooms use of delivery; `node/` keeps journal, locks and drafts on the disk of this machine. */
export { createDelivery, type DeliverySettings } from './delivery';
export { type DraftStore, FileDraftStore, type KeyedFiles, type UnusableDraft } from './drafts/store';
export { DeliveryError, type DeliveryErrorKind, isDeliveryError } from './errors';
export { toNewEnvelope } from './envelope';
export { type Inspections, isAddress, preflight } from './preflight';
export { describe, referenceIn, referenceOf } from './reference';
export { type Wait, waitWithTimer } from './wait';
export type * from './draft';
export type * from './ports';
export { NodeKeyedFiles } from './node/files';
export { NodeJournalFile } from './node/journalFile';
export { SocketLocks } from './node/locks';
