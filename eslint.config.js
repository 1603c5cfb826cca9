import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'test/support/dispatch-once.mjs',
      'dist/',
      'coverage/',
      '.dependency-cruiser.cjs',
      'eslint.config.js',
      'test/support/threads/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read config/settings.ts.' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 60 }],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'typeorm',
              importNames: ['And', 'Or'],
              message:
                'What stands in them is not written as its column is: an instant compares wrongly. Take Between.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/config/environment.ts', 'test/**', 'test/bench/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['views/assets/**', 'test/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['views/assets/behaviours/*.js'],
    languageOptions: {
      sourceType: 'module',
      globals: Object.fromEntries(
        [
          ...[
            'addEventListener',
            'clearInterval',
            'clearTimeout',
            'confirm',
            'document',
            'localStorage',
            'matchMedia',
            'navigator',
            'print',
          ],
          ...['setInterval', 'setTimeout', 'AudioContext', 'CSS', 'Event', 'EventSource', 'URL'],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error', 'prefer-const': 'error', eqeqeq: 'error' },
  },
);
