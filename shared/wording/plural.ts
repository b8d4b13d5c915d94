type Form = 'one' | 'other';

/** Of texts for one of something and for other numbers of it, the one that a language wants for `count`. */
export const pluralIn = (locale: string): ((count: number, forms: Record<Form, string>) => string) => {
  let rules: Intl.PluralRules | null = null;
  return (count, forms) => {
    // Made when they are first asked for: Intl's data takes its time.
    rules ??= new Intl.PluralRules(locale);
    return rules.select(count) === 'one' ? forms.one : forms.other;
  };
};
