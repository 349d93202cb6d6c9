import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the page into dist/web. `npx vite src/web` serves it with the API of a running daemon behind it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    // The server's content policy admits no inline code and no data URLs but images.
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': process.env['SLUICE_SERVER'] ?? 'http://127.0.0.1:8080' } },
});
