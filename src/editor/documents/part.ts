/** What is loaded when a `jsign:` document, a link or one of the room's commands is first used. A bundle of its own. */
import { openInEditor } from '../platform/workspaceFiles';
import { CompareFiles } from './compareFiles';
import { DocumentsRoom, type DocumentsPorts } from './room';

export type { DocumentsRoom } from './room';

export function createDocuments(ports: Omit<DocumentsPorts, 'files' | 'openInEditor'>): DocumentsRoom {
  return new DocumentsRoom({ ...ports, files: new CompareFiles(), openInEditor });
}
