/** The chunk of all that no first screen needs. */
export { AuditProgress } from './parts/audit-progress.tsx';
export { HolderDialog } from './parts/holder-dialog.tsx';
export { LogPanel } from './parts/log-panel.tsx';
export { Picker } from './parts/picker.tsx';
export { LaunchScreen } from './screens/launch.tsx';
export { LogScreen } from './screens/log.tsx';
export { OutcomeScreen } from './screens/outcome.tsx';
export { PlanScreen } from './screens/plan.tsx';
export { ProgressScreen } from './screens/progress.tsx';
export { SettingsScreen } from './screens/settings.tsx';
