import { describe, expect, it } from 'vitest';
import { importsOf, resolveSpecifier, specifiersOf } from '../boundaries/imports.ts';
import { violation } from '../boundaries/rules.ts';

const root = new URL('../..', import.meta.url).pathname;

describe('import boundaries', () => {
  it('hold in every source file', () => {
    const imports = importsOf(root);
    expect(imports.length).toBeGreaterThan(50);
    const broken = imports.flatMap(({ file, target }) => {
      const because = violation(file, target);
      return because ? [`${file} imports ${target}: ${because}`] : [];
    });
    expect(broken).toEqual([]);
  });

  it.each([
    ['shared/tickets/row.ts', 'node:fs'],
    ['shared/tickets/row.ts', '../../electron/core/desk.ts'],
    ['shared/tickets/row.ts', 'react'],
    ['electron/core/tickets/handlers.ts', 'electron'],
    ['electron/core/tickets/handlers.ts', '../imports/handlers.ts'],
    ['electron/core/desk.ts', '../main/window.ts'],
    ['electron/main/index.ts', '../loopback/http.ts'],
    ['electron/main/index.ts', '../core/desk.ts'],
    ['electron/loopback/index.ts', 'electron'],
    ['electron/host/ambient.ts', 'electron'],
    ['electron/core/app.ts', '../host/ambient.ts'],
    ['electron/preload/index.ts', '../core/app.ts'],
    ['renderer/queue/queue-view.tsx', 'node:path'],
    ['renderer/queue/queue-view.tsx', '#core/desk.ts'],
    ['renderer/queue/queue-view.tsx', '../audit/audit-store.ts'],
    ['renderer/ui/avatar.tsx', '#shared/tickets/ticket.ts'],
  ])('refuses a planted import of %s → %s', (file, specifier) => {
    const planted = `import { a } from '${specifier}';\n`;
    const [found] = specifiersOf(planted);
    expect(violation(file, resolveSpecifier(file, found ?? ''))).toBeTypeOf('string');
  });

  it('reads every form of import', () => {
    const source =
      "import type { A } from './a.ts';\nimport './b.css';\nexport { c } from '#shared/c.ts';\nconst d = import('./d.tsx');\nimport {\n  e,\n} from 'e';\n";
    expect(specifiersOf(source)).toEqual(['./a.ts', './b.css', '#shared/c.ts', './d.tsx', 'e']);
  });
});
