import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const script = /\.(?:[jt]sx?|mjs)$/;
/** Before anybody is signed in, and the list that they see first. */
const FIRST_VIEWS = ['main.tsx', 'app/ticket-desk.tsx'];
/** Libraries that a few screens need and that are larger than those: each comes with what uses it. */
const ofTheirOwn = /\/node_modules\/(?:diff|entities|linkify-it|markdown-it|mdurl|punycode\.js|uc\.micro|zod)\//;

/** Each of their parts is asked for through one file that names them all: what a view really takes of them shows only in the end. */
const ofManyParts = /\/node_modules\/@(?:mantine\/core|tabler\/icons-react)\//;
/** Parts of them that no first list and no sign-in has. */
const fieldParts =
  /@mantine\/core\/esm\/(?:components\/(?:Accordion|Autocomplete|Checkbox|Combobox|FloatingIndicator|NativeSelect|NumberInput|Radio|SegmentedControl|Select|Textarea)|utils\/InlineInput)\//;
const icon = /\/(Icon\w+)\.mjs$/;

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly code: string | null } | null;
}

let first: ReadonlySet<string> | undefined;

/** Everything that the first views import, directly or not; what they fetch later is not among it. */
const firstParts = (graph: Graph): ReadonlySet<string> => {
  const reached = new Set(FIRST_VIEWS.map((name) => folder + name));
  for (const id of reached)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? [])
      if (!ofManyParts.test(imported)) reached.add(imported);
  return reached;
};

const isFirst = (id: string, graph: Graph): boolean => (first ??= firstParts(graph)).has(id);

let firstIcons: ReadonlySet<string> | undefined;

/** Names of the icons that the first views name. */
const iconsIn = (ids: Iterable<string>, graph: Graph): ReadonlySet<string> =>
  new Set([...ids].flatMap((id) => graph.getModuleInfo(id)?.code?.match(/\bIcon[A-Z]\w*/g) ?? []));

/** Of what has many parts, one that is fetched with a later screen. */
const isLaterPart = (id: string, graph: Graph): boolean => {
  const name = icon.exec(id)?.[1];
  if (name === undefined) return fieldParts.test(id);
  return !(firstIcons ??= iconsIn((first ??= firstParts(graph)), graph)).has(name);
};

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
        // One for what the first views share, one for what is fetched after them: nothing of a later screen delays the first list.
        codeSplitting: {
          groups: [
            {
              name: (id, graph) => (isFirst(id, graph) ? 'shared' : null),
              debugName: 'shared',
              test: (id) => script.test(id),
              minShareCount: 2,
              priority: 1,
            },
            {
              name: (id, graph) => (isLaterPart(id, graph) ? null : 'kit'),
              debugName: 'kit',
              test: (id) => ofManyParts.test(id),
              minShareCount: 3,
              priority: 1,
            },
            {
              name: (id, graph) => (isFirst(id, graph) ? null : 'screens'),
              debugName: 'screens',
              test: (id) => script.test(id) && !ofTheirOwn.test(id),
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
});
