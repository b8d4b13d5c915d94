/**
 * Programs that are never offered to be ended, whatever the system says of their part, by the names
 * of their files without `.exe`, in small letters. The lists name what is met on desktops and need
 * not be whole: what is another user's or a service of the system is told apart without them.
 */

/** Ending one of these ends the session, or all that runs in it. */
const system = new Set([
  // Linux
  ...['init', 'systemd', '(sd-pam)', 'systemd-logind', 'dbus-daemon', 'dbus-broker', 'dbus-broker-launch'],
  ...['gdm', 'gdm3', 'sddm', 'lightdm', 'xorg', 'xwayland', 'xinit', 'login', 'agetty', 'sshd', 'sshd-session'],
  ...['gnome-session', 'gnome-session-binary', 'gnome-session-service', 'gnome-shell', 'mutter', 'cinnamon'],
  ...['plasmashell', 'plasma_session', 'ksmserver', 'kwin_wayland', 'kwin_x11', 'startplasma-wayland'],
  ...['xfce4-session', 'xfwm4', 'lxsession', 'lxqt-session', 'mate-session', 'sway', 'hyprland', 'weston'],
  ...['pipewire', 'wireplumber', 'pulseaudio', 'tmux', 'screen'],
  // macOS
  ...['launchd', 'kernel_task', 'loginwindow', 'windowserver', 'finder', 'dock', 'systemuiserver', 'controlcenter'],
  // Windows
  ...['system', 'registry', 'smss', 'csrss', 'wininit', 'winlogon', 'services', 'lsass', 'svchost', 'fontdrvhost'],
  ...['explorer', 'dwm', 'sihost', 'taskhostw', 'ctfmon', 'userinit', 'logonui', 'runtimebroker', 'dllhost'],
  ...['shellexperiencehost', 'startmenuexperiencehost', 'searchhost', 'searchapp', 'textinputhost', 'conhost'],
]);

/** What reads all files for a search or a backup and comes back by itself when it is ended. */
const service = new Set([
  ...['searchindexer', 'searchprotocolhost', 'searchfilterhost', 'tiworker', 'trustedinstaller', 'vssvc'],
  ...['mds', 'mds_stores', 'mdworker', 'mdworker_shared', 'backupd', 'fileproviderd', 'bird', 'fseventsd'],
  ...['baloo_file', 'baloo_file_extractor', 'tracker-miner-fs', 'tracker-miner-fs-3', 'localsearch-3'],
]);

const security = new Set([
  // Microsoft Defender
  ...['msmpeng', 'mpdefendercoreservice', 'mpcmdrun', 'nissrv', 'mssense', 'sensendr', 'securityhealthservice'],
  ...['wdavdaemon', 'wdavdaemon_enterprise'],
  // Avast, AVG, Avira, Bitdefender, ESET, F-Secure, G Data, Kaspersky
  ...['avastsvc', 'aswengsrv', 'aswidsagent', 'avgsvc', 'avgidsagent', 'avguard', 'sentryeye', 'avira.servicehost'],
  ...['bdservicehost', 'bdagent', 'vsserv', 'ekrn', 'egui', 'fshoster32', 'fshoster64', 'fsav32', 'avkservice'],
  ...['avp', 'avpsus', 'kavfs', 'kesl'],
  // Malwarebytes, McAfee/Trellix, Norton, Panda, Sophos, Trend Micro, Webroot
  ...['mbamservice', 'mcshield', 'mfemms', 'mfeann', 'mc-fw-host', 'masvc', 'xagt', 'nortonsecurity', 'ccsvchst'],
  ...['psanhost', 'savservice', 'sophosfilescanner', 'sophosfs', 'sspservice', 'coreserviceshell', 'ntrtscan'],
  ...['tmbmsrv', 'wrsa', 'wrsvc'],
  // Carbon Black, CrowdStrike, Cylance, Elastic, Palo Alto, SentinelOne, and ClamAV
  ...['repmgr', 'csfalconservice', 'csfalconcontainer', 'falcon-sensor', 'falcond', 'cylancesvc'],
  ...['elastic-endpoint', 'cyserver', 'cortex-xdr', 'sentinelagent', 'sentinelservicehost', 's1-agent'],
  ...['clamd', 'clamonacc', 'freshclam', 'clamscan'],
]);

/** What a name or the path of a program stands for; null for a program like others. */
export const knownAs = (nameOrPath: string): 'system' | 'service' | 'security' | null => {
  const name = fileName(nameOrPath);
  if (security.has(name)) return 'security';
  if (service.has(name)) return 'service';
  return system.has(name) ? 'system' : null;
};

/** An interpreter of Python, by the path of its program: python, python3.12, pythonw.exe, python3.13t, pypy3. */
export const isPython = (program: string): boolean => /^(?:python|pypy)[\d.]*t?w?$/.test(fileName(program));

const fileName = (path: string): string =>
  path
    .replace(/^.*[\\/]/s, '')
    .toLowerCase()
    .replace(/\.exe$/, '');
