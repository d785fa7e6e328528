import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Folders that hold a panel or a view of their own; none may import another. */
const PANELS = [
  'branches',
  'changes',
  'ci',
  'ciLog',
  'diff',
  'documents',
  'findings',
  'history',
  'jobs',
  'log',
  'marking',
  'modules',
  'operations',
  'releaseDialog',
  'repository',
  'runDialog',
  'runPage',
  'runTable',
  'runs',
  'scheduleDialog',
  'schedules',
  'sweepDialog',
  'sweeps',
  'versions'
];

/** A panel sees tokens, api, components and what lies beside them, never another panel. */
function panelRules(panel) {
  const others = PANELS.filter(name => name !== panel);
  return {
    files: [`src/${panel}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...others, 'plugins'].map(name => `**/${name}/**`),
              message:
                'A panel imports tokens, api and components, never another panel.'
            }
          ]
        }
      ]
    }
  };
}

export default tseslint.config(
  {
    ignores: [
      'lib/',
      'node_modules/',
      'src/api/schema.ts',
      'ui-tests/test-results/',
      'ui-tests/playwright-report/'
    ]
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked
    ],
    plugins: { 'react-hooks': hooks },
    languageOptions: {
      parserOptions: {
        project: './tsconfig.test.json',
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // Namespaces beside a class of the same name are JupyterLab's way of naming its options.
      '@typescript-eslint/no-namespace': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true }
      ],
      curly: 'error',
      eqeqeq: 'error',
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/rules-of-hooks': 'error'
    }
  },
  { files: ['**/*.tsx'], ...a11y.flatConfigs.recommended },
  {
    files: ['src/{api,components}/**/*.{ts,tsx}', 'src/*.ts'],
    ignores: ['src/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...PANELS, 'plugins'].map(name => `**/${name}/**`),
              message: 'What panels share does not know the panels.'
            }
          ]
        }
      ]
    }
  },
  ...PANELS.map(panelRules),
  {
    files: ['*.{js,mjs}', 'ui-tests/*.js'],
    languageOptions: {
      globals: {
        __dirname: 'readonly',
        module: 'writable',
        process: 'readonly',
        require: 'readonly'
      }
    }
  },
  prettier
);
