// node unpackBrowser.mjs FOLDER: unpacks the Chromium of the npm package into FOLDER, with the libraries and fonts that a bare
// system lacks. Needs the Node 24 of the workbench. The package unpacks into the folder for temporary files, so that is set to a
// neighbour of FOLDER and renamed at the end: whoever sees FOLDER sees all of it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , target] = process.argv;
const unfinished = `${target}.${process.pid}`;
const packed = fileURLToPath(new URL('node_modules/@sparticuz/chromium/bin', import.meta.url));
process.env.TMPDIR = unfinished;
process.once('exit', () => fs.rmSync(unfinished, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

fs.mkdirSync(unfinished, { recursive: true });
const { default: chromium, inflate } = await import('@sparticuz/chromium');
await chromium.executablePath(packed);
await inflate(path.join(packed, 'al2023.tar.br'));
// Prepared by one user, run by any.
fs.chmodSync(path.join(unfinished, 'chromium'), 0o755);
// The fonts of the system, and those of the package where it has none.
fs.writeFileSync(
  path.join(unfinished, 'fonts/fonts.conf'),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir>~/.cache/fontconfig</cachedir>
</fontconfig>
`,
);
try {
  fs.renameSync(unfinished, target);
} catch (error) {
  // A run beside this one was quicker.
  if (!fs.existsSync(path.join(target, 'chromium'))) throw error;
}
