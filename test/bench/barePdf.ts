import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type * as PdfJs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { newContext, PROJECT } from '../workbench';
import type { Pages } from './scrolling';

const HTML = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Pages</title>
<style>body { margin: 0 } .stage { position: relative; overflow: auto } .paper { position: absolute }</style>
</head>
<body><div class="stage"><div class="floor"></div></div></body>
</html>`;

const TYPES: Readonly<Record<string, string>> = { '.mjs': 'text/javascript', '.html': 'text/html' };

/** A page that does nothing but draw the pages of a document with pdf.js. */
export interface BarePdf {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens it, and waits for its first picture. */
export async function openBarePdf(
  browser: Browser,
  pdf: Uint8Array,
  pages: Pages,
  viewport: { readonly width: number; readonly height: number },
): Promise<BarePdf> {
  const build = path.join(PROJECT, 'node_modules/pdfjs-dist/legacy/build');
  const server = createServer(({ url = '/' }, response) => {
    const name = path.basename(url);
    const extension = path.extname(name);
    response.setHeader(
      'content-type',
      TYPES[extension === '' ? '.html' : extension] ?? 'application/octet-stream',
    );
    if (name === '') response.end(HTML);
    else if (extension === '.pdf') response.end(pdf);
    else if (extension === '.mjs') response.end(readFileSync(path.join(build, name)));
    else if (url.startsWith('/fonts/'))
      response.end(readFileSync(path.join(PROJECT, 'dist/pages/fonts', name)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const context = await newContext(browser, { viewport });
  const page = await context.newPage();
  await page.goto(`${home}/`);
  await page.evaluate(drawWhatIsSeen, { home, pages });
  await page.locator('.paper canvas').first().waitFor();
  return {
    page,
    close: async () => {
      await context.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** In the page: draws each page that comes into view, one at a time; those that leave it lose their pictures. */
async function drawWhatIsSeen({
  home,
  pages,
}: {
  readonly home: string;
  readonly pages: Pages;
}): Promise<void> {
  const { getDocument, GlobalWorkerOptions } = (await import(`${home}/pdf.min.mjs`)) as typeof PdfJs;
  GlobalWorkerOptions.workerSrc = `${home}/pdf.worker.min.mjs`;
  const pdf = await getDocument({
    url: `${home}/document.pdf`,
    standardFontDataUrl: `${home}/fonts/`,
    useSystemFonts: false,
    useWorkerFetch: false,
  }).promise;
  const stage = document.querySelector<HTMLElement>('.stage');
  const floor = document.querySelector<HTMLElement>('.floor');
  if (!stage || !floor) throw new Error('The page is not there.');
  stage.style.width = `${pages.view.width}px`;
  stage.style.height = `${pages.view.height}px`;
  floor.style.height = `${pages.first + pages.count * pages.step}px`;
  const papers = Array.from({ length: pages.count }, (_, index) => {
    const paper = document.createElement('div');
    paper.className = 'paper';
    paper.ariaLabel = `Page ${index + 1} of ${pages.count}`;
    paper.style.top = `${pages.first + index * pages.step}px`;
    paper.style.width = `${pages.width}px`;
    paper.style.height = `${pages.height}px`;
    floor.append(paper);
    return paper;
  });

  const isSeen = (index: number): boolean => {
    const top = pages.first + index * pages.step - stage.scrollTop;
    return top < pages.view.height && top + pages.height > 0;
  };
  let drawing = false;
  const draw = async (): Promise<void> => {
    if (drawing) return;
    drawing = true;
    const next = (): number => papers.findIndex((paper, index) => isSeen(index) && !paper.firstChild);
    for (let index = next(); index >= 0; index = next()) {
      const page = await pdf.getPage(index + 1);
      const viewport = page.getViewport({ scale: pages.picture / page.getViewport({ scale: 1 }).width });
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
      papers[index]?.append(canvas);
    }
    drawing = false;
  };
  stage.addEventListener('scroll', () => {
    papers.forEach((paper, index) => {
      if (!isSeen(index)) paper.replaceChildren();
    });
    void draw();
  });
  void draw();
}
