export interface Installation {
  /** Folder on a web server with newer versions; null where the vendor set none. */
  updateUrl: string | null;
  isPackaged: boolean;
  platform: NodeJS.Platform;
  /** APPIMAGE names the file that was started, PORTABLE_EXECUTABLE_FILE that of a portable one. */
  env: NodeJS.ProcessEnv;
}

/**
 * How this copy gets newer versions. `off`: nobody is asked. `by-itself`: it replaces itself.
 * `by-hand`: it says that there is one, because another program installed it (a package manager, an
 * unpacked archive) or nothing did (portable).
 */
export type UpdateWay = 'off' | 'by-itself' | 'by-hand';

export const updateWay = ({ updateUrl, isPackaged, platform, env }: Installation): UpdateWay => {
  if (updateUrl === null || !isPackaged) return 'off';
  switch (platform) {
    case 'win32':
      return isSet(env['PORTABLE_EXECUTABLE_FILE']) ? 'by-hand' : 'by-itself';
    case 'darwin':
      return 'by-itself';
    case 'linux':
      return isSet(env['APPIMAGE']) ? 'by-itself' : 'by-hand';
    default:
      return 'by-hand';
  }
};

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';
