import { defineConfig } from 'vitest/config';

// unit: beside the sources, and the seeded simulator; no service. golden: files in, files out. service: the real MariaDB, Redis,
// Kafka and Flink of stack/. e2e: the built program as a user starts it, and a real browser.

const setupFiles = ['test/support/messages-as-english.ts', 'test/support/property-seed.ts'];

const built = {
  globalSetup: ['test/support/build-setup.mjs', 'test/support/stack-setup.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    // Every core: by itself Vitest leaves one free, which on two cores is half of them. Projects without file parallelism keep one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles,
          // Files share a process each core, and the modules in it: loading them is most of what such a file costs.
          isolate: false,
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'test/compat/**/*.test.ts', 'test/proof/**/*.test.ts'],
          // minutes of histories share the cores with the others
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'golden',
          setupFiles,
          include: ['test/golden/**/*.test.ts', 'test/docs/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...built, name: 'service', include: ['test/service/**/*.test.ts'], fileParallelism: false } },
      { test: { ...built, name: 'e2e', include: ['test/e2e/**/*.test.ts'], fileParallelism: false } },
    ],
  },
});
