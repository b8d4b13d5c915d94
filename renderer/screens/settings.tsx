import type { ReactNode } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { KeptDownloads } from '../parts/kept-downloads.tsx';
import { PathSetting } from '../parts/path-setting.tsx';
import { PickSetting } from '../parts/pick-setting.tsx';
import { ScreenFrame } from '../parts/screen-frame.tsx';
import { SwitchSetting } from '../parts/switch-setting.tsx';
import { AddressSetting, ListSetting } from '../parts/text-setting.tsx';
import { isAtWork } from '../parts/use-setting.ts';
import { useActions, useView } from '../view-context.tsx';
import { words } from '../words.ts';

/** Bytes and days that can be chosen as limits of what is kept. */
const sizes = [null, 2e9, 5e9, 10e9, 20e9, 50e9] as const;
const ages = [null, 30, 90, 365] as const;

/** What the user has chosen once for all runs; each change is saved at once. */
export const SettingsScreen = () => {
  const host = useView((view) => view.host);
  const build = useView(({ run }) => run?.build ?? null);
  const atWork = useView(isAtWork);
  const { closeSettings } = useActions();
  if (host === null) return null;
  const text = words.settings;
  const given = (name: 'environment' | 'manifest', otherwise: string): string =>
    host.settings.given.includes(name) ? text.given : otherwise;
  return (
    <ScreenFrame
      title={text.title}
      secondary={<ActionButton onPress={closeSettings}>{words.buttons.back}</ActionButton>}
    >
      <p className="lead">
        {text.lead}
        {host.host === 'page' && ` ${text.onlyInWindow}`}
      </p>
      <Group title={text.groups.environment} note={atWork ? text.notDuringRun : null}>
        <PathSetting
          setting="environment"
          none={text.defaultFolder}
          hint={given('environment', text.hints.environment)}
        />
        <PathSetting setting="manifest" none={text.ownManifest} hint={given('manifest', text.hints.manifest)} />
        <PickSetting setting="profile" choices={host.manifest.profiles} labelOf={words.profileName} />
        <PickSetting
          setting="accelerator"
          choices={['auto', ...host.manifest.accelerators]}
          labelOf={text.accelerator}
          hint={build === null ? text.hints.accelerator : text.chosen(build)}
        />
        <PickSetting
          setting="backend"
          choices={['auto', 'uv', 'pip']}
          labelOf={(backend) => text.backends[backend]}
          hint={text.hints.backend}
        />
      </Group>
      <Group title={text.groups.sources}>
        <AddressSetting setting="indexUrl" hint={text.hints.indexUrl} placeholder={text.examples.index} />
        <ListSetting setting="extraIndexUrls" hint={text.hints.extraIndexUrls} />
        <PathSetting setting="findLinks" none={text.none} hint={text.hints.findLinks} />
        <SwitchSetting setting="offline" hint={text.hints.offline} />
      </Group>
      <Group title={text.groups.network}>
        <AddressSetting setting="proxy" hint={text.hints.proxy} placeholder={text.examples.proxy} />
        <ListSetting setting="noProxy" hint={text.hints.noProxy} placeholder={text.examples.noProxy} />
        <PathSetting setting="certificates" none={text.none} hint={text.hints.certificates} />
      </Group>
      <Group title={text.groups.downloads}>
        <KeptDownloads />
        <PickSetting
          setting="cacheMaxBytes"
          choices={sizes}
          labelOf={(limit) => (limit === null ? text.noLimit : text.gigabytes(limit))}
          hint={text.hints.limits}
        />
        <PickSetting
          setting="cacheMaxDays"
          choices={ages}
          labelOf={(limit) => (limit === null ? text.noLimit : text.days(limit))}
        />
      </Group>
      <Group title={text.groups.appearance}>
        <PickSetting setting="theme" choices={['system', 'light', 'dark']} labelOf={(theme) => text.themes[theme]} />
        <PickSetting
          setting="language"
          choices={['system', 'en', 'de', 'zh-Hans']}
          labelOf={(language) => text.languages[language]}
        />
        <PickSetting
          setting="logLevel"
          choices={['errors', 'normal', 'everything']}
          labelOf={(level) => text.logLevels[level]}
          hint={text.hints.logLevel}
        />
      </Group>
    </ScreenFrame>
  );
};

const Group = ({ title, note = null, children }: { title: string; note?: string | null; children: ReactNode }) => (
  <section className="card settings" aria-label={title}>
    <h2>{title}</h2>
    {note !== null && <p className="soft settings-note">{note}</p>}
    {children}
  </section>
);
