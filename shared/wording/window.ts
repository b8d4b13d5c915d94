import { live } from './catalogue.ts';

/** What the window's own dialogs say. */
export const stopAndClose = live((catalogue) => catalogue.windows.stopAndClose);
export const endAndClose = live((catalogue) => catalogue.windows.endAndClose);
export const pageKeepsFailing = live((catalogue) => catalogue.windows.pageKeepsFailing);
export const pageHangs = live((catalogue) => catalogue.windows.pageHangs);
export const aboutWords = live((catalogue) => catalogue.windows.about);
export const chooseFolder = live((catalogue) => catalogue.windows.chooseFolder);
export const menuWords = live((catalogue) => catalogue.windows.menu);
export const exportPlace = live((catalogue) => catalogue.windows.exportPlace);
export const updateWords = live((catalogue) => catalogue.windows.update);
