// Builds everything: the extension, the parts it loads when first used, the sandbox, the web pages and the tests.
//   node esbuild.js [--watch] [--production] [--tests] [--only=test/unit/jsign]   (--only: nothing but that test, or the tests below that folder)
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const only = process.argv.find((a) => a.startsWith('--only='))?.slice('--only='.length);
const tests = only !== undefined || process.argv.includes('--tests');

/**
 * Entries of the extension host and of programs of their own: CommonJS, one file each, no code splitting.
 * A dynamic `import()` of one of these sources stays a `require` of the built file, so heavy parts load when first used.
 */
const NODE_ENTRIES = {
  extension: 'src/extension.ts',
  client: 'src/jsign/index.ts',
  sending: 'src/editor/sending/part.ts',
  composer: 'src/editor/sending/composer/part.ts',
  drafts: 'src/editor/sending/composing/part.ts',
  account: 'src/editor/account/part.ts',
  actions: 'src/editor/envelopes/actions/part.ts',
  current: 'src/editor/envelopes/current/part.ts',
  details: 'src/editor/envelopes/details/part.ts',
  documents: 'src/editor/documents/part.ts',
  viewer: 'src/editor/documents/viewer/part.ts',
  finding: 'src/editor/envelopes/finding/part.ts',
  templates: 'src/editor/templates/part.ts',
  pdf: 'src/contract/pdf/index.ts',
  sandbox: 'src/sandbox/main.ts',
  'sandbox-pdf': 'src/sandbox/pdf/index.ts',
};
const PAGE_ENTRIES = {
  details: 'src/pages/details/main.ts',
  composer: 'src/pages/composer/main.ts',
  pdf: 'src/pages/pdf/early.ts',
  viewer: 'src/pages/viewer/main.ts',
};

/** Turns `import('…/part')` into a lazy `require('./part.js')` where the part is an entry of its own. */
const lazyParts = {
  name: 'lazy-parts',
  setup(build) {
    const byFile = new Map(Object.entries(NODE_ENTRIES).map(([name, file]) => [path.resolve(file), name]));
    build.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const base = path.resolve(args.resolveDir, args.path);
      const name = [base, `${base}.ts`, path.join(base, 'index.ts')].map((f) => byFile.get(f)).find(Boolean);
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

const shared = {
  bundle: true,
  logLevel: 'info',
  logOverride: { 'import-is-undefined': 'error' },
  minify: production,
  sourcemap: production ? false : 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };

const builds = only
  ? []
  : [
      { ...node, entryPoints: NODE_ENTRIES, outdir: 'dist', plugins: [lazyParts] },
      {
        ...shared,
        entryPoints: PAGE_ENTRIES,
        outdir: 'dist/pages',
        platform: 'browser',
        format: 'iife',
        target: 'es2022',
      },
    ];
if (tests) {
  builds.push({
    ...node,
    minify: false,
    logLevel: 'warning',
    sourcemap: 'inline',
    entryPoints: listTests(only ?? 'test'),
    outdir: 'out/test',
    outbase: 'test',
    packages: 'external',
  });
}

/** Every test file, each suite index of the host ring, and the programs that run rings. */
function listTests(dir) {
  if (fs.statSync(dir).isFile()) return [dir];
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'fixtures' ? [] : listTests(file);
    return /\.(test|suite|program)\.ts$/.test(entry.name) ? [file] : [];
  });
}

/** Styles and fonts the pages load beside their script. */
function copyAssets() {
  fs.mkdirSync('dist/pages', { recursive: true });
  const codicons = path.dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
  for (const name of ['codicon.css', 'codicon.ttf'])
    fs.copyFileSync(path.join(codicons, name), path.join('dist/pages', name));
  copyPdfAssets();
}

/**
 * What the PDF viewer fetches when a document needs it: pdf.js's worker, character maps, standard fonts that are not in the file,
 * decoders of two kinds of images; and the licences of all of them.
 */
function copyPdfAssets() {
  const from = path.dirname(require.resolve('pdfjs-dist/package.json'));
  const copy = (folder, to, wanted) => {
    fs.mkdirSync(path.join('dist/pages', to), { recursive: true });
    for (const name of fs.readdirSync(path.join(from, folder)).filter((file) => wanted.test(file)))
      fs.copyFileSync(path.join(from, folder, name), path.join('dist/pages', to, name));
  };
  copy('legacy/build', '', /^pdf\.worker\.min\.mjs$/);
  copy('cmaps', 'cmaps', /\.bcmap$|^LICENSE/);
  copy('standard_fonts', 'fonts', /./);
  copy('wasm', 'wasm', /^(jbig2|openjpeg)\.wasm$|^LICENSE.*(JBIG2|OPENJPEG)$/);
}

/** The licences of everything that was bundled in, beside the bundles. Fails where a package brings none. */
function writeNotices(metafiles) {
  const inputs = metafiles.flatMap((meta) => Object.keys(meta.inputs));
  const folders = inputs.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
  const codicons = 'node_modules/@vscode/codicons';
  const texts = [...new Set([...folders, codicons])].sort().map((folder) => {
    const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    // pdf.js brings files of others, each with its licence beside it.
    const places = name === 'pdfjs-dist' ? ['.', 'cmaps', 'standard_fonts', 'wasm'] : ['.'];
    const files = places.flatMap((place) =>
      fs
        .readdirSync(path.join(folder, place))
        .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
        .map((file) => path.join(place, file)),
    );
    if (!license && files.length === 0) throw new Error(`${name} brings no licence`);
    const bodies = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license ?? 'see below'})`, ...bodies].join('\n\n');
  });
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  fs.writeFileSync(
    'dist/THIRD-PARTY-NOTICES.txt',
    `This extension contains the following packages.${rule}${texts.join(rule)}\n`,
  );
}

async function main() {
  if (production) fs.rmSync('dist', { recursive: true, force: true });
  copyAssets();
  const contexts = await Promise.all(
    builds.filter((b) => Object.keys(b.entryPoints).length > 0).map((b) => esbuild.context(b)),
  );
  if (watch) {
    await Promise.all(contexts.map((c) => c.watch()));
    return;
  }
  try {
    const results = await Promise.all(contexts.map((c) => c.rebuild()));
    if (production && !only) {
      fs.writeFileSync('dist/meta.json', JSON.stringify(results[0].metafile));
      writeNotices(results.slice(0, 2).map((result) => result.metafile));
    }
  } finally {
    await Promise.all(contexts.map((c) => c.dispose()));
  }
}

main().catch((error) => {
  // esbuild has printed its own errors with their places; anything else must not be swallowed.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});
