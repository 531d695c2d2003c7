// Lint rules: strict and typed for the sources, typed for the tests, and the house rules that a tool can check.
import eslint from '@eslint/js';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/** What the plain scripts (build, demo, runtimes) find in Node and in browsers alike, and Node's own. */
const globalNames = ['console', 'fetch', 'performance', 'setTimeout', 'clearTimeout', 'structuredClone', 'TextDecoder', 'TextEncoder', 'URL', 'process', 'Buffer'];

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'export by name' };
const housePatterns = [
  noDefaultExport,
  { selector: 'ExportAllDeclaration', message: 'name what is exported' },
  { selector: 'TSEnumDeclaration', message: 'use a union of literals' },
];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'coverage/', 'reports/', '.stryker-tmp/', 'test/**/fixtures/**', 'src/explain/confusables-data.ts', 'docs/.vitepress/dist/', 'docs/.vitepress/cache/'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A named index says what the keys are.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Code points are what the Unicode algorithms walk over.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-syntax': ['error', ...housePatterns],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // isolatedDeclarations asks for types that this rule would take away.
      '@typescript-eslint/no-inferrable-types': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-len': ['error', { code: 160, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      'no-console': 'error',
    },
  },
  {
    // Typed arrays, read within their bounds: what would stand in for an element that is not there is a branch that nothing takes.
    files: ['src/packed/**/*.ts', 'src/lists/plain-key.ts', 'src/explain/spelling.ts', 'src/snapshot/checksum.ts', 'src/snapshot/key-structure.ts'],
    rules: { '@typescript-eslint/non-nullable-type-assertion-style': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    // The rooms for Node alone have a clock: certificates expire, and servers keep one waiting.
    ignores: ['src/cli/**', 'src/haraka/**', 'src/node-tls/**', 'src/nodemailer/**', 'src/postfix/**', 'src/probe/**'],
    rules: {
      // S-12.1: no clock, no chance.
      'no-restricted-globals': ['error', 'Date'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests hand over what types forbid, on purpose.
      'no-control-regex': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Tables of cases show the text of each, and spell out what a name can be.
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['docs/**/*.ts', 'test/site/**/*.ts'],
    languageOptions: { parserOptions: { project: './docs/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: ['docs/**/*.vue'],
    extends: [...vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Lines as in the rest of the project, without a formatter that counts attributes.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['error', { html: { void: 'any' } }],
    },
  },
  {
    // Tools ask for default exports, and declarations tell what other packages export.
    files: ['*.config.ts', '.ci/*.ts', '**/*.d.ts', 'docs/.vitepress/config.ts', 'docs/.vitepress/theme/index.ts', 'test/site/vitest.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [eslint.configs.recommended],
    languageOptions: { globals: Object.fromEntries(globalNames.map((name) => [name, 'readonly'])) },
  },
);
