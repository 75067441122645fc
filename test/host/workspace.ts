/** The files of the folder that the host ring's window has open. */
export const WORKSPACE_FILES = {
  'README.md': '# A workspace for tests\n',
  'contracts/notes.txt': 'No contract, only notes.\n',
} as const;
