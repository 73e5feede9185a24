import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Only what oxlint cannot see: the templates of the console. */
export default ts.config(
  { ignores: ['console/build', 'console/.svelte-kit'] },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-unused-svelte-ignore': 'off',
    },
  },
  { files: ['console/**/*.ts'], languageOptions: { parser: ts.parser } },
);
