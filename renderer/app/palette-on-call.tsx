import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';

export interface PaletteProps {
  readonly onClose: () => void;
  /** What was typed for it before it was here; the first line, where Enter was pressed after it. */
  readonly begun: string;
}

let fetched: ComponentType<PaletteProps> | undefined;

/** Once it is here it opens within the key press that asks for it: what is typed next is typed into it. */
export const fetchPalette = async (): Promise<ComponentType<PaletteProps>> => {
  fetched ??= (await import('./palette.tsx')).Palette;
  return fetched;
};

const LatePalette = lazy(async () => ({ default: await fetchPalette() }));

/** Who asked for the palette types into it: until it is here, no key means anything else. */
const Coming = ({ onType, onClose }: { readonly onType: (key: string) => void; readonly onClose: () => void }) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.stopImmediatePropagation();
      event.preventDefault();
      if (event.key === 'Escape') onClose();
      else onType(event.key);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [onType, onClose]);
  return null;
};

/** The palette, which the first list does not wait for. Mounted while open. */
export const PaletteOnCall = ({ onClose }: Pick<PaletteProps, 'onClose'>) => {
  // The one it began with: another would lose what was typed.
  const [Palette] = useState(() => fetched ?? LatePalette);
  const [typed, setTyped] = useState('');
  const type = (key: string): void => {
    if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
    else if (key === 'Enter') setTyped((before) => `${before}\n`);
    else if (key.length === 1) setTyped((before) => before + key);
  };
  return (
    <Suspense fallback={<Coming onType={type} onClose={onClose} />}>
      <Palette onClose={onClose} begun={typed} />
    </Suspense>
  );
};
