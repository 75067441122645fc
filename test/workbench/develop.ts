import type { BrowserContext } from 'playwright-core';
import type { WorkbenchServer } from './server';

export interface Development {
  /** Folders of extensions to load from source. */
  readonly extensions: readonly string[];
  /** A module with `run()`, loaded in the extension host once the workbench is up. */
  readonly tests?: string;
}

/**
 * Makes the workbench of this context treat folders as extensions under development. The workbench reads that from its page's
 * configuration, so an init script adds it there. (Serving a changed page instead would make Chromium block the loopback socket.)
 */
export async function develop(
  context: BrowserContext,
  server: WorkbenchServer,
  development: Development,
): Promise<void> {
  const uri = (path: string): object => ({ scheme: 'vscode-remote', authority: server.authority, path });
  await context.addInitScript(
    (options) => {
      new MutationObserver((_, observer) => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        const settings = meta?.getAttribute('data-settings');
        if (!meta || settings === null || settings === undefined) return;
        observer.disconnect();
        const configuration = JSON.parse(settings) as { developmentOptions?: object };
        configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
        meta.setAttribute('data-settings', JSON.stringify(configuration));
      }).observe(document, { childList: true, subtree: true });
    },
    {
      extensions: development.extensions.map(uri),
      ...(development.tests === undefined ? {} : { extensionTestsPath: uri(development.tests) }),
    },
  );
}
