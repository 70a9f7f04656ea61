import { defineConfig } from 'vitest/config';

/** Unit and contract tests. Everything that needs a browser or a built host runs under Playwright instead. */
/** Text files that the product's build takes in with `type: 'text'`. */
const texts = {
  name: 'texts',
  enforce: 'pre' as const,
  transform: (text: string, id: string) =>
    id.endsWith('.yaml') ? { code: `export default ${JSON.stringify(text)}`, map: null } : undefined,
};

export default defineConfig({
  plugins: [texts],
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/contract/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
