// The units under test are plain logic: no JupyterLab application is started, so ts-jest and
// jsdom are all they need; JupyterLab's own preset adds the resolver for its ES modules.
const jupyterlab = require('@jupyterlab/testing/lib/jest-config');

const preset = jupyterlab(__dirname);

module.exports = {
  ...preset,
  reporters: ['default', ['jest-junit', { outputName: 'junit-jest.xml' }]],
  testRegex: 'src/__tests__/.*\\.spec\\.tsx?$'
};
