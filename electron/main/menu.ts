import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Roles only: the system translates them and gives them its own keys. The console's commands live in its palette. */
export const installMenu = (isPackaged: boolean): void => {
  const view: MenuItemConstructorOptions[] = [
    ...(isPackaged ? [] : [{ role: 'reload' } as const, { role: 'toggleDevTools' } as const]),
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { role: 'editMenu' },
      { role: 'viewMenu', submenu: view },
      { role: 'windowMenu' },
    ]),
  );
};
