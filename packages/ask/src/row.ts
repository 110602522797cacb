/** A JSON value. Numbers that are not finite become null. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Value[]
  | { readonly [key: string]: Value };

/** A row of a table of results. */
export type Row = { readonly [key: string]: Value };
