// The units under test are plain logic: no JupyterLab application is started.
const jupyterlab = require('@jupyterlab/testing/lib/jest-config');

const preset = jupyterlab(__dirname);

module.exports = {
  ...preset,
  reporters: ['default'],
  roots: ['<rootDir>/src'],
  testRegex: 'src/__tests__/.*\\.spec\\.tsx?$',
  transform: {
    ...preset.transform,
    '^.+\\.tsx?$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }]
  },
  // JupyterLab's packages are ES modules, which Jest does not load as they are.
  transformIgnorePatterns: preset.transformIgnorePatterns.map(pattern =>
    pattern.replace('(?!', '(?!@jupyterlab/translation|')
  )
};
