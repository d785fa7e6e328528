import { existsSync, mkdirSync, mkdtempSync } from 'fs';
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

/** Servers with a browser each, side by side; the tests of one take turns. */
const SERVERS = Number(process.env.MLOPS_TEST_SERVERS ?? '1');

/** How often a test that has failed is tried again. */
const RETRIES = Number(process.env.MLOPS_TEST_RETRIES ?? '0');

// The process that starts the servers names the folder; workers inherit the name.
process.env.MLOPS_TEST_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'mlops-ui-'));
const folder = process.env.MLOPS_TEST_FOLDER;

/** A server: where it answers, what it serves, and its store, which tests may fill. */
function server(index: number): { url: string; env: Record<string, string> } {
  const port = String(Number(process.env.MLOPS_TEST_PORT ?? '8898') + index);
  const root = path.join(folder, `root-${index}`);
  const home = path.join(folder, `home-${index}`);
  mkdirSync(root, { recursive: true });
  mkdirSync(home, { recursive: true });
  return {
    url: `http://localhost:${port}`,
    env: {
      MLOPS_TEST_PORT: port,
      JUPYTERLAB_GALATA_ROOT_DIR: root,
      JUPYTER_MLOPS_HOME: home
    }
  };
}

// Playwright gives each worker that is at work a place of its own, and so each has its server.
const own = server(Number(process.env.TEST_PARALLEL_INDEX ?? '0'));
process.env.MLOPS_TEST_ROOT = own.env.JUPYTERLAB_GALATA_ROOT_DIR;
process.env.JUPYTER_MLOPS_HOME = own.env.JUPYTER_MLOPS_HOME;
// galata reads it, for its helpers that talk to the server.
process.env.TARGET_URL = own.url;

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results/artifacts',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // The tests of a file share a list of runs, and take turns; files wait in one queue.
  workers: SERVERS,
  retries: RETRIES,
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    baseURL: own.url,
    viewport: { width: 1280, height: 800 },
    // Tracing takes a tenth of the time; where failures are tried again, that is soon enough.
    trace: RETRIES > 0 ? 'on-first-retry' : 'retain-on-failure',
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
  webServer: Array.from({ length: SERVERS }, (_, index) => server(index)).map(
    ({ url, env }) => ({
      command: 'jupyter lab --config jupyter_server_test_config.py',
      url: `${url}/lab`,
      env,
      timeout: 120_000,
      stdout: 'ignore',
      stderr: 'ignore',
      reuseExistingServer: false
    })
  )
});
