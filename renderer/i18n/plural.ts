type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * Picks the form a number needs in one language; `#` stands for the number. `zero` is for none in
 * every language, also where its grammar has no form of its own for that.
 */
export function pluralizer(tag: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag);
  return (count, forms) => {
    const form = (count === 0 ? forms.zero : undefined) ?? forms[rules.select(count)];
    return (form ?? forms.other).replaceAll('#', numbers.format(count));
  };
}
