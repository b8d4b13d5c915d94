import { live } from './catalogue.ts';

/** What each kind of damage is called, for tables and the documentation. */
export const findingTitles = live((catalogue) => catalogue.findingTitles);
