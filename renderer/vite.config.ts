import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const script = /\.(?:[jt]sx?|mjs)$/;
const recordParts =
  /renderer\/(?:(?:links|problems)\/[^/]+\.tsx|ui\/(?:choices|editable|form-dialog|property|stale-dialog|steps-bar|timeline-item)\.tsx|tickets\/(?:resolution-fields|ticket-finder)\.tsx)$/;
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
        // Parts of records and their dialogs stand beside or over the first list; they come in a file of their own after it.
        codeSplitting: {
          groups: [
            { name: 'shared', test: (id) => script.test(id) && !recordParts.test(id), minShareCount: 2, priority: 1 },
            { name: 'records', test: recordParts, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
