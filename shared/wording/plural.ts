type Form = 'one' | 'other';

/** Of texts for one of something and for other numbers of it, the one that a language wants for `count`. */
export const pluralIn = (locale: string): ((count: number, forms: Record<Form, string>) => string) => {
  const rules = new Intl.PluralRules(locale);
  return (count, forms) => (rules.select(count) === 'one' ? forms.one : forms.other);
};
