import type { Row } from '../../src/editor/platform/rows';

/** What the companion shows, and where. */
export const COMPANION = {
  container: 'Companion',
  view: 'Static',
  group: 'Static rows',
  emptyPage: 'Empty page',
  /** The heading in the page. */
  heading: 'Nothing',
  measure: 'Bench: Measure Memory',
} as const;

/** In the folder that the companion and the bench share. */
export const ROWS_FILE = 'rows.json';
export const MEMORY_FILE = 'memory.json';

/** The content of {@link ROWS_FILE}: the rows below the one group of the static tree. */
export type StaticRows = readonly Row[];

/** The content of {@link MEMORY_FILE}: of the extension host, after a forced collection, bytes. */
export interface HostMemory {
  readonly heap: number;
  /** Buffers included. */
  readonly external: number;
}
