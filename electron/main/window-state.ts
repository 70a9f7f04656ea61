import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, screen, type BrowserWindow, type Rectangle } from 'electron';

interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

const DEFAULT_SIZE = { width: 1440, height: 900 };

const stateFile = (): string => join(app.getPath('userData'), 'window-state.json');

const isRectangle = (value: unknown): value is Rectangle => {
  if (typeof value !== 'object' || value === null) return false;
  const numbers = value as { readonly [key: string]: unknown };
  return ['x', 'y', 'width', 'height'].every((key) => Number.isInteger(numbers[key]));
};

/** Undefined unless at least a corner large enough to grab lies on a display that is there now. */
const visibleBounds = (bounds: Rectangle): Rectangle | undefined => {
  const { workArea } = screen.getDisplayMatching(bounds);
  const overlapX = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const overlapY = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
  return overlapX >= 120 && overlapY >= 80 ? bounds : undefined;
};

/** Where the window was. Anything unreadable gives the default: this is a convenience, not data. */
export const recallWindow = (): { readonly bounds: Partial<Rectangle>; readonly isMaximized: boolean } => {
  try {
    const { bounds, isMaximized } = JSON.parse(readFileSync(stateFile(), 'utf8')) as Partial<WindowState>;
    if (isRectangle(bounds))
      return { bounds: visibleBounds(bounds) ?? DEFAULT_SIZE, isMaximized: isMaximized === true };
  } catch {
    // First start, or a file that is not ours any more.
  }
  return { bounds: DEFAULT_SIZE, isMaximized: false };
};

export const rememberWindow = (window: BrowserWindow): void => {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
  try {
    writeFileSync(stateFile(), JSON.stringify(state), { mode: 0o600 });
  } catch {
    // A full or read-only disk must not keep the window open.
  }
};
