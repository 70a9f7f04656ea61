import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const aliases: readonly (readonly [string, string])[] = [
  ['#shared/', 'shared/'],
  ['#core/', 'electron/core/'],
  ['#renderer/', 'renderer/'],
];

/** Specifiers of static imports, re-exports and dynamic imports, in order. Type-only imports count: they are dependencies too. */
export const specifiersOf = (source: string): readonly string[] =>
  [
    ...source.matchAll(
      /(?:^|[\s;])(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');

/** A relative or aliased specifier as a repository path; a bare one as it is. */
export const resolveSpecifier = (file: string, specifier: string): string => {
  for (const [alias, folder] of aliases) if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length);
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).replaceAll('\\', '/') : specifier;
};

export interface Import {
  readonly file: string;
  readonly target: string;
}

/** Every import of the product's sources, read from disk. */
export const importsOf = (root: string): readonly Import[] =>
  ['shared', 'electron', 'renderer']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.config.ts'))
    .flatMap((name) => {
      const file = name.replaceAll('\\', '/');
      return specifiersOf(readFileSync(join(root, file), 'utf8')).map((specifier) => ({
        file,
        target: resolveSpecifier(file, specifier),
      }));
    });
