import type { Page } from 'playwright-core';

/**
 * What the extension keeps in VS Code's own storage of this browser, which VS Code writes every few seconds: by key, as JSON.
 */
export function keptState(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const read = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.message));
      });
    const found: Record<string, string> = {};
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await read(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        const value: unknown = await read(store.get('jsign-for-vscode.jsign') as IDBRequest<unknown>);
        if (typeof value !== 'string') continue;
        for (const [key, kept] of Object.entries(JSON.parse(value) as Record<string, unknown>))
          found[key] = JSON.stringify(kept);
      }
      database.close();
    }
    return found;
  });
}
