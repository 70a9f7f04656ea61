import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const folder = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: folder,
  plugins: [react()],
  publicDir: fileURLToPath(new URL('../resources/icons/page', import.meta.url)),
  // Both hosts replace this word, in every page they serve, by a nonce of that response (electron/host/renderer-files.ts).
  html: { cspNonce: 'DESKSIDE_PAGE_NONCE' },
  build: {
    outDir: fileURLToPath(new URL('../out/renderer', import.meta.url)),
    emptyOutDir: true,
    // The policy admits no data: fonts, and a hashed file is cached for ever.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What several screens use comes in one file: the window waits for each of fifty small ones in turn, and they are read from this laptop.
        // What only hand-overs and reports share comes with them: no list waits for it.
        codeSplitting: {
          groups: [{ name: 'shared', test: /^(?!.*\/(?:survey|report)\/).*\.(?:[jt]sx?|mjs)$/, minShareCount: 2 }],
        },
      },
    },
  },
});
