import { type ReactNode, useEffect, useRef } from 'react';
import { assertNever } from '../shared/assert-never.ts';
import { currentQuestion } from '../shared/run-state.ts';
import { launchStage } from './from-run/launch-view.ts';
import { type Screen, screenOf } from './from-run/screen.ts';
import { ActionButton } from './parts/action-button.tsx';
import { Announcer } from './parts/announcer.tsx';
import { LogLink } from './parts/log-link.tsx';
import { LostBanner } from './parts/lost-banner.tsx';
import { SettingsTroubles } from './parts/settings-troubles.tsx';
import { useFocusKept } from './parts/use-focus-kept.ts';
import { useRestInTime } from './parts/use-rest-in-time.ts';
import { useSettingsKey } from './parts/use-settings-key.ts';
import { useTheme } from './parts/use-theme.ts';
import { type Rest, useRest } from './rest.ts';
import { EnvironmentScreen } from './screens/environment.tsx';
import { OpeningScreen } from './screens/opening.tsx';
import { RefusedScreen } from './screens/refused.tsx';
import type { View } from './view.ts';
import { useActions, useView } from './view-context.tsx';
import { words } from './words.ts';

/** Drawn anew for another language, so that no word of the one before is left. */
export const App = () => {
  const spoken = useView(({ language }) => language);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return <Page key={spoken} />;
};

const Page = () => {
  const rest = useRest();
  const wanted = useView(screenOf);
  const screen = rest === null && !isDrawnAlone(wanted) ? 'opening' : wanted;
  const work = useView(workOf);
  const title = useView(({ host }) => host?.manifest.title);
  const question = useView(({ run }) => (run === null ? null : currentQuestion(run)));
  const main = useRef<HTMLElement>(null);
  const { openSettings } = useActions();
  useFocusOnHeading(main, screen, work);
  useFocusKept(main);
  useRestInTime(wanted);
  useTheme();
  useSettingsKey(openSettings);
  return (
    <>
      <header className="product">
        <span>{words.product}</span>
        {title !== undefined && <span className="soft">{title}</span>}
        <span className="product-links">
          {screen !== 'settings' && <LogLink />}
          {screen !== 'opening' && screen !== 'refused' && screen !== 'settings' && (
            <ActionButton isLink onPress={openSettings}>
              {words.settings.title}
            </ActionButton>
          )}
        </span>
      </header>
      <main ref={main}>
        <LostBanner />
        <SettingsTroubles />
        {drawn(screen, rest)}
      </main>
      <Announcer />
      {rest !== null && <rest.HolderDialog question={question} />}
    </>
  );
};

/** What is being done on a screen, as far as its buttons and its headline depend on it. */
const workOf = ({ run }: View): string =>
  launchStage(run) ?? (run !== null && run.outcome === null ? 'working' : 'idle');

/** The screens that a page may begin with; the others come with the rest. */
const isDrawnAlone = (screen: Screen): boolean =>
  screen === 'opening' || screen === 'refused' || screen === 'environment';

const drawn = (screen: Screen, rest: Rest | null): ReactNode => {
  switch (screen) {
    case 'opening':
      return <OpeningScreen />;
    case 'refused':
      return <RefusedScreen />;
    case 'environment':
      return <EnvironmentScreen />;
    case 'settings':
      return rest && <rest.SettingsScreen />;
    case 'plan':
      return rest && <rest.PlanScreen />;
    case 'progress':
      return rest && <rest.ProgressScreen />;
    case 'outcome':
      return rest && <rest.OutcomeScreen />;
    case 'launch':
      return rest && <rest.LaunchScreen />;
    case 'log':
      return rest && <rest.LogScreen />;
    default:
      return assertNever(screen);
  }
};

/**
 * Another screen begins at its heading, for the keyboard and for a screen reader. So does one whose
 * focused button went with the run's end or beginning. A first screen takes no focus.
 */
const useFocusOnHeading = (main: { current: HTMLElement | null }, screen: Screen, work: string): void => {
  const shown = useRef<Screen | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `work` is when buttons come and go, and the headline changes
  useEffect(() => {
    const before = shown.current;
    shown.current = screen;
    const heading = main.current?.querySelector('h1');
    if (heading === undefined || heading === null) return;
    document.title = words.pageTitle(heading.textContent);
    if (before === null || before === 'opening') return;
    if (before !== screen || document.activeElement === document.body) heading.focus();
  }, [screen, work, main]);
};
