import { lazy, Suspense, useState, type ComponentType } from 'react';

interface PaletteProps {
  readonly onClose: () => void;
}

let fetched: ComponentType<PaletteProps> | undefined;

/** Once it is here it opens within the key press that asks for it: what is typed next is typed into it. */
export const fetchPalette = async (): Promise<ComponentType<PaletteProps>> => {
  fetched ??= (await import('./palette.tsx')).Palette;
  return fetched;
};

const LatePalette = lazy(async () => ({ default: await fetchPalette() }));

/** The palette, which the first list does not wait for. Mounted while open. */
export const PaletteOnCall = ({ onClose }: PaletteProps) => {
  // The one it began with: another would lose what was typed.
  const [Palette] = useState(() => fetched ?? LatePalette);
  return (
    <Suspense>
      <Palette onClose={onClose} />
    </Suspense>
  );
};
