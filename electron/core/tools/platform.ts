import type { ToolMode, ToolPlatform } from '#shared/tools/tool.ts';

/** What this laptop is to a definition. Whatever is neither Windows nor macOS is looked after like Linux. */
export const toolPlatform = (name: NodeJS.Platform): ToolPlatform => {
  if (name === 'win32') return 'windows';
  return name === 'darwin' ? 'macos' : 'linux';
};

/** Where the system keeps programs: never the `PATH` of whoever started the console, which anything may have changed. */
export const programFolders: Readonly<Record<ToolPlatform, readonly string[]>> = {
  windows: ['C:\\Windows\\System32', 'C:\\Windows\\System32\\OpenSSH', 'C:\\Windows'],
  macos: ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin', '/opt/homebrew/bin'],
  linux: ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/sbin', '/usr/sbin', '/sbin', '/snap/bin'],
};

/** What a tool is told of its surroundings beside `PATH`: enough to find the person's own keys and, for a window, the screen. */
const passedOn: Readonly<Record<ToolPlatform, readonly string[]>> = {
  windows: [
    'SystemRoot',
    'SystemDrive',
    'windir',
    'TEMP',
    'TMP',
    'USERPROFILE',
    'USERNAME',
    'USERDOMAIN',
    'APPDATA',
    'LOCALAPPDATA',
    'ProgramData',
    'ProgramFiles',
  ],
  macos: ['HOME', 'USER', 'LOGNAME', 'TMPDIR', 'SSH_AUTH_SOCK'],
  linux: [
    'HOME',
    'USER',
    'LOGNAME',
    'SSH_AUTH_SOCK',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XAUTHORITY',
    'XDG_RUNTIME_DIR',
    'DBUS_SESSION_BUS_ADDRESS',
  ],
};

/**
 * What a window of its own is told as well, so that it speaks the person's language, takes what they type with their input method and fits their
 * screen. Each by its name: variables with such names are what people put other things into.
 */
const ofPerson: readonly string[] = [
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_ADDRESS',
  'LC_COLLATE',
  'LC_CTYPE',
  'LC_IDENTIFICATION',
  'LC_MEASUREMENT',
  'LC_MESSAGES',
  'LC_MONETARY',
  'LC_NAME',
  'LC_NUMERIC',
  'LC_PAPER',
  'LC_TELEPHONE',
  'LC_TIME',
  'XMODIFIERS',
  'GTK_IM_MODULE',
  'QT_IM_MODULE',
  'QT_IM_MODULES',
  'SDL_IM_MODULE',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
  'GDK_SCALE',
  'GDK_DPI_SCALE',
  'QT_SCALE_FACTOR',
  'QT_AUTO_SCREEN_SCALE_FACTOR',
  'XCURSOR_SIZE',
  'XCURSOR_THEME',
];

/**
 * Elsewhere than on Windows a process that is `detached` leads a group of its own, by which all that it starts is ended. On Windows it would have no
 * console: what it starts would open windows. There one that is not detached stands in a job that the system ends with the console (libuv makes
 * it), and only a window of its own is to outlive that.
 */
export const startsAs = (
  platform: ToolPlatform,
  mode: ToolMode,
): { readonly detached: boolean; readonly windowsHide: boolean } =>
  platform === 'windows' && mode === 'captured'
    ? { detached: false, windowsHide: true }
    : { detached: true, windowsHide: false };

/** Names a run in the environment of all that it starts, so that all of it can be found again. */
export const RUN_MARK = 'DESKSIDE_TOOL_RUN';

/**
 * The whole environment of a tool: fixed names, nothing else of the console's own. One whose output is read writes the same everywhere, without
 * colours. `temporary`: in the place of the system's folder.
 */
export const toolEnvironment = (
  platform: ToolPlatform,
  mode: ToolMode,
  runId: string,
  around: Readonly<Record<string, string | undefined>>,
  temporary: string | null,
): Record<string, string> => {
  const environment: Record<string, string> = {
    PATH: programFolders[platform].join(platform === 'windows' ? ';' : ':'),
    [RUN_MARK]: runId,
  };
  if (platform !== 'windows') {
    environment['LANG'] = platform === 'macos' ? 'en_US.UTF-8' : 'C.UTF-8';
    if (mode === 'captured') environment['TERM'] = 'dumb';
  }
  const own = platform === 'windows' || mode === 'captured' ? [] : ofPerson;
  for (const name of [...passedOn[platform], ...own]) {
    const value = around[name];
    if (value !== undefined) environment[name] = value;
  }
  if (temporary !== null)
    for (const name of platform === 'windows' ? ['TEMP', 'TMP'] : ['TMPDIR']) environment[name] = temporary;
  return environment;
};
