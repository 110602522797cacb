/** The refusal of a column that is missing in all rows: there is nothing to fill in from. */
export const noValues = (name: string): string => `column "${name}" has no values; leave it out`;
