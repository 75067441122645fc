import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The arrows of the house (docs/architecture.md): each wing names the wings it must not import from. */
const WINGS = {
  jsign: [
    'contract',
    'delivery',
    'proof',
    'sandbox',
    'cli',
    'editor',
    'pages',
    'extension.ts',
    'services.ts',
  ],
  contract: [
    'jsign',
    'delivery',
    'proof',
    'sandbox',
    'cli',
    'editor',
    'pages',
    'extension.ts',
    'services.ts',
  ],
  delivery: ['proof', 'sandbox', 'cli', 'editor', 'pages', 'extension.ts', 'services.ts'],
  proof: ['delivery', 'sandbox', 'cli', 'editor', 'pages', 'extension.ts', 'services.ts'],
  sandbox: ['jsign', 'delivery', 'proof', 'cli', 'editor', 'pages', 'extension.ts', 'services.ts'],
  cli: ['jsign', 'delivery', 'editor', 'pages', 'extension.ts', 'services.ts'],
  editor: ['sandbox', 'cli', 'extension.ts', 'services.ts'],
  pages: [
    'contract',
    'jsign',
    'delivery',
    'proof',
    'sandbox',
    'cli',
    'editor',
    'extension.ts',
    'services.ts',
  ],
};
/** Rooms of the editor share `platform` and interfaces; a room's insides belong to it. */
const ROOMS = ['account', 'envelopes', 'templates', 'sending', 'documents'];
const zones = [
  ...Object.entries(WINGS).flatMap(([wing, banned]) =>
    banned.map((from) => ({
      target: `./src/${wing}`,
      from: `./src/${from}`,
      message: `src/${wing} must not import src/${from}: arrows run down only (docs/architecture.md).`,
    })),
  ),
  ...ROOMS.flatMap((room) =>
    ROOMS.filter((other) => other !== room).map((other) => ({
      target: `./src/editor/${room}`,
      from: `./src/editor/${other}`,
      except: ['./api.ts'],
      message: `Rooms of the editor meet through ${other}/api.ts, which holds interfaces only.`,
    })),
  ),
  ...ROOMS.map((room) => ({
    target: './src/editor/platform',
    from: `./src/editor/${room}`,
    message: 'platform knows no feature.',
  })),
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'out',
      'demo-output',
      'node_modules',
      'test/workbench/node_modules',
      'test/fixtures/**/*.js',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs', 'esbuild.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
        module: 'writable',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: false },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-console': 'error',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'vscode',
              message: 'Only src/editor, src/extension.ts and src/services.ts know VS Code.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/editor/**/*.ts', 'src/extension.ts', 'src/services.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/editor/**/*.ts', 'src/extension.ts'],
    ignores: ['src/editor/platform/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='registerCommand'][callee.object.property.name='commands']",
          message: 'Register commands through CommandRegistry (platform/commands.ts).',
        },
        {
          selector: "CallExpression[callee.property.name='executeCommand'] > Literal[value='setContext']",
          message: 'Set context keys through ContextKeys (platform/contextKeys.ts).',
        },
        {
          selector: "CallExpression[callee.property.name='getConfiguration']",
          message: 'Read settings through Settings (platform/settings.ts).',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);
