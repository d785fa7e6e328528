import { defineConfig } from '@playwright/test';

/** The pictures in docs/images; `make screenshots` starts the server and says where it is. */
export default defineConfig({
  testDir: 'screenshots',
  outputDir: 'test-results/screenshots',
  workers: 1,
  timeout: 120_000,
  reporter: 'list',
  use: {
    baseURL: process.env.TARGET_URL ?? 'http://localhost:8888',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb']
    }
  }
});
