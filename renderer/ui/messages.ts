/** Texts of one namespace in English: flat keys, dots are only part of the name. Plurals end in `_one` and `_other`. */
export type Messages = Readonly<Record<string, string>>;

/**
 * The same texts in another language, checked key by key: a missing or misspelt one is a type error.
 * Chinese has one plural form, so `…_one` keys are left out.
 */
export type MessagesOf<English extends Messages> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: string;
};
