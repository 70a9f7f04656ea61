import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const script = /\.(?:[jt]sx?|mjs)$/;
/** What stands beside or over the first list; of problems and links all but what the list itself needs. */
const recordParts = new RegExp(
  [
    String.raw`(?:renderer|shared)/diagnosis/(?!messages)[^/]+`,
    String.raw`(?:renderer|shared)/(?:links|problems)/(?!messages|problem-count|\w+-dialogs-store|use-ticket-\w+-commands)[^/]+`,
    'renderer/ui/(?:choices|editable|form-dialog|property|stale-dialog|steps-bar|timeline-item|use-submit)',
    'renderer/tickets/(?:resolution-fields|ticket-finder|use-resolution-draft)',
    'renderer/writing/(?:apply-edit|completion|editable-text|pasted-lines|prose|text-edits|writing-(?:box|field|tools))',
    'renderer/(?:templates/use-reply|watching/use-mention)-completion',
  ]
    .map((path) => String.raw`/${path}\.tsx?$`)
    .join('|'),
);
/** Fields that no first list and no sign-in has. */
const fieldParts =
  /@mantine\/core\/esm\/components\/(?:Autocomplete|Checkbox|Combobox|FloatingIndicator|NativeSelect|SegmentedControl|Select)\//;
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
        // Parts of records come in a file of their own, after the first list; what only hand-overs and reports share comes with them.
        codeSplitting: {
          groups: [
            {
              name: 'shared',
              test: (id) =>
                script.test(id) && !recordParts.test(id) && !fieldParts.test(id) && !/\/(?:survey|report)\//.test(id),
              minShareCount: 3,
              priority: 1,
            },
            { name: 'records', test: recordParts, minShareCount: 2 },
            { name: 'fields', test: fieldParts, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
