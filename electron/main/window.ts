import { BrowserWindow } from 'electron';
import { recallWindow, rememberWindow } from './window-state.ts';

/** Of the page's title bar, hairline included (renderer/styles/tokens.css, --h-title). */
const TITLE_BAR_HEIGHT = 36;

/** A page that died twice within this would die again: the person is left with a blank window rather than with a flickering one. */
const CALM_MS = 10_000;

/** What was answered is on disk, so a page that crashed is simply loaded again; its session ended with it. */
const bringBack = (window: BrowserWindow): void => {
  let lastAt = -CALM_MS;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now();
    if (reason === 'clean-exit' || now - lastAt < CALM_MS) return;
    lastAt = now;
    window.webContents.reload();
  });
};

/** The console's only window, sandboxed, with no more than the preload script's one object. Empty, and shown once its page has something to show. */
export const openConsoleWindow = (preload: string, title: string): BrowserWindow => {
  const { bounds, isMaximized } = recallWindow();
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    // The page draws its own title bar and leaves the system's buttons their room; grey shows on both themes.
    titleBarStyle: 'hidden',
    titleBarOverlay: { height: TITLE_BAR_HEIGHT - 1, color: '#00000000', symbolColor: '#7a828c' },
    trafficLightPosition: { x: 13, y: 11 },
    title,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberWindow(window));
  bringBack(window);
  return window;
};
