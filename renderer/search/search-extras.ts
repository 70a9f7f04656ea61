/** Everything about searches that a list stands without, in one file of the page: it is fetched with the first search. */
export { createListSnippets } from './list-snippets.tsx';
export { SearchAssist } from './search-assist.tsx';
export { SearchStrip } from './search-strip.tsx';
export { hitFinder } from '#shared/search/hits.ts';
