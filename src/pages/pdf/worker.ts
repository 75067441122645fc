declare global {
  interface Window {
    /** Started by the page's first, small script, while the large one is still being loaded. */
    jsignPdfWorker?: Promise<Worker>;
  }
}

/**
 * Starts a thread of pdf.js; it runs when the promise resolves. Rejects where it does not start.
 * @param base address of the folder in which the page's script lies, with `/` at its end
 */
export async function startWorker(base: string): Promise<Worker> {
  const answer = await fetch(`${base}pdf.worker.min.mjs`);
  if (!answer.ok) throw new Error('the worker is missing');
  // A worker may only come from a `blob:` address, so its source is fetched first.
  const source = new Blob([await answer.arrayBuffer()], { type: 'text/javascript' });
  const address = URL.createObjectURL(source);
  const worker = new Worker(address, { type: 'module' });
  try {
    await new Promise<void>((resolve, reject) => {
      // pdf.js greets as soon as it runs.
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', () => reject(new Error('the worker did not start')), { once: true });
    });
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    // Not before: the worker is read from there.
    URL.revokeObjectURL(address);
  }
  return worker;
}

/** Starts a worker for whoever takes it first. */
export function startEarly(base: string): void {
  window.jsignPdfWorker = startWorker(base);
  // Whoever takes it hears of it.
  window.jsignPdfWorker.catch(() => undefined);
}

/** The worker that was started early, once. */
export function takeEarly(): Promise<Worker> | undefined {
  const early = window.jsignPdfWorker;
  delete window.jsignPdfWorker;
  return early;
}
