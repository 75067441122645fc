/** A real VS Code for tests and demonstrations: its server, a browser on it, and what a person does there. */
export * from './actions';
export { type BrowserChoice, chooseBrowser, launchBrowser, newContext } from './browser';
export { onExit, temporaryFolder, type TemporaryFolder } from './cleanup';
export { develop, type Development } from './develop';
export { chooseFile, chooseFolder, saveAs } from './fileDialog';
export { goto, leaveEvidence, openWorkbench, ready, reload, watchConsole } from './page';
export { PROJECT, SCREENSHOTS } from './paths';
export { extensionHostLog, type ServerOptions, startServer, type WorkbenchServer } from './server';
export { until } from './until';
export { temporaryWorkspace } from './workspace';
