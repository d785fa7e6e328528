import { existsSync, mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';

import { defineConfig } from '@playwright/test';

/** Places of the system's Chromium; Playwright's own browser serves where there is none. */
const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome'
];

const port = process.env.MLOPS_TEST_PORT ?? '8898';
const baseURL = process.env.TARGET_URL ?? `http://localhost:${port}`;
// galata reads it, for its helpers that talk to the server.
process.env.TARGET_URL = baseURL;

// The server's root; workers inherit the name and so find the same folder.
process.env.MLOPS_TEST_ROOT ??= mkdtempSync(path.join(tmpdir(), 'mlops-ui-'));
// The store, which some tests fill without running anything.
process.env.JUPYTER_MLOPS_HOME ??= mkdtempSync(
  path.join(tmpdir(), 'mlops-home-')
);

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // One server, with one list of runs, serves all tests.
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL,
    viewport: { width: 1280, height: 800 },
    // Tracing takes a tenth of the time; where failures are tried again, that is soon enough.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    video: 'off',
    launchOptions: {
      executablePath: PLACES.find(path => path && existsSync(path)),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  },
  webServer: {
    command: 'jupyter lab --config jupyter_server_test_config.py',
    url: `${baseURL}/lab`,
    env: {
      MLOPS_TEST_PORT: port,
      JUPYTERLAB_GALATA_ROOT_DIR: process.env.MLOPS_TEST_ROOT
    },
    timeout: 120_000,
    stdout: 'ignore',
    stderr: 'ignore',
    reuseExistingServer: false
  }
});
