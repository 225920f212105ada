import type { MenuItemConstructorOptions } from 'electron';

/** The least a menu must have: without it macOS knows no copy and paste, and nobody can zoom. */
export function menuTemplate(
  platform: NodeJS.Platform,
  hasDeveloperTools: boolean,
): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        ...(hasDeveloperTools
          ? [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const]
          : []),
      ],
    },
    { role: 'windowMenu' },
  ];
}
